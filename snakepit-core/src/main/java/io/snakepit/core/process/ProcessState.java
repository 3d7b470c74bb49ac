package io.snakepit.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far a process has come, where the kernel tells (Linux).
 *
 * @param isEnding whether it has begun to exit, or is a zombie, or gone. Then a signal sent now
 *     isn't what ends it. False where it can't be known
 */
record ProcessState(boolean isEnding) {

  private static final int EXITING = 0x4; // the kernel's PF_EXITING

  static ProcessState of(long pid) {
    if (!Platform.IS_LINUX) {
      return new ProcessState(false);
    }
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      return parse(Files.readString(stat, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) { // it is gone, or this JVM has no descriptor left
      return new ProcessState(!Files.exists(stat));
    }
  }

  /** Reads {@code pid (command) state ppid pgrp session tty tpgid flags …}. */
  private static ProcessState parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    boolean dead = fields[0].equals("Z") || fields[0].equals("X");
    return new ProcessState(dead || (Long.parseLong(fields[6]) & EXITING) != 0);
  }
}
