package io.snakepit.testkit.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.snakepit.api.Capability;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.WorkerInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hello, as far as the kit needs it: offers all that has to be there, reads little. */
final class HelloJson {

  private static final JsonFactory json = new JsonFactory();

  private HelloJson() {}

  static byte[] offer(String worker, ContractSubject subject, OpenPlan plan, int concurrency) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("protocol", 1);
      out.writeStringField("snakepit", "0.1.0");
      out.writeStringField("pool", "contract");
      out.writeStringField("worker", worker);
      out.writeFieldName("codecs");
      out.writeStartArray();
      out.writeString(subject.codec().name());
      out.writeEndArray();
      out.writeArrayFieldStart("tools");
      for (String tools : subject.tools()) {
        out.writeString(tools);
      }
      out.writeEndArray();
      out.writeObjectFieldStart("limits");
      out.writeNumberField("frame", plan.limits().frameBytes());
      out.writeEndObject();
      out.writeNumberField("concurrency", concurrency);
      out.writeStringField("logLevel", plan.logLevel());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads an answer, and refuses what a pool refuses. */
  static WorkerInfo read(ByteBuffer answer, int askedConcurrency) {
    WorkerInfo info = read(answer);
    if (info.concurrency() < 1 || info.concurrency() > askedConcurrency) {
      throw startFailed(
          "the worker's concurrency is "
              + info.concurrency()
              + ", asked for were at most "
              + askedConcurrency,
          null);
    }
    return info;
  }

  private static WorkerInfo read(ByteBuffer answer) {
    byte[] bytes = new byte[answer.remaining()];
    answer.duplicate().get(bytes);
    try (JsonParser in = json.createParser(bytes)) {
      return new Answer().read(in);
    } catch (IOException e) {
      throw startFailed("the hello answer can't be read: " + e.getMessage(), e);
    }
  }

  private static WorkerStartException startFailed(String message, @Nullable Exception cause) {
    return new WorkerStartException(ErrorCode.WORKER_START_FAILED, message, null, cause);
  }

  /** The fields of an answer, while it is read. */
  private static final class Answer {

    private String codec = "";
    private String language = "";
    private String version = "";
    private OptionalLong pid = OptionalLong.empty();
    private int concurrency = 1;
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private final List<ToolInfo> tools = new ArrayList<>();

    WorkerInfo read(JsonParser in) throws IOException {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "codec" -> codec = in.getText();
          case "language" -> language = in.getText();
          case "version" -> version = in.getText();
          case "pid" -> pid = OptionalLong.of(in.getLongValue());
          case "concurrency" -> concurrency = in.getIntValue();
          case "capabilities" -> readCapabilities(in);
          case "tools" -> readTools(in);
          case "error" -> throw startFailed(readText(in), null);
          default -> in.skipChildren();
        }
      }
      return new WorkerInfo(codec, language, version, pid, capabilities, concurrency, tools);
    }

    private void readCapabilities(JsonParser in) throws IOException {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        String name = in.getText(); // a newer worker may have others than are known here
        Arrays.stream(Capability.values())
            .filter(capability -> capability.name().equals(name))
            .forEach(capabilities::add);
      }
    }

    private void readTools(JsonParser in) throws IOException {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          if (in.currentName().equals("name")) {
            tools.add(new ToolInfo(in.nextTextValue(), "", List.of(), true, "", List.of(), false));
          } else {
            in.nextToken();
            in.skipChildren();
          }
        }
      }
    }

    /** An error's texts, one after the other. */
    private static String readText(JsonParser in) throws IOException {
      List<String> texts = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
          texts.add(in.getText());
        }
      }
      return String.join(": ", texts);
    }
  }
}
