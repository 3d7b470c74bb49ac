package io.snakepit.testkit.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.snakepit.spi.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON with bytes as attachments, as far as the kit goes. */
final class JsonContractCodec implements ContractCodec {

  private static final String BYTES = "$bytes";

  private final JsonFactory json = new JsonFactory();

  @Override
  public String name() {
    return "json";
  }

  @Override
  public Payload encode(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<ByteBuffer> attachments = new ArrayList<>();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      write(value, out, attachments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Payload(ByteBuffer.wrap(bytes.toByteArray()), attachments);
  }

  @Override
  public @Nullable Object decode(Payload payload) {
    byte[] bytes = bytes(payload.body());
    try (JsonParser in = json.createParser(bytes)) {
      in.nextToken();
      return read(in, payload.attachments());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(@Nullable Object value, JsonGenerator out, List<ByteBuffer> attachments)
      throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(entry.getValue(), out, attachments);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(element, out, attachments);
      }
      out.writeEndArray();
    } else if (value instanceof byte[] bytes) {
      out.writeStartObject();
      out.writeNumberField(BYTES, attachments.size());
      out.writeEndObject();
      attachments.add(ByteBuffer.wrap(bytes));
    } else {
      out.writeObject(value);
    }
  }

  private static @Nullable Object read(JsonParser in, List<ByteBuffer> attachments)
      throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> readMap(in, attachments);
      case START_ARRAY -> readList(in, attachments);
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("unexpected " + in.currentToken());
    };
  }

  private static Object readMap(JsonParser in, List<ByteBuffer> attachments) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      map.put(name, read(in, attachments));
    }
    return map.get(BYTES) instanceof Long index ? bytes(attachments.get(index.intValue())) : map;
  }

  private static List<@Nullable Object> readList(JsonParser in, List<ByteBuffer> attachments)
      throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(in, attachments));
    }
    return list;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
