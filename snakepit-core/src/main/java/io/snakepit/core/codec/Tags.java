package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The names of the tags in {@code docs/values.md}. */
final class Tags {

  static final String FLOAT = "$float";
  static final String INT = "$int";
  static final String BYTES = "$bytes";
  static final String SET = "$set";
  static final String MAP = "$map";
  static final String DATE = "$date";
  static final String TIME = "$time";
  static final String DATETIME = "$datetime";
  static final String DURATION = "$duration";
  static final String DECIMAL = "$decimal";
  static final String UUID = "$uuid";
  static final String NDARRAY = "$ndarray";

  private Tags() {}

  /** Whether a map with this only key looks like a tagged value. */
  static boolean isTag(String key) {
    return key.startsWith("$");
  }

  /** Begins a tagged value; its content and the object's end are to follow. */
  static void begin(String tag, JsonGenerator out) throws IOException {
    out.writeStartObject(null, 1);
    out.writeFieldName(tag);
  }

  /** Writes a tagged value whose content is a string. */
  static void write(String tag, String content, JsonGenerator out) throws IOException {
    begin(tag, out);
    out.writeString(content);
    out.writeEndObject();
  }
}
