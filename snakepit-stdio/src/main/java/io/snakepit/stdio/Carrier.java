package io.snakepit.stdio;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What carries the frames, as the option {@value #OPTION} says it. */
enum Carrier {
  /** Pipes where callers can read them by themselves, else the socket where there are any. */
  AUTO,
  /** The worker's stdin and stdout. */
  PIPES,
  /** A Unix socket that the worker connects to. */
  SOCKET;

  static final String OPTION = "carrier";

  /** Reads the option's value, one of {@link #choices}. */
  static Carrier of(@Nullable String value) {
    return value == null ? AUTO : valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** What the option may be. */
  static List<String> choices() {
    return Stream.of(values()).map(Carrier::optionValue).toList();
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
