package io.snakepit.stdio;

import java.util.function.BooleanSupplier;

/** Who reads what comes from one worker. Safe for use by several threads. */
interface Reading {

  /** Begins. Called once, before all else. */
  void start();

  /** A call was sent whose caller is about to drive. */
  default void expectDriver() {}

  /** There is something to be read for which nobody drives. */
  default void attend() {}

  /** As {@link Link#drive}. */
  boolean drive(BooleanSupplier done, long nanos);

  /** Ends it. Never blocks; idempotent. */
  default void close() {}
}
