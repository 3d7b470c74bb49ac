package io.snakepit.cli;

import io.snakepit.cli.doctor.Examination;
import io.snakepit.cli.doctor.Finding;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.output.ResultOutput;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is there, what is missing, and the remedy. */
@Command(
    name = "doctor",
    description = {
      "Shows Java, Python, packages and adapters: what is there, what is missing, the remedy.",
      "It takes the options of a call, and starts one worker as they say.",
      "With --config it starts a worker of each pool of the file, or of the one that --pool names.",
      "Exit status 0 when a call could be served, else 5."
    })
final class DoctorCommand implements Callable<Integer> {

  @Mixin private final PoolOptions pool = new PoolOptions();

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  private final ResultOutput output = ResultOutput.stdout();

  @Override
  public Integer call() {
    List<Finding> findings =
        Examination.findings(pool.pools(), pool.hasFile(), json ? found -> {} : this::print);
    if (json) {
      output.print(findings.stream().map(Finding::members).toList());
    }
    return Examination.isCallServed(findings) ? ExitStatus.OK : ExitStatus.UNAVAILABLE;
  }

  private void print(Finding finding) {
    output.printLine(finding.text());
  }
}
