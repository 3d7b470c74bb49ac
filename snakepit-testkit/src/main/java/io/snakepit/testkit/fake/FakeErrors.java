package io.snakepit.testkit.fake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.snakepit.api.ValueException;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The errors of fake workers, in the form of {@code docs/protocol/contents.md}. */
final class FakeErrors {

  private static final JsonFactory json = new JsonFactory();

  private FakeErrors() {}

  static Failure raised(Throwable error) {
    if (error instanceof ValueException refused) {
      return of("UNREPRESENTABLE_RESULT", String.valueOf(refused.getMessage()));
    }
    StringWriter traceback = new StringWriter();
    error.printStackTrace(new PrintWriter(traceback, true));
    return remote(
        "TOOL_RAISED",
        error instanceof FakeToolException raised ? raised.type() : error.getClass().getName(),
        Objects.requireNonNullElse(error.getMessage(), ""),
        traceback.toString());
  }

  /** What an error says to people: its type, where it has one, and its message. */
  static String words(Payload error) {
    String text = JsonText.of(error);
    String type = "";
    String message = "";
    try (JsonParser in = json.createParser(text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
          case "type" -> type = in.getValueAsString("");
          case "message" -> message = in.getValueAsString("");
          default -> in.skipChildren();
        }
      }
    } catch (IOException other) {
      return text;
    }
    return Stream.of(type, message)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(": "));
  }

  static Failure of(String code, String message) {
    return remote(code, null, message, null);
  }

  private static Failure remote(
      String code, @Nullable String type, String message, @Nullable String traceback) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("code", code);
      out.writeStringField("type", type);
      out.writeStringField("message", message);
      out.writeStringField("traceback", traceback);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Failure.remote(Payload.of(bytes.toByteArray()));
  }
}
