package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads sets, which aren't lists: from an embedded set only. */
final class SetDeserializer extends StdDeserializer<Object> {

  private static final long serialVersionUID = 1L;

  private final JavaType type;
  private final transient ContainerCreator creator;
  private final transient PartReader elements;

  SetDeserializer(JavaType type, ContainerCreator creator, PartReader elements) {
    super(type);
    this.type = type;
    this.creator = creator;
    this.elements = elements;
  }

  @Override
  public Boolean supportsUpdate(DeserializationConfig config) {
    return true;
  }

  /** Adds to the set that a property has, where its getter is all that there is. */
  @Override
  @SuppressWarnings("unchecked") // it is made for the elements' type
  public Object deserialize(JsonParser in, DeserializationContext context, Object filled)
      throws IOException {
    ((Set<@Nullable Object>) filled).addAll((Set<?>) deserialize(in, context));
    return filled;
  }

  @Override
  public Object getEmptyValue(DeserializationContext context) throws JsonMappingException {
    return ContainerCreator.empty(creator, context);
  }

  @Override
  public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (!(in.getEmbeddedObject() instanceof Set<?> set)) {
      throw ValueFault.mismatch("a set", in);
    }
    @SuppressWarnings("unchecked") // it is made for the elements' type
    Set<@Nullable Object> built = (Set<@Nullable Object>) creator.create(context);
    int index = 0;
    for (Object element : set) {
      if (element == null && elements.skipsNull()) {
        continue;
      }
      try {
        Object read = elements.read(element, context);
        if (!ElementReader.take(built, element, read == null, () -> built.add(read))) {
          throw ValueFault.mismatch(
              "no two elements that are equal as " + ValueWords.name(type.getContentType()),
              element);
        }
      } catch (IOException | RuntimeException fault) {
        throw JsonMappingException.wrapWithPath(fault, ValuePath.element(index));
      }
      index++;
    }
    return built;
  }
}
