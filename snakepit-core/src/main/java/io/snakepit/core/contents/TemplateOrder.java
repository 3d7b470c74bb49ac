package io.snakepit.core.contents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.List;

/**
 * What a template is told to do, as {@code docs/protocol/template.md} has it.
 *
 * @param order what
 * @param fork the number of the worker's process, given here
 * @param arguments those for the entry point of the worker that is to be forked; empty otherwise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TemplateOrder(String order, int fork, List<String> arguments) {

  /** Fork a process, and have it wait. */
  public static TemplateOrder fork(int fork, List<String> arguments) {
    return new TemplateOrder("fork", fork, arguments);
  }

  /** Let it go on to be a worker. */
  public static TemplateOrder go(int fork) {
    return new TemplateOrder("go", fork, List.of());
  }

  /** End it before it has gone on. */
  public static TemplateOrder drop(int fork) {
    return new TemplateOrder("drop", fork, List.of());
  }

  /** The order as one line of JSON, with its end. */
  public byte[] toBytes() {
    try {
      byte[] json = ContentsJson.mapper.writeValueAsBytes(this);
      byte[] line = Arrays.copyOf(json, json.length + 1);
      line[json.length] = '\n';
      return line;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("strings and numbers can't be written", impossible);
    }
  }
}
