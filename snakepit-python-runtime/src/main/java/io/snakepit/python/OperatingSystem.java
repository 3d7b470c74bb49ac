package io.snakepit.python;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The kinds of system that lay Python out differently. */
enum OperatingSystem {
  WINDOWS,
  MACOS,
  UNIX;

  /** The system of this name, as the property {@code os.name} gives it. */
  static OperatingSystem named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return WINDOWS;
    }
    return lower.startsWith("mac") ? MACOS : UNIX;
  }

  /** Where an environment's folder has its interpreter. */
  Path environmentPython() {
    return switch (this) {
      case WINDOWS -> Path.of("Scripts", "python.exe");
      case MACOS, UNIX -> Path.of("bin", "python");
    };
  }

  /** Where the interpreter lies below {@code CONDA_PREFIX}. */
  Path condaPython() {
    return switch (this) {
      case WINDOWS -> Path.of("python.exe");
      case MACOS, UNIX -> Path.of("bin", "python");
    };
  }

  /** The names that a command's file may have. */
  List<String> fileNames(String command) {
    return switch (this) {
      case WINDOWS -> List.of(command + ".exe", command + ".bat", command + ".cmd");
      case MACOS, UNIX -> List.of(command);
    };
  }
}
