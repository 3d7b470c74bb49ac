package io.snakepit.core.codec;

import io.snakepit.core.text.Counts;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * Reads values in their untyped form out of MessagePack. Of a key that is there twice the last
 * value counts.
 */
final class MessagePackReader {

  /** Sizes are the sender's claim: no more room than this is made before the members are there. */
  private static final int ROOM = 1024;

  private static final char REPLACEMENT = '\ufffd';

  private final MessageUnpacker in;
  private final int length;
  private final TagReader tags;
  private int level;

  MessagePackReader(ByteBuffer body, List<ByteBuffer> attachments) {
    this.in = Packing.unpacker(body);
    this.length = body.remaining();
    this.tags = new TagReader(attachments);
  }

  /** Reads the one value that there is. */
  @Nullable Object readAll() throws IOException {
    try {
      if (!in.hasNext()) {
        throw ValueFault.malformed("there is no value");
      }
      Object value = read();
      if (in.hasNext()) {
        throw ValueFault.malformed("there is more after the value");
      }
      return value;
    } catch (MessagePackException fault) {
      throw ValueFault.malformed("not MessagePack: " + fault);
    }
  }

  private @Nullable Object read() throws IOException {
    MessageFormat format = in.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> {
        in.unpackNil();
        yield null;
      }
      case BOOLEAN -> in.unpackBoolean();
      case INTEGER -> format == MessageFormat.UINT64 ? unsigned() : (Object) in.unpackLong();
      case FLOAT -> in.unpackDouble();
      case STRING -> text();
      case ARRAY -> list();
      case MAP -> map();
      case BINARY -> payload(in.unpackBinaryHeader());
      case EXTENSION -> throw ValueFault.malformed("extension types aren't used, found " + format);
    };
  }

  private Number unsigned() throws IOException {
    BigInteger number = in.unpackBigInteger();
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private String text() throws IOException {
    byte[] bytes = payload(in.unpackRawStringHeader());
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0
        && !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
      throw ValueFault.malformed("a string that is not UTF-8");
    }
    return text;
  }

  private byte[] payload(int size) throws IOException {
    require(size);
    return in.readPayload(size);
  }

  private List<@Nullable Object> list() throws IOException {
    enter();
    List<@Nullable Object> list = elements();
    level--;
    return list;
  }

  private List<@Nullable Object> elements() throws IOException {
    int size = in.unpackArrayHeader();
    require(size);
    List<@Nullable Object> list = new ArrayList<>(Math.min(size, ROOM));
    try {
      while (list.size() < size) {
        list.add(read());
      }
    } catch (ValueFault fault) {
      throw fault.under(ValuePath.element(list.size()));
    }
    return list;
  }

  private @Nullable Object map() throws IOException {
    enter();
    int size = in.unpackMapHeader();
    require(size);
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    String key = "";
    for (int index = 0; index < size; index++) {
      key = key();
      map.put(key, size == 1 && Tags.isTag(key) ? content(key) : member(key));
    }
    level--;
    return map.size() == 1 && Tags.isTag(key) ? tags.read(key, map.get(key)) : map;
  }

  private String key() throws IOException {
    MessageFormat format = in.getNextFormat();
    if (!format.getValueType().isStringType()) {
      throw ValueFault.malformed("a key that isn't a string, but " + format);
    }
    return text();
  }

  private @Nullable Object member(String key) throws IOException {
    try {
      return read();
    } catch (ValueFault fault) {
      throw fault.under(ValuePath.member(key));
    }
  }

  /** A tag's content; the levels that its form takes are none of the value's. */
  private @Nullable Object content(String tag) throws IOException {
    if (!in.getNextFormat().getValueType().isArrayType()) {
      return read();
    }
    return switch (tag) {
      case Tags.SET -> elements();
      case Tags.MAP -> pairs();
      default -> read();
    };
  }

  private List<@Nullable Object> pairs() throws IOException {
    int size = in.unpackArrayHeader();
    require(size);
    List<@Nullable Object> pairs = new ArrayList<>(Math.min(size, ROOM));
    while (pairs.size() < size) {
      boolean isPair = in.getNextFormat().getValueType().isArrayType();
      pairs.add(isPair ? pair(pairs.size()) : read());
    }
    return pairs;
  }

  private List<@Nullable Object> pair(int index) throws IOException {
    int size = in.unpackArrayHeader();
    require(size);
    List<@Nullable Object> pair = new ArrayList<>(2);
    try {
      while (pair.size() < size) {
        pair.add(read());
      }
    } catch (ValueFault fault) {
      throw fault.under(pair.isEmpty() ? ValuePath.element(index) : ValuePath.member(pair.get(0)));
    }
    return pair;
  }

  private void enter() throws ValueFault {
    if (++level > ValueLimits.LEVELS) {
      throw ValueFault.malformed(ValueLimits.tooDeep());
    }
  }

  /** Refuses a size that the rest of the body can't hold: a member takes a byte at least. */
  private void require(int size) throws ValueFault {
    long left = length - in.getTotalReadBytes();
    if (size > left) {
      throw ValueFault.malformed(
          "a size of " + size + " with " + Counts.of(left, "byte") + " left");
    }
  }
}
