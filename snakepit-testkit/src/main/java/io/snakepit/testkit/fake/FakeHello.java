package io.snakepit.testkit.fake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.snakepit.api.Capability;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The hello answer of fake workers, in the form of {@code docs/protocol/contents.md}. */
final class FakeHello {

  private static final JsonFactory json = new JsonFactory();

  private FakeHello() {}

  static byte[] answer(Set<Capability> capabilities, int concurrency, List<ToolInfo> tools) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("protocol", 1);
      out.writeStringField("codec", "json");
      out.writeStringField("language", "fake");
      out.writeStringField("version", "1");
      out.writeArrayFieldStart("capabilities");
      for (Capability capability : capabilities) {
        out.writeString(capability.name());
      }
      out.writeEndArray();
      out.writeNumberField("concurrency", concurrency);
      out.writeFieldName("tools");
      write(tools, out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** How many calls at once an offer asks for. */
  static int concurrency(ByteBuffer offer) {
    byte[] bytes = new byte[offer.remaining()];
    offer.duplicate().get(bytes);
    try (JsonParser in = json.createParser(bytes)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = in.currentName().equals("concurrency");
        in.nextToken();
        if (found) {
          return in.getIntValue();
        }
        in.skipChildren();
      }
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] tools(List<ToolInfo> tools) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      write(tools, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(List<ToolInfo> tools, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (ToolInfo tool : tools) {
      write(tool, out);
    }
    out.writeEndArray();
  }

  private static void write(ToolInfo tool, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", tool.name());
    out.writeStringField("description", tool.description());
    out.writeArrayFieldStart("parameters");
    for (ToolParameter parameter : tool.parameters()) {
      out.writeStartObject();
      out.writeStringField("name", parameter.name());
      out.writeStringField("type", parameter.type());
      write("kinds", parameter.kinds(), out);
      out.writeBooleanField("required", parameter.required());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeBooleanField("variadic", tool.variadic());
    out.writeStringField("returns", tool.returns());
    write("returnKinds", tool.returnKinds(), out);
    out.writeBooleanField("stream", tool.stream());
    out.writeEndObject();
  }

  private static void write(String field, List<ValueKind> kinds, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (ValueKind kind : kinds) {
      out.writeString(kind.name().toLowerCase(Locale.ROOT));
    }
    out.writeEndArray();
  }
}
