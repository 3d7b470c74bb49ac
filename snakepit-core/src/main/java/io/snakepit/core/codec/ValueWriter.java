package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value. What Jackson writes of it, records and beans, comes back here for its parts.
 */
final class ValueWriter {

  private final JsonGenerator out;
  private final ScalarWriter scalars;
  private final Supplier<SerializerProvider> beans;
  private @Nullable SerializerProvider provider;
  private @Nullable BeanGenerator ofBeans;
  private int tagLevels;

  ValueWriter(
      JsonGenerator out,
      Attachments attachments,
      NumberWriter numbers,
      Supplier<SerializerProvider> beans) {
    this.out = out;
    this.scalars = new ScalarWriter(out, attachments, numbers);
    this.beans = beans;
  }

  /** The writer that Jackson writes for. */
  static ValueWriter of(SerializerProvider provider) {
    return (ValueWriter) provider.getAttribute(ValueWriter.class);
  }

  /** Writes a value. */
  void write(@Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (!scalars.writePlain(value) && !writeContainer(value) && !scalars.writeTag(value)) {
      writeBean(value);
    }
  }

  private boolean writeContainer(Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof Set<?> set) {
      writeSet(set);
    } else if (value instanceof Collection<?> list) {
      writeList(list);
    } else if (value instanceof Optional<?> optional) {
      write(optional.orElse(null));
    } else if (value.getClass().isArray() && !(value instanceof byte[])) {
      writeArray(value);
    } else {
      return false;
    }
    return true;
  }

  private void writeMap(Map<?, ?> map) throws IOException {
    check(map);
    Keys.requireDistinct(map.keySet());
    if (!Keys.areStrings(map)) {
      writePairs(map);
      return;
    }
    out.writeStartObject(map, map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      try {
        out.writeFieldName(ScalarWriter.text(Keys.string(entry.getKey())));
        write(entry.getValue());
      } catch (JsonMappingException fault) {
        fault.prependPath(ValuePath.member(entry.getKey()));
        throw fault;
      }
    }
    out.writeEndObject();
  }

  private void writePairs(Map<?, ?> map) throws IOException {
    Tags.begin(Tags.MAP, out);
    tagLevels += 2;
    out.writeStartArray(map, map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      try {
        out.writeStartArray(entry, 2);
        write(entry.getKey());
        write(entry.getValue());
        out.writeEndArray();
      } catch (JsonMappingException fault) {
        fault.prependPath(ValuePath.member(entry.getKey()));
        throw fault;
      }
    }
    out.writeEndArray();
    tagLevels -= 2;
    out.writeEndObject();
  }

  private void writeSet(Set<?> set) throws IOException {
    check(set);
    Keys.requireDistinct(set);
    Tags.begin(Tags.SET, out);
    tagLevels++;
    writeElements(set);
    tagLevels--;
    out.writeEndObject();
  }

  private void writeList(Collection<?> list) throws IOException {
    check(list);
    writeElements(list);
  }

  private void writeElements(Collection<?> elements) throws IOException {
    out.writeStartArray(elements, elements.size());
    int index = 0;
    try {
      for (Object element : elements) {
        write(element);
        index++;
      }
    } catch (JsonMappingException fault) {
      fault.prependPath(ValuePath.element(index));
      throw fault;
    }
    out.writeEndArray();
  }

  private void writeArray(Object array) throws IOException {
    check(array);
    int length = Array.getLength(array);
    out.writeStartArray(array, length);
    int index = 0;
    try {
      for (; index < length; index++) {
        write(Array.get(array, index));
      }
    } catch (JsonMappingException fault) {
      fault.prependPath(ValuePath.element(index));
      throw fault;
    }
    out.writeEndArray();
  }

  private void writeBean(Object value) throws IOException {
    if (!Beans.isBean(value.getClass())) {
      throw ValueFault.unrepresentable(
          "a " + value.getClass().getTypeName() + " can't be represented");
    }
    if (provider == null || ofBeans == null) {
      provider = beans.get();
      provider.setAttribute(ValueWriter.class, this);
      ofBeans = new BeanGenerator(out, this);
    }
    DueValue due = new DueValue(ofBeans);
    // the typed one writes the name of a subtype where its class asks for it
    JsonSerializer<Object> serializer =
        provider.findTypedValueSerializer(value.getClass(), true, null);
    try {
      serializer.serialize(value, ofBeans, provider);
    } catch (IOException | RuntimeException fault) {
      throw ValueFaults.located(fault);
    }
    due.requireWritten();
  }

  /** A container may begin here. One that contains itself gets too deep sooner or later. */
  void check(@Nullable Object container) throws ValueFault {
    if (out.getOutputContext().getNestingDepth() - tagLevels >= ValueLimits.LEVELS) {
      throw ValueFault.unrepresentable(
          "a "
              + (container == null ? "value" : container.getClass().getTypeName())
              + " nested deeper than "
              + ValueLimits.LEVELS
              + " levels, or in itself");
    }
  }
}
