package io.snakepit.core.bind.elsewhere;

import java.util.function.Function;

/** An application with an interface of its own package's. */
public final class Bindable {

  private Bindable() {}

  interface Calculator {
    int add(int a, int b);

    default int twice(int a) {
      return add(a, a);
    }
  }

  /** Has its interface bound, and runs the code of a method of it. */
  public static int twice(Function<Class<?>, Object> binder) {
    return ((Calculator) binder.apply(Calculator.class)).twice(2);
  }
}
