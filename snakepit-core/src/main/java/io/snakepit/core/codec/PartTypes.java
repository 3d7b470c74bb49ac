package io.snakepit.core.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerFactory;
import org.jspecify.annotations.Nullable;

/** How the parts of a value carry the names of their types. */
final class PartTypes {

  /** As the class of each wants it. */
  static final PartTypes OF_CLASSES = new PartTypes(null, true);

  private final @Nullable TypeSerializer names;
  private final boolean ofClasses;

  private PartTypes(@Nullable TypeSerializer names, boolean ofClasses) {
    this.names = names;
    this.ofClasses = ofClasses;
  }

  /** As a property wants it, or else the class that it declares its parts to be of. */
  static PartTypes of(SerializationConfig config, BeanProperty property)
      throws JsonMappingException {
    JavaType declared = property.getType();
    AnnotatedMember member = property.getMember();
    if (declared.getContentType() == null) {
      return OF_CLASSES;
    }
    TypeSerializer names =
        BeanSerializerFactory.instance.findPropertyContentTypeSerializer(declared, config, member);
    if (names != null && names.getTypeInclusion() == JsonTypeInfo.As.EXTERNAL_PROPERTY) {
      throw ValueFault.unrepresentable(
          "the types of the parts of '"
              + property.getName()
              + "' can't be named beside them, as As.EXTERNAL_PROPERTY of its @JsonTypeInfo wants;"
              + " As.PROPERTY names them inside");
    }
    boolean saysNone =
        config.getAnnotationIntrospector().findPropertyContentTypeResolver(config, member, declared)
            != null;
    return names == null && !saysNone ? OF_CLASSES : new PartTypes(names, false);
  }

  /** What writes the name into a record or bean of a class; null when there is none. */
  @Nullable TypeSerializer of(Class<?> type, SerializerProvider provider)
      throws JsonMappingException {
    return ofClasses ? provider.findTypeSerializer(provider.constructType(type)) : names;
  }

  /** What writes the names, of whatever class a part is; null when there are none. */
  @Nullable TypeSerializer names() {
    return names;
  }

  /** No name is wanted of what has no room for one. */
  void requireNone(Object part) throws ValueFault {
    if (names != null && !isNatural(part)) {
      throw ValueFault.unrepresentable(noRoom(part.getClass()));
    }
  }

  /** Whether Jackson reads a value as the type it has by what it looks like alone. */
  static boolean isNatural(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || (value instanceof Double number && Double.isFinite(number));
  }

  /** Whether values of a type are read as it by what they look like alone. */
  static boolean isNaturalType(Class<?> type) {
    return type == String.class
        || type == Boolean.class
        || type == Integer.class
        || type == Double.class
        || type.isPrimitive();
  }

  /** Says that a name is wanted of what has no room for one. */
  static String noRoom(Class<?> type) {
    return "a "
        + type.getTypeName()
        + " has no room for the name of its type, which @JsonTypeInfo asks for: only records"
        + " and POJOs have. Put it into one, or ask for none with @JsonTypeInfo(use = Id.NONE)";
  }
}
