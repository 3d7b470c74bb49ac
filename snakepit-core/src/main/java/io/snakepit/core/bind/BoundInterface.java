package io.snakepit.core.bind;

import io.snakepit.api.Call;
import io.snakepit.api.ToolCaller;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What stands behind a bound interface. */
final class BoundInterface implements InvocationHandler {

  private static final Object[] none = {};

  private final Class<?> type;
  private final ToolCaller caller;
  private final UnaryOperator<Call> each;
  private final Map<Method, BoundMethod> methods;
  private final Map<Method, DefaultMethod> defaults;

  BoundInterface(
      Class<?> type,
      ToolCaller caller,
      UnaryOperator<Call> each,
      Map<Method, BoundMethod> methods,
      Map<Method, DefaultMethod> defaults) {
    this.defaults = defaults;
    this.type = type;
    this.caller = caller;
    this.each = each;
    this.methods = methods;
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    @Nullable Object[] given = arguments == null ? none : arguments;
    BoundMethod bound = methods.get(method);
    if (bound != null) {
      return bound.call(caller, each, given);
    }
    DefaultMethod own = defaults.get(method);
    if (own != null) {
      return own.invoke(proxy, given);
    }
    return switch (method.getName()) {
      case "equals" -> proxy == given[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> type.getSimpleName() + " bound to " + caller;
    };
  }
}
