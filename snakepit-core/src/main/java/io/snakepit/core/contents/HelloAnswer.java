package io.snakepit.core.contents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.snakepit.api.Capability;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.codec.ValueFaults;
import io.snakepit.core.codec.ValuePath;
import io.snakepit.spi.WorkerInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a worker answers to the hello. */
public final class HelloAnswer {

  private record Message(
      @Nullable Integer protocol,
      @Nullable ErrorMessage error,
      @Nullable String codec,
      @Nullable Long pid,
      @Nullable String language,
      @Nullable String version,
      @Nullable List<@Nullable String> capabilities,
      @Nullable Integer concurrency,
      @Nullable List<@Nullable ToolMessage> tools) {}

  private HelloAnswer() {}

  /**
   * Reads an answer.
   *
   * @param answer the worker's bytes
   * @param offeredCodecs what it could choose from
   * @param askedConcurrency how many calls it was asked to run at once
   * @throws WorkerStartException in the worker's own words when it can't start, or when the answer
   *     is none
   */
  public static WorkerInfo read(
      ByteBuffer answer, List<String> offeredCodecs, int askedConcurrency) {
    byte[] bytes = new byte[answer.remaining()];
    answer.duplicate().get(bytes);
    Message message;
    try {
      message = ContentsJson.mapper.readValue(bytes, Message.class);
    } catch (JsonMappingException other) {
      String path = ValuePath.write("", other.getPath());
      throw malformed(
          (path.isEmpty() ? "it" : path) + " isn't the JSON of docs/protocol/contents.md", other);
    } catch (JsonProcessingException notJson) {
      throw malformed(
          "it isn't JSON, at its byte "
              + notJson.getLocation().getByteOffset()
              + ": "
              + ValueFaults.words(notJson),
          notJson);
    } catch (IOException unexpected) {
      throw malformed("it can't be read", unexpected);
    }
    if (message == null) {
      throw malformed("it is null", null);
    }
    if (message.protocol() == null || message.protocol() != HelloOffer.PROTOCOL) {
      throw malformed(
          "it speaks protocol " + message.protocol() + ", not " + HelloOffer.PROTOCOL, null);
    }
    if (message.error() != null) {
      throw message.error().cannotStart();
    }
    return info(message, offeredCodecs, askedConcurrency);
  }

  private static WorkerInfo info(
      Message message, List<String> offeredCodecs, int askedConcurrency) {
    String codec = message.codec();
    if (codec == null || !offeredCodecs.contains(codec)) {
      throw malformed(
          "it chose the codec " + codec + ", offered were " + String.join(", ", offeredCodecs),
          null);
    }
    int concurrency = message.concurrency() == null ? 1 : message.concurrency();
    if (concurrency < 1) {
      throw malformed("its concurrency is " + concurrency, null);
    }
    if (concurrency > askedConcurrency) {
      throw malformed(
          "its concurrency is " + concurrency + ", asked for were at most " + askedConcurrency,
          null);
    }
    List<ToolInfo> tools = ToolMessage.toInfos(message.tools());
    for (int i = 1; i < tools.size(); i++) { // they are in the order of their names
      String name = tools.get(i).name();
      if (name.equals(tools.get(i - 1).name())) {
        throw malformed("it has the tool '" + name + "' twice", null);
      }
    }
    return new WorkerInfo(
        codec,
        message.language() == null ? "" : message.language(),
        message.version() == null ? "" : message.version(),
        message.pid() == null ? OptionalLong.empty() : OptionalLong.of(message.pid()),
        capabilities(message.capabilities()),
        concurrency,
        tools);
  }

  /** Those that are known here; a newer worker may have others. */
  private static Set<Capability> capabilities(@Nullable List<@Nullable String> names) {
    Set<Capability> known = EnumSet.noneOf(Capability.class);
    if (names != null) {
      Arrays.stream(Capability.values())
          .filter(capability -> names.contains(capability.name()))
          .forEach(known::add);
    }
    return known;
  }

  private static WorkerStartException malformed(String what, @Nullable Throwable cause) {
    return new WorkerStartException(
        ErrorCode.WORKER_START_FAILED,
        "the worker's hello can't be accepted: " + what,
        null,
        cause);
  }
}
