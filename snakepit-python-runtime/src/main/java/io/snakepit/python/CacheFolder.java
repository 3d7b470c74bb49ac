package io.snakepit.python;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where environments and unpacked code are kept between runs. */
record CacheFolder(Path path) {

  /**
   * The place that the system has for such things.
   *
   * @throws ConfigurationException when this user has none
   */
  static CacheFolder usual(Machine machine) {
    Path parent =
        switch (machine.system()) {
          case WINDOWS -> folder(machine, "LOCALAPPDATA", Path.of("AppData", "Local"));
          case MACOS -> machine.home().resolve(Path.of("Library", "Caches"));
          case UNIX -> folder(machine, "XDG_CACHE_HOME", Path.of(".cache"));
        };
    if (!parent.isAbsolute()) {
      throw new ConfigurationException(
          "this user has no home folder, or one that can't be named in the locale (LANG=C.UTF-8"
              + " names all): name a folder with the option cache of the runtime python");
    }
    return new CacheFolder(parent.resolve("snakepit"));
  }

  /**
   * Makes sure that nobody else put there what workers would run.
   *
   * @throws UnavailableException when somebody may have
   */
  void requireOwn(Planted planted) throws IOException {
    for (Path folder : List.of(environments(), code(), nativeCode())) {
      Optional<Path> found = planted.find(folder);
      if (found.isPresent()) {
        throw new UnavailableException(
            ErrorCode.ENVIRONMENT_FAILED,
            "the cache "
                + path
                + " isn't used: "
                + found.get()
                + " belongs to another user, who"
                + " may have put there what workers would run",
            "name a folder of this user with the option " + PythonOptions.CACHE,
            null);
      }
    }
  }

  Path environments() {
    return path.resolve("environments");
  }

  Path code() {
    return path.resolve("code");
  }

  Path nativeCode() {
    return path.resolve("native");
  }

  private static Path folder(Machine machine, String variable, Path belowHome) {
    // As the XDG specification has it, a relative path there is to be ignored.
    return machine
        .variable(variable)
        .flatMap(Machine::path)
        .filter(Path::isAbsolute)
        .orElseGet(() -> machine.home().resolve(belowHome));
  }
}
