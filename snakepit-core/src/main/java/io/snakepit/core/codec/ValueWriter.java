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
  private final BeanGenerator ofBeans;
  private int tagLevels;

  ValueWriter(
      JsonGenerator out,
      Attachments attachments,
      NumberWriter numbers,
      Supplier<SerializerProvider> beans) {
    this.out = out;
    this.scalars = new ScalarWriter(out, attachments, numbers);
    this.beans = beans;
    this.ofBeans = new BeanGenerator(out, this);
  }

  /** The writer that Jackson writes for. */
  static ValueWriter of(SerializerProvider provider) {
    return (ValueWriter) provider.getAttribute(ValueWriter.class);
  }

  /** Writes a value. */
  void write(@Nullable Object value) throws IOException {
    write(value, null);
  }

  /**
   * Writes a value.
   *
   * @param rules what holds for its parts; null when there is nothing that would say it
   */
  void write(@Nullable Object value, @Nullable PartRules rules) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (!writeListed(value, rules)) {
      requireBean(value);
      // the typed one writes the name of a subtype where its class asks for it
      writeBean(value, jackson().findTypedValueSerializer(value.getClass(), true, null));
    }
  }

  private void writePart(@Nullable Object part, @Nullable PartRules rules) throws IOException {
    if (part == null || rules == null) {
      write(part);
    } else if (rules.own() != null) {
      writeBean(part, rules.own());
    } else if (writeListed(part, rules.deeper())) {
      rules.requireUntyped(part);
    } else {
      requireBean(part);
      writeBean(part, rules.ofBean(part.getClass(), jackson()));
    }
  }

  /** Writes what the table lists; false when it is something else. */
  private boolean writeListed(Object value, @Nullable PartRules rules) throws IOException {
    return scalars.writePlain(value) || writeContainer(value, rules) || scalars.writeTag(value);
  }

  private boolean writeContainer(Object value, @Nullable PartRules rules) throws IOException {
    if (OwnForms.has(value)) {
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      writeMap(map, rules);
    } else if (value instanceof Set<?> set) {
      writeSet(set, rules);
    } else if (value instanceof Collection<?> list) {
      writeList(list, rules);
    } else if (value instanceof Optional<?> optional) {
      writePart(optional.orElse(null), rules);
    } else if (value.getClass().isArray() && !(value instanceof byte[])) {
      writeArray(value, rules);
    } else {
      return false;
    }
    return true;
  }

  private void writeMap(Map<?, ?> all, @Nullable PartRules rules) throws IOException {
    check(all);
    Map<?, ?> map = rules == null ? all : rules.kept(all);
    Keys.requireDistinct(map.keySet());
    if (!Keys.areStrings(map)) {
      writePairs(map, rules);
      return;
    }
    out.writeStartObject(map, map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      try {
        out.writeFieldName(ScalarWriter.text(Keys.string(entry.getKey())));
        writePart(entry.getValue(), rules);
      } catch (JsonMappingException fault) {
        fault.prependPath(ValuePath.member(entry.getKey()));
        throw fault;
      }
    }
    out.writeEndObject();
  }

  private void writePairs(Map<?, ?> map, @Nullable PartRules rules) throws IOException {
    Tags.begin(Tags.MAP, out);
    tagLevels += 2;
    out.writeStartArray(map, map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      try {
        out.writeStartArray(entry, 2);
        write(entry.getKey());
        writePart(entry.getValue(), rules);
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

  private void writeSet(Set<?> set, @Nullable PartRules rules) throws IOException {
    check(set);
    Keys.requireDistinct(set);
    Tags.begin(Tags.SET, out);
    tagLevels++;
    writeElements(set, rules);
    tagLevels--;
    out.writeEndObject();
  }

  private void writeList(Collection<?> list, @Nullable PartRules rules) throws IOException {
    check(list);
    writeElements(list, rules);
  }

  private void writeElements(Collection<?> elements, @Nullable PartRules rules) throws IOException {
    out.writeStartArray(elements, elements.size());
    int index = 0;
    try {
      for (Object element : elements) {
        writePart(element, rules);
        index++;
      }
    } catch (JsonMappingException fault) {
      fault.prependPath(ValuePath.element(index));
      throw fault;
    }
    out.writeEndArray();
  }

  private void writeArray(Object array, @Nullable PartRules rules) throws IOException {
    check(array);
    int length = Array.getLength(array);
    out.writeStartArray(array, length);
    int index = 0;
    try {
      for (; index < length; index++) {
        writePart(Array.get(array, index), rules);
      }
    } catch (JsonMappingException fault) {
      fault.prependPath(ValuePath.element(index));
      throw fault;
    }
    out.writeEndArray();
  }

  private static void requireBean(Object value) throws ValueFault {
    if (!Beans.isBean(value.getClass())) {
      throw ValueFault.unrepresentable(
          "a "
              + value.getClass().getTypeName()
              + " can't be represented; send its text, or a map or record of its parts");
    }
  }

  private void writeBean(Object value, JsonSerializer<Object> serializer) throws IOException {
    DueValue due = new DueValue(ofBeans);
    try {
      serializer.serialize(value, ofBeans, jackson());
    } catch (IOException | RuntimeException fault) {
      throw ValueFaults.located(fault);
    }
    due.requireWritten();
  }

  private SerializerProvider jackson() {
    if (provider == null) {
      provider = beans.get();
      provider.setAttribute(ValueWriter.class, this);
    }
    return provider;
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
