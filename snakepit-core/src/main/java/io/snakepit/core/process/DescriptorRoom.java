package io.snakepit.core.process;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether this process may open enough files to start another one.
 *
 * <p>The JDK can't be left to find out: when it runs short half-way (checked on 17 and 25), it
 * closes descriptors that it never opened, mostly 0, by numbers that happen to lie on its stack.
 * They belong to whoever has opened something else since.
 */
final class DescriptorRoom {

  /** A start takes twelve for a moment, and others may open files meanwhile. */
  private static final int PIPES = 8;

  private DescriptorRoom() {}

  /**
   * Looks for it.
   *
   * @throws IOException when there is too little, in the system's words
   */
  static void require() throws IOException {
    if (Platform.IS_WINDOWS) {
      return; // pipes are connections there, and a start takes handles, of which there are enough
    }
    List<Pipe> taken = new ArrayList<>(PIPES);
    try {
      for (int i = 0; i < PIPES; i++) {
        taken.add(Pipe.open());
      }
    } finally {
      for (Pipe pipe : taken) {
        pipe.source().close();
        pipe.sink().close();
      }
    }
  }
}
