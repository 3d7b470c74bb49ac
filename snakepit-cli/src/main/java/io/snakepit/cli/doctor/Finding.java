package io.snakepit.cli.doctor;

import io.snakepit.api.SnakepitException;
import io.snakepit.api.UnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that was looked at.
 *
 * @param area what kind of thing, as {@code adapter}
 * @param subject which one
 * @param state whether it is there
 * @param detail what is there, or why it isn't
 * @param remedy what to do about it; may be empty
 */
public record Finding(String area, String subject, State state, String detail, String remedy) {

  /** Whether a thing is there. */
  public enum State {
    /** It can be used. */
    OK,
    /** It isn't there, which is fine as long as nobody needs it. */
    ABSENT,
    /** It can't be used. */
    BROKEN
  }

  static Finding ok(String area, String subject, String detail) {
    return new Finding(area, subject, State.OK, detail, "");
  }

  static Finding absent(String area, String subject, String detail, String remedy) {
    return new Finding(area, subject, State.ABSENT, detail, remedy);
  }

  static Finding broken(String area, String subject, String detail, String remedy) {
    return new Finding(area, subject, State.BROKEN, detail, remedy);
  }

  /**
   * What can't be used because of a failure.
   *
   * @throws SnakepitException the failure, when it tells only that this thread is to end
   */
  static Finding of(String area, String subject, SnakepitException failure) {
    if (Thread.currentThread().isInterrupted()) {
      throw failure;
    }
    if (failure instanceof UnavailableException unavailable) {
      return broken(area, subject, unavailable.reason(), unavailable.remedy());
    }
    return broken(area, subject, String.valueOf(failure.getMessage()), "");
  }

  /** One line for people, and one more for the remedy. */
  public String text() {
    String mark =
        switch (state) {
          case OK -> "ok";
          case ABSENT -> "-";
          case BROKEN -> "BROKEN";
        };
    String line = String.format("%-8s %-14s %-7s %s", area, subject, mark, detail);
    return remedy.isEmpty() ? line : line + String.format("%n%31s → %s", "", remedy);
  }

  /** The members for JSON, in order. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("area", area);
    members.put("subject", subject);
    members.put("state", state.name());
    members.put("detail", detail);
    members.put("remedy", remedy);
    return members;
  }
}
