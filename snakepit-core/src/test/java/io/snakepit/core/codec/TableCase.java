package io.snakepit.core.codec;

import io.snakepit.spi.Payload;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of a row of docs/values.md.
 *
 * @param row the row's name
 * @param json how it is written
 * @param attachments what goes with it
 * @param sent what Java writes so
 * @param untyped what it is read as without a type
 * @param typed what it is read as with each type
 */
record TableCase(
    String row,
    String json,
    List<ByteBuffer> attachments,
    List<Object> sent,
    Object untyped,
    Map<Type, Object> typed) {

  static TableCase of(String row, String json, Object untyped) {
    return new TableCase(row, json, List.of(), List.of(), untyped, Map.of(Object.class, untyped));
  }

  TableCase sentFrom(Object... values) {
    return new TableCase(row, json, attachments, List.of(values), untyped, typed);
  }

  TableCase as(Type type, Object expected) {
    Map<Type, Object> more = new LinkedHashMap<>(typed);
    more.put(type, expected);
    return new TableCase(row, json, attachments, sent, untyped, more);
  }

  TableCase with(byte[] attachment) {
    return new TableCase(row, json, List.of(ByteBuffer.wrap(attachment)), sent, untyped, typed);
  }

  static Payload payload(String json, List<ByteBuffer> attachments) {
    return new Payload(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), attachments);
  }

  @Override
  public String toString() {
    return row + " " + json;
  }
}
