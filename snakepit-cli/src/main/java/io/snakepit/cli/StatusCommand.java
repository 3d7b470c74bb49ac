package io.snakepit.cli;

import io.snakepit.api.PoolMXBean;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.output.ResultOutput;
import io.snakepit.cli.status.JmxConnection;
import io.snakepit.cli.status.PoolJson;
import io.snakepit.cli.status.PoolText;
import io.snakepit.cli.status.RunningJvm;
import io.snakepit.cli.status.Stacks;
import io.snakepit.cli.terminal.StatusLine;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @Override
  public Integer call() {
    if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
      throw new UsageException("snakepit status needs a JDK; this Java has no module jdk.attach");
    }
    if (pids.isEmpty()) {
      if (RunningJvm.withWorkers().stream().filter(this::lookInPassing).count() == 0) {
        StatusLine.stderr().println("no JVM of this user has a pool");
      }
    } else {
      pids.stream().map(StatusCommand::named).forEach(this::look);
    }
    return ExitStatus.OK;
  }

  /** One of those that nobody named: it may have closed its pools, or let nobody in. */
  private boolean lookInPassing(RunningJvm jvm) {
    try {
      return report(jvm);
    } catch (IOException failure) {
      StatusLine.stderr().println(cannotLook(jvm, failure));
      return false;
    }
  }

  private void print(PoolMXBean pool) {
    String text = PoolText.of(pool) + (stacks ? "\n" + Stacks.text(pool) : "");
    output.printLine(text.indent(2).stripTrailing());
  }

  private static RunningJvm named(String pid) {
    try {
      return RunningJvm.of(Long.parseLong(pid));
    } catch (NumberFormatException mistyped) {
      throw new UsageException("'" + pid + "' is not the process id of a JVM");
    }
  }

  private void look(RunningJvm jvm) {
    try {
      if (!report(jvm)) {
        throw new UsageException(jvm + " has no pool of Snakepit");
      }
    } catch (IOException failure) {
      throw new UsageException(cannotLook(jvm, failure));
    }
  }

  private static String cannotLook(RunningJvm jvm, IOException failure) {
    return jvm + " can't be looked at: " + failure.getMessage();
  }

  /** Shows the pools of a JVM; false when it has none. */
  private boolean report(RunningJvm jvm) throws IOException {
    try (JmxConnection connection = JmxConnection.to(jvm)) {
      List<PoolMXBean> pools = connection.pools();
      if (pools.isEmpty()) {
        return false;
      }
      if (stacks) {
        pools.forEach(Stacks::write);
      }
      if (json) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("pid", jvm.pid());
        members.put("program", jvm.program());
        members.put("pools", pools.stream().map(PoolJson::of).toList());
        output.print(members);
      } else {
        output.printLine(jvm.toString());
        pools.forEach(this::print);
      }
      return true;
    } catch (UndeclaredThrowableException gone) { // by a proxy of JMX
      throw new IOException("it closed its pools meanwhile, or ended", gone);
    }
  }
}
