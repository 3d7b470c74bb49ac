package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * The kinds of value that travel, one for each row of {@code docs/values.md}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum ValueKind {
  /** Null. */
  NULL,
  /** True or false. */
  BOOLEAN,
  /** An integer of any size. */
  INTEGER,
  /** A 64-bit floating-point number. */
  FLOAT,
  /** Text. */
  STRING,
  /** Raw bytes. */
  BYTES,
  /** A list. */
  LIST,
  /** A set. */
  SET,
  /** A map. */
  MAP,
  /** A date without time. */
  DATE,
  /** A time of day without date. */
  TIME,
  /** A date with time, with or without offset. */
  DATETIME,
  /** A span of time. */
  DURATION,
  /** A decimal number. */
  DECIMAL,
  /** A UUID. */
  UUID,
  /** An n-dimensional array of numbers. */
  NDARRAY
}
