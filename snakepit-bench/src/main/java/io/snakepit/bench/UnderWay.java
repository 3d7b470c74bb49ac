package io.snakepit.bench;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * A call of {@code add(2, 3)} whose answer is awaited.
 *
 * @param <T> what holds the sum
 * @param answer will be there
 * @param begin when the call was made, in nanoseconds
 */
record UnderWay<T>(Future<T> answer, long begin) {

  /**
   * Makes calls on this thread and keeps a number of them under way; each takes from call to
   * answer.
   *
   * @param outstanding how many at any time
   * @param operations how many in all
   * @param call makes one
   * @param sum reads what came
   */
  static <T> void keep(
      int outstanding,
      int operations,
      Callable<? extends Future<T>> call,
      ToLongFunction<? super T> sum,
      Histogram nanos)
      throws Exception {
    ArrayDeque<UnderWay<T>> calls = new ArrayDeque<>(outstanding);
    for (int made = 0; made < operations || !calls.isEmpty(); ) {
      if (made < operations && calls.size() < outstanding) {
        long begin = System.nanoTime();
        calls.add(new UnderWay<>(call.call(), begin));
        made++;
      } else {
        UnderWay<T> oldest = calls.remove();
        if (sum.applyAsLong(oldest.answer().get()) != 5) {
          throw new IllegalStateException("wrong answer");
        }
        nanos.recordValue(System.nanoTime() - oldest.begin());
      }
    }
  }
}
