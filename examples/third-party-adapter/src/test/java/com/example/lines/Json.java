package com.example.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.contract.ContractCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much of Snakepit's JSON as the contract kit needs: bytes are attachments with a tag. */
final class Json implements ContractCodec {

  private static final String BYTES = "$bytes";

  private final JsonFactory json = new JsonFactory();

  @Override
  public String name() {
    return "json";
  }

  @Override
  public Payload encode(Object value) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    List<ByteBuffer> attachments = new ArrayList<>();
    try (JsonGenerator out = json.createGenerator(body)) {
      write(value, out, attachments);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new Payload(ByteBuffer.wrap(body.toByteArray()), attachments);
  }

  private void write(Object value, JsonGenerator out, List<ByteBuffer> attachments)
      throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
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
      write(Map.of(BYTES, attachments.size()), out, attachments);
      attachments.add(ByteBuffer.wrap(bytes));
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }

  @Override
  public Object decode(Payload payload) {
    byte[] body = new byte[payload.body().remaining()];
    payload.body().duplicate().get(body);
    try (JsonParser in = json.createParser(body)) {
      in.nextToken();
      return read(in, payload.attachments());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Object read(JsonParser in, List<ByteBuffer> attachments) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> readObject(in, attachments);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          list.add(read(in, attachments));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> in.getText();
    };
  }

  private Object readObject(JsonParser in, List<ByteBuffer> attachments) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      map.put(key, read(in, attachments));
    }
    if (map.size() == 1 && map.get(BYTES) instanceof Number index) {
      ByteBuffer attachment = attachments.get(index.intValue()).duplicate();
      byte[] bytes = new byte[attachment.remaining()];
      attachment.get(bytes);
      return bytes;
    }
    return map;
  }
}
