package io.snakepit.core.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts commands as leaders of a process group, so that they can be ended with all they started,
 * and a Ctrl-C at the terminal isn't for them.
 *
 * <p>What doesn't see to that itself is run by {@code setsid}, in its place: the process id stays.
 * But a session is more than a group. On Linux the scheduler may take each for a unit of its own
 * ({@code sched_autogroup_enabled}), and JVM and worker hand on to each other less well. Where
 * there is no {@code setsid} (macOS, Windows), what doesn't make a group has none.
 */
final class ProcessGroups {

  private static final Optional<Path> SETSID =
      Platform.IS_WINDOWS
          ? Optional.empty()
          : Executables.find("setsid", System.getenv("PATH"))
              .or(() -> Executables.find("setsid", null));

  private ProcessGroups() {}

  /** The command that runs the given one as a leader, where that can be had. */
  static List<String> leading(List<String> command) {
    List<String> whole = new ArrayList<>();
    SETSID.ifPresent(setsid -> whole.add(setsid.toString()));
    whole.addAll(command);
    return whole;
  }
}
