package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.snakepit.api.NdArray;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Reads arrays of primitives: from lists, and at once from NumPy's of their type. */
final class PrimitiveArrayDeserializer extends StdDeserializer<Object> {

  private static final long serialVersionUID = 1L;

  private final Class<?> component;
  private final transient ScalarDeserializer elements;

  PrimitiveArrayDeserializer(Class<?> component, ScalarDeserializer elements) {
    super(component.arrayType());
    this.component = component;
    this.elements = elements;
  }

  @Override
  public Object getEmptyValue(DeserializationContext context) {
    return Array.newInstance(component, 0);
  }

  @Override
  public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (in.getEmbeddedObject() instanceof NdArray array) {
      Object converted = NdArrays.toPrimitives(array, component);
      if (converted != null) {
        return converted;
      }
    }
    JsonParser list = ArrayAsList.list(in);
    if (list.hasToken(JsonToken.START_ARRAY)) {
      return readList(list, context);
    }
    throw ValueFault.mismatch(component + "[]", in);
  }

  private Object readList(JsonParser in, DeserializationContext context) throws IOException {
    List<Object> read = new ArrayList<>();
    try {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        read.add(elements.deserialize(in, context));
      }
    } catch (IOException fault) {
      throw JsonMappingException.wrapWithPath(fault, ValuePath.element(read.size()));
    }
    Object array = Array.newInstance(component, read.size());
    for (int index = 0; index < read.size(); index++) {
      Array.set(array, index, read.get(index));
    }
    return array;
  }
}
