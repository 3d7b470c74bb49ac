package io.snakepit.cli;

import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.output.ResultOutput;
import io.snakepit.cli.status.JvmReport;
import io.snakepit.cli.status.RunningJvm;
import io.snakepit.cli.terminal.StatusLine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the pools of JVMs that are running. */
@Command(
    name = "status",
    description = {
      "Shows the pools of running applications: their workers, calls and outages.",
      "It looks at the JVMs of the same user on this machine, by JMX; in those it starts the agent"
          + " for local management, as JConsole does."
    })
final class StatusCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "PID",
      description =
          "The process ids of the JVMs; when left out, all that have a guardian of workers below"
              + " them.")
  private List<String> pids = List.of();

  @Option(names = "--json", description = "Print one JSON object for each JVM, a line each.")
  private boolean json;

  @Option(
      names = "--stacks",
      description =
          "Also have each worker write to its stderr what its threads do, and show what it wrote"
              + " there last; the application's log has it, too.")
  private boolean stacks;

  private final ResultOutput output = ResultOutput.stdout();
  private final StatusLine stderr = StatusLine.stderr();

  @Override
  public Integer call() {
    if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
      stderr.println("error: snakepit status needs a JDK; this Java has no module jdk.attach");
      return ExitStatus.UNAVAILABLE;
    }
    return pids.isEmpty() ? lookAround() : lookAt(pids.stream().map(StatusCommand::named).toList());
  }

  private static RunningJvm named(String pid) {
    try {
      return RunningJvm.of(Long.parseLong(pid));
    } catch (NumberFormatException mistyped) {
      throw new UsageException("'" + pid + "' is not the process id of a JVM");
    }
  }

  /** Those that nobody named may have closed their pools, or let nobody in. */
  private int lookAround() {
    int silent = 0;
    List<RunningJvm> jvms = RunningJvm.withWorkers();
    for (RunningJvm jvm : jvms) {
      try {
        silent += show(jvm) ? 0 : 1;
      } catch (IOException failure) {
        stderr.println(cannotLook(jvm, failure));
      }
    }
    if (silent == jvms.size()) {
      stderr.println("no JVM of this user has a pool");
    }
    return ExitStatus.OK;
  }

  private int lookAt(List<RunningJvm> jvms) {
    int status = ExitStatus.OK;
    for (RunningJvm jvm : jvms) {
      try {
        if (show(jvm)) {
          continue;
        }
        stderr.println("error: " + jvm + " has no pool of Snakepit");
      } catch (IOException failure) {
        stderr.println("error: " + cannotLook(jvm, failure));
      }
      status = ExitStatus.UNAVAILABLE;
    }
    return status;
  }

  private static String cannotLook(RunningJvm jvm, IOException failure) {
    return jvm + " can't be looked at: " + failure.getMessage();
  }

  /** Shows the pools of a JVM; false when it has none. */
  private boolean show(RunningJvm jvm) throws IOException {
    if (json) {
      Optional<?> members = JvmReport.members(jvm, stacks);
      members.ifPresent(output::print);
      return members.isPresent();
    }
    Optional<String> text = JvmReport.text(jvm, stacks);
    text.ifPresent(output::printLine);
    return text.isPresent();
  }
}
