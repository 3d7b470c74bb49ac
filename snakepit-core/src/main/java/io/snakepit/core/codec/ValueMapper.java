package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Jackson, taught the table: it binds records and beans, whatever the tokens are written as. */
final class ValueMapper {

  private final JsonMapper mapper;
  private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

  ValueMapper(JsonFactory factory) {
    mapper =
        JsonMapper.builder(factory)
            .addModules(new Jdk8Module(), new ValueModule())
            .annotationIntrospector(new MemberNames())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addHandler(new MismatchHandler())
            .build();
  }

  /** Reads the tokens, all there are, as a type. To Jackson too few or too many are a mismatch. */
  @Nullable Object read(JsonParser in, Type type) throws IOException {
    if (in.currentToken() == null && in.nextToken() == null) {
      throw ValueFault.malformed("there is no value");
    }
    Object value =
        readers
            .computeIfAbsent(type, wanted -> mapper.readerFor(mapper.constructType(wanted)))
            .readValue(in);
    if (in.nextToken() != null) {
      throw ValueFault.malformed("there is more after the value");
    }
    return value;
  }

  /** What writes the records and beans in one value. */
  SerializerProvider serializers() {
    return mapper.getSerializerProviderInstance();
  }
}
