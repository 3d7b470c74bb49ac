package io.snakepit.it;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import java.util.Map;
import java.util.function.Supplier;

/** Real Python workers that speak a given codec. */
final class RealCodecs {

  private static final String MESSAGE_PACK = "msgpack";

  private RealCodecs() {}

  /** Starts a pool that offers this codec only; skips the test where Python can't have msgpack. */
  static Snakepit start(String codec) {
    return orMissing(
        codec,
        () ->
            RealPython.start(
                pool -> {
                  pool.workers(1).codecs(codec);
                  runtimeOptions(codec).forEach(pool::runtimeOption);
                }));
  }

  /** What the Python runtime needs so that workers can speak it. */
  static Map<String, String> runtimeOptions(String codec) {
    return codec.equals(MESSAGE_PACK) ? Map.of("packages", "msgpack>=1.0, numpy>=1.24") : Map.of();
  }

  /**
   * Makes what needs a Python with this codec. Where Python can't have it, skips the test, or fails
   * it where that is required.
   */
  static <T> T orMissing(String codec, Supplier<T> needsCodec) {
    try {
      return needsCodec.get();
    } catch (SnakepitException failure) {
      if (codec.equals(MESSAGE_PACK) && failure.code() == ErrorCode.ENVIRONMENT_FAILED) {
        Required.missing(MESSAGE_PACK, failure.getMessage());
      }
      throw failure;
    }
  }
}
