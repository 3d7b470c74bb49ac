package io.snakepit.bench;

import org.HdrHistogram.Histogram;

/** One of those who are measured in turn: a floor, or what is compared with it. */
interface Contender extends AutoCloseable {

  /** The name in the table and in the results; unique in its group. */
  String name();

  /**
   * Does something a number of times and records how long each took, in nanoseconds.
   *
   * @throws Exception when it can't, or a result is wrong: the measurement is of no use then
   */
  void run(int operations, Histogram nanos) throws Exception;

  @Override
  void close();
}
