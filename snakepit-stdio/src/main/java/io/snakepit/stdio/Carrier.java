package io.snakepit.stdio;

import io.snakepit.api.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What carries the frames, as the option {@value #OPTION} says it. */
enum Carrier {
  /** The best that works here. */
  AUTO,
  /** The worker's stdin and stdout. */
  PIPES,
  /** A Unix socket that the worker connects to. */
  SOCKET;

  static final String OPTION = "carrier";

  /**
   * Reads the option's value.
   *
   * @throws ConfigurationException when it isn't one of ours
   */
  static Carrier parse(@Nullable String value) {
    if (value == null) {
      return AUTO;
    }
    for (Carrier carrier : values()) {
      if (carrier.optionValue().equals(value)) {
        return carrier;
      }
    }
    String guess = value.toLowerCase(Locale.ROOT).startsWith("pip") ? "pipes" : "socket";
    throw new ConfigurationException(
        "the option carrier has the unknown value \""
            + value
            + "\": did you mean "
            + guess
            + "? It is one of auto, pipes, socket");
  }

  String optionValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether Unix sockets are to be had on both sides: Python has none on Windows. */
  static boolean socketsWork() {
    if (File.separatorChar != '/') {
      return false;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.isOpen();
    } catch (UnsupportedOperationException | IOException e) {
      return false;
    }
  }
}
