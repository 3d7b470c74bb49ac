package io.snakepit.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value, in the notation of {@link JsonWriter}. */
public final class JsonReader {

  /** The text is the user's own: its length is the only limit it needs. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonReader() {}

  /** A value that may be JSON's null. */
  public record Value(@Nullable Object value) {}

  /**
   * Reads a text that is one JSON value from its beginning to its end.
   *
   * @return empty when it isn't
   * @throws IllegalArgumentException when a tag can't be read
   */
  public static Optional<Value> read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return Optional.of(new Value(only(parser)));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads a file that is one JSON value.
   *
   * @throws JsonProcessingException when it isn't; it has the line
   * @throws IllegalArgumentException when a tag can't be read
   */
  public static @Nullable Object read(byte[] file) throws IOException {
    try (JsonParser parser = FACTORY.createParser(file)) {
      return only(parser);
    }
  }

  private static @Nullable Object only(JsonParser parser) throws IOException {
    if (parser.nextToken() == null) {
      throw new JsonParseException(parser, "there is nothing");
    }
    Object value = value(parser);
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "there is more than one value");
    }
    return value;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT -> integer(parser.getNumberValue());
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_STRING -> parser.getText();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  /** One type for all that fit into 64 bits, as results have it. */
  private static Number integer(Number number) {
    return number instanceof Integer small ? Long.valueOf(small.longValue()) : number;
  }

  private static @Nullable Object object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    if (members.size() == 1) {
      String name = members.keySet().iterator().next();
      return name.startsWith("$") ? TagReader.read(name, members.get(name)) : members;
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }
}
