package io.snakepit.cli;

import io.snakepit.api.ToolInfo;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.json.ToolJson;
import io.snakepit.cli.output.ResultOutput;
import io.snakepit.cli.source.InterfaceName;
import io.snakepit.cli.source.InterfaceSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what there is to call. */
@Command(name = "tools", description = "Shows names, signatures and descriptions of the tools.")
final class ToolsCommand implements Callable<Integer> {

  @Mixin private final PoolOptions pool = new PoolOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|MODULE",
      description =
          "A file, a folder, or the name of an importable module; left out where --config or"
              + " --runtime brings the tools.")
  private @Nullable String tools;

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Option(
      names = "--java",
      paramLabel = "INTERFACE",
      converter = InterfaceNameConverter.class,
      description =
          "Print the source of a Java interface over the tools, as com.acme.Model, for Pool.bind.")
  private @Nullable InterfaceName java;

  private final ResultOutput output = ResultOutput.stdout();

  @Override
  public Integer call() {
    if (json && java != null) {
      throw new UsageException("--json and --java are two forms of one output; choose one");
    }
    return pool.use(
        tools,
        config -> {},
        pit -> {
          List<ToolInfo> found = pit.defaultPool().tools();
          if (java != null) {
            output.printLine(InterfaceSource.of(java, found).stripTrailing());
          } else if (json) {
            output.print(found.stream().map(ToolJson::of).toList());
          } else {
            found.forEach(this::print);
          }
          return ExitStatus.OK;
        });
  }

  private void print(ToolInfo tool) {
    output.printLine(tool.signature());
    tool.description().lines().forEach(line -> output.printLine(("    " + line).stripTrailing()));
  }
}
