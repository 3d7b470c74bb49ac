package io.snakepit.core.bind;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A method of an interface that has code.
 *
 * @param method the method
 * @param handle its code, where the method isn't public to us; null where it is
 */
record DefaultMethod(Method method, @Nullable MethodHandle handle) {

  /**
   * Finds its code.
   *
   * @throws IllegalAccessException when the interface isn't for us, and its package isn't open
   */
  static DefaultMethod of(Method method) throws IllegalAccessException {
    Class<?> owner = method.getDeclaringClass();
    if (Modifier.isPublic(owner.getModifiers())
        && owner.getModule().isExported(owner.getPackageName(), DefaultMethod.class.getModule())) {
      return new DefaultMethod(method, null);
    }
    MethodHandles.Lookup inside = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
    return new DefaultMethod(method, inside.unreflectSpecial(method, owner));
  }

  /** Runs it on an implementation of its interface. */
  @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable {
    return handle == null
        ? InvocationHandler.invokeDefault(proxy, method, arguments)
        : handle.bindTo(proxy).invokeWithArguments(arguments);
  }
}
