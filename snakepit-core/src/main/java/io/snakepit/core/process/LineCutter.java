package io.snakepit.core.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts bytes into lines as a terminal would show them: a carriage return starts the line anew, so
 * that a progress bar is one line, its last state. For one thread.
 */
final class LineCutter {

  private static final int LONGEST = 8 << 10;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long cutOff;
  private boolean returned;

  LineCutter(Consumer<String> lines) {
    this.lines = lines;
  }

  void take(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      take(bytes[i]);
    }
  }

  private void take(byte value) {
    if (value == '\n') {
      emit();
    } else if (value == '\r') {
      returned = true; // the line's end may follow, which leaves it as it is
    } else {
      if (returned) {
        clear();
      }
      if (line.size() < LONGEST) {
        line.write(value);
      } else {
        cutOff++;
      }
    }
  }

  /** Nothing more will come: what has no end yet is a line too. */
  void end() {
    if (line.size() > 0) {
      emit();
    }
  }

  private void emit() {
    // malformed bytes are replaced
    String text = line.toString(StandardCharsets.UTF_8);
    lines.accept(cutOff == 0 ? text : text + "… (" + cutOff + " more bytes)");
    clear();
  }

  private void clear() {
    line.reset();
    cutOff = 0;
    returned = false;
  }
}
