package io.snakepit.core.bind;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an interface says that the type parameters of those which it extends are. */
final class TypeArguments {

  private record Generic(Class<?> raw, List<Type> arguments, @Nullable Type owner)
      implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(new Type[0]);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }

    @Override
    public String toString() {
      return arguments.stream()
          .map(Type::getTypeName)
          .collect(Collectors.joining(", ", raw.getTypeName() + "<", ">"));
    }
  }

  private record ArrayOf(Type component) implements GenericArrayType {

    @Override
    public Type getGenericComponentType() {
      return component;
    }

    @Override
    public String toString() {
      return component.getTypeName() + "[]";
    }
  }

  private final Map<TypeVariable<?>, Type> known = new HashMap<>();

  TypeArguments(Class<?> type) {
    collect(type);
  }

  private void collect(Class<?> type) {
    for (Type base : type.getGenericInterfaces()) {
      Class<?> raw = JavaKinds.raw(base);
      if (base instanceof ParameterizedType generic) {
        Type[] arguments = generic.getActualTypeArguments();
        for (int index = 0; index < arguments.length; index++) {
          known.put(raw.getTypeParameters()[index], in(arguments[index]));
        }
      }
      collect(raw);
    }
  }

  /** The type with what is known in the place of its variables. */
  Type in(Type type) {
    if (type instanceof TypeVariable<?> variable) {
      return known.getOrDefault(variable, variable);
    }
    if (type instanceof WildcardType wildcard) {
      return in(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof GenericArrayType array) {
      Type component = in(array.getGenericComponentType());
      return component instanceof Class<?> plain ? plain.arrayType() : new ArrayOf(component);
    }
    if (type instanceof ParameterizedType generic) {
      List<Type> arguments = Arrays.stream(generic.getActualTypeArguments()).map(this::in).toList();
      return new Generic(JavaKinds.raw(generic), arguments, generic.getOwnerType());
    }
    return type;
  }
}
