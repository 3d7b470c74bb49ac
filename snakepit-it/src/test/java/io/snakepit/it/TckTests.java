package io.snakepit.it;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Runs the TCK's TestNG methods as Jupiter tests, each on an instance of its own. */
final class TckTests {

  private TckTests() {}

  static Stream<DynamicTest> of(Supplier<? extends FlowPublisherVerification<?>> verification) {
    return Arrays.stream(verification.get().getClass().getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .sorted(Comparator.comparing(Method::getName))
        .map(
            method ->
                DynamicTest.dynamicTest(method.getName(), () -> run(verification.get(), method)));
  }

  private static void run(FlowPublisherVerification<?> verification, Method test) throws Throwable {
    try {
      for (Method method : verification.getClass().getMethods()) {
        if (method.isAnnotationPresent(BeforeMethod.class)) {
          method.invoke(verification);
        }
      }
      test.invoke(verification);
    } catch (InvocationTargetException thrown) {
      Throwable cause = thrown.getCause();
      // what the TCK can't verify, or what it leaves optional
      throw cause instanceof SkipException ? new TestAbortedException(cause.getMessage()) : cause;
    }
  }
}
