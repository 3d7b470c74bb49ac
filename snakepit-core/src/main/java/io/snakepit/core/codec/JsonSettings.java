package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** How JSON is read and written. What bounds a value's size is the frame limit, not this. */
final class JsonSettings {

  /** A tagged map takes three of JSON's levels. */
  private static final int JSON_LEVELS = 3 * ValueLimits.LEVELS + 2;

  private JsonSettings() {}

  /** For values that have tags in them, or may have. */
  static JsonFactory tagged() {
    return factory(JSON_LEVELS);
  }

  /** For values without tags. */
  static JsonFactory plain() {
    return factory(ValueLimits.LEVELS);
  }

  private static JsonFactory factory(int levels) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(levels)
                .maxNumberLength(Integer.MAX_VALUE) // the readers say it better
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(levels).build())
        // keys come from outside: they mustn't fill the JVM's string table
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        // UTF-8 is what the wire carries
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .build();
  }
}
