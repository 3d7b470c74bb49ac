package io.snakepit.core.contents;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.snakepit.api.WorkerStartException;
import org.jspecify.annotations.Nullable;

/** What a template says, as {@code docs/protocol/template.md} has it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TemplateReport.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = TemplateReport.Unfit.class, name = "unfit"),
  @JsonSubTypes.Type(value = TemplateReport.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = TemplateReport.Forked.class, name = "forked"),
  @JsonSubTypes.Type(value = TemplateReport.NotForked.class, name = "not-forked"),
  @JsonSubTypes.Type(value = TemplateReport.Ended.class, name = "ended")
})
public sealed interface TemplateReport {

  /** It has loaded everything, and can fork. */
  record Ready() implements TemplateReport {}

  /**
   * What it has loaded can't be forked.
   *
   * @param reason a sentence
   */
  record Unfit(@Nullable String reason) implements TemplateReport {}

  /**
   * It couldn't load what it was to.
   *
   * @param error why
   */
  record Failed(@Nullable ErrorMessage error) implements TemplateReport {

    /** It, as the error of the start that it ended. */
    public WorkerStartException exception() {
      ErrorMessage told = error;
      return (told == null ? ErrorMessage.NONE : told).cannotStart();
    }
  }

  /**
   * A worker's process is there, and waits to be let go.
   *
   * @param fork the number of the order
   * @param pid the process
   */
  record Forked(int fork, long pid) implements TemplateReport {}

  /**
   * The system gave no process.
   *
   * @param fork the number of the order
   * @param reason the system's
   */
  record NotForked(int fork, @Nullable String reason) implements TemplateReport {}

  /**
   * A worker's process is gone.
   *
   * @param fork the number of the order that made it
   * @param status its exit status; absent when a signal ended it
   * @param signal the number of the signal; absent when it exited by itself
   */
  record Ended(int fork, @Nullable Integer status, @Nullable Integer signal)
      implements TemplateReport {}
}
