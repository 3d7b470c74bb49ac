package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values in their untyped form. Of a key that is there twice the last value counts. */
final class JsonReader {

  private final JsonParser in;
  private final TagReader tags;
  private int level;

  JsonReader(JsonParser in, List<ByteBuffer> attachments) {
    this.in = in;
    this.tags = new TagReader(attachments);
  }

  /** Reads the value whose first token is the current one. */
  @Nullable Object read() throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw ValueFault.malformed("there is no value");
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> text(in.getText());
      case VALUE_NUMBER_INT -> integer(in);
      case VALUE_NUMBER_FLOAT -> decimal(in);
      case VALUE_EMBEDDED_OBJECT -> in.getEmbeddedObject();
      case START_ARRAY -> list();
      case START_OBJECT -> map();
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE ->
          throw ValueFault.malformed("expected a value, found " + token);
    };
  }

  /** Reads an integer: a long where it fits. */
  static Number integer(JsonParser in) throws IOException {
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      ValueLimits.checkDigits(in.getText());
      BigInteger number = in.getBigIntegerValue();
      return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
    return in.getLongValue();
  }

  /** Reads a double. Infinities have their tag: a number that overflows is none of them. */
  static Double decimal(JsonParser in) throws IOException {
    double number = in.getDoubleValue();
    if (Double.isInfinite(number)) {
      throw ValueFault.malformed("a number that is too large for a double");
    }
    return number;
  }

  /** Passes a string that has no lone surrogate. */
  static String text(String text) throws ValueFault {
    int lone = Surrogates.lone(text);
    if (lone >= 0) {
      throw ValueFault.malformed("a lone surrogate at character " + lone);
    }
    return text;
  }

  private List<@Nullable Object> list() throws IOException {
    enter();
    List<@Nullable Object> list = new ArrayList<>();
    try {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        list.add(read());
      }
    } catch (ValueFault fault) {
      throw fault.under(ValuePath.element(list.size()));
    }
    level--;
    return list;
  }

  private @Nullable Object map() throws IOException {
    enter();
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    String key;
    while ((key = in.nextFieldName()) != null) {
      in.nextToken();
      map.put(key, Tags.isTag(key) && map.isEmpty() ? content(key) : member(key));
    }
    level--;
    if (map.size() == 1) {
      Map.Entry<@Nullable Object, @Nullable Object> only = map.entrySet().iterator().next();
      if (only.getKey() instanceof String tag && Tags.isTag(tag)) {
        return tags.read(tag, only.getValue());
      }
    }
    return map;
  }

  private @Nullable Object member(String key) throws IOException {
    try {
      text(key);
      return read();
    } catch (ValueFault fault) {
      throw fault.under(ValuePath.member(key));
    }
  }

  /** What is most likely a tag's content; its JSON levels are none of the value's. */
  private @Nullable Object content(String tag) throws IOException {
    text(tag);
    if (in.currentToken() != JsonToken.START_ARRAY) {
      return read();
    }
    return switch (tag) {
      case Tags.SET -> {
        level--;
        List<@Nullable Object> elements = list();
        level++;
        yield elements;
      }
      case Tags.MAP -> pairs();
      default -> read();
    };
  }

  private List<@Nullable Object> pairs() throws IOException {
    List<@Nullable Object> pairs = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      pairs.add(in.currentToken() == JsonToken.START_ARRAY ? pair(pairs.size()) : read());
    }
    return pairs;
  }

  private List<@Nullable Object> pair(int index) throws IOException {
    List<@Nullable Object> pair = new ArrayList<>();
    try {
      while (in.nextToken() != JsonToken.END_ARRAY) {
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
}
