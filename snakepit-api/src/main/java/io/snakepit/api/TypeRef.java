package io.snakepit.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.apiguardian.api.API;

/**
 * A generic type as a value: {@code new TypeRef<List<Row>>() {}}.
 *
 * @param <T> the type
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public abstract class TypeRef<T> {

  private final Type type;

  /**
   * Captures the type argument of the anonymous subclass.
   *
   * @throws IllegalArgumentException when there is none, or a class in between
   */
  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType superclass)
        || superclass.getRawType() != TypeRef.class) { // whose argument needn't be the type
      throw new IllegalArgumentException("write new TypeRef<…>() {} with a type argument");
    }
    this.type = superclass.getActualTypeArguments()[0];
  }

  /**
   * The captured type.
   *
   * @return the type
   */
  public final Type type() {
    return type;
  }

  @Override
  public String toString() {
    return type.getTypeName();
  }
}
