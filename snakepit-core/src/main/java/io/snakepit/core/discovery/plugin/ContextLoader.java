package io.snakepit.core.discovery.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a plugin with its own class loader as the thread's context class loader: libraries look
 * there for services, and would find the application's. Threads that the plugin starts inherit it.
 */
final class ContextLoader {

  private final ClassLoader loader;

  ContextLoader(ClassLoader loader) {
    this.loader = loader;
  }

  /** Runs something with it. */
  <T> T call(Supplier<T> task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return task.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Something that does the same in each of its methods, those to come in later versions too. */
  <T> T around(Class<T> type, T provider) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? identity(proxy, provider, method, arguments)
                    : invoke(provider, method, arguments)));
  }

  /** It is itself: a provider that is asked whether it equals what is around it says no. */
  private Object identity(
      Object proxy, Object provider, Method method, @Nullable Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> call(provider::toString);
    };
  }

  private @Nullable Object invoke(Object provider, Method method, @Nullable Object[] arguments)
      throws Throwable {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return method.invoke(provider, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getTargetException();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
