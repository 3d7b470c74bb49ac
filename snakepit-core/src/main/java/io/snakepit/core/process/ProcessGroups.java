package io.snakepit.core.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts commands as leaders of a process group, so that they can be ended with all they started,
 * and a Ctrl-C at the terminal isn't for them.
 *
 * <p>Done by {@code setsid}, which runs the command in its own place: the process id stays. Where
 * there is none (macOS, Windows) a worker has to make its group itself when it starts; the Python
 * runtime does.
 */
final class ProcessGroups {

  private static final Optional<Path> SETSID =
      Platform.IS_WINDOWS
          ? Optional.empty()
          : Executables.find("setsid", System.getenv("PATH"))
              .or(() -> Executables.find("setsid", null));

  private ProcessGroups() {}

  /** Whether {@link #leading} changes anything on this machine. */
  static boolean areMadeHere() {
    return SETSID.isPresent();
  }

  /** The command that runs the given one as a leader, where that can be had. */
  static List<String> leading(List<String> command) {
    List<String> whole = new ArrayList<>();
    SETSID.ifPresent(setsid -> whole.add(setsid.toString()));
    whole.addAll(command);
    return whole;
  }
}
