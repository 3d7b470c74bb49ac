package io.snakepit.it;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;

/** Pools of real Python workers that speak a given codec. */
final class RealCodecs {

  private static final String MESSAGE_PACK = "msgpack";

  private RealCodecs() {}

  /** Starts a pool that offers this codec only; skips the test where Python can't have msgpack. */
  static Snakepit start(String codec) {
    try {
      return RealPython.start(
          pool -> {
            pool.workers(1).codecs(codec);
            if (codec.equals(MESSAGE_PACK)) {
              pool.runtimeOption("packages", "msgpack>=1.0, numpy>=1.24");
            }
          });
    } catch (SnakepitException failure) {
      if (codec.equals(MESSAGE_PACK) && failure.code() == ErrorCode.ENVIRONMENT_FAILED) {
        Required.missing(MESSAGE_PACK, failure.getMessage());
      }
      throw failure;
    }
  }
}
