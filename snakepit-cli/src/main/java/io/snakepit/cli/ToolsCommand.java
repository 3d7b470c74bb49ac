package io.snakepit.cli;

import io.snakepit.api.ToolInfo;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.json.ToolJson;
import io.snakepit.cli.output.ResultOutput;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what there is to call. */
@Command(name = "tools", description = "Shows names, signatures and descriptions of the tools.")
final class ToolsCommand implements Callable<Integer> {

  @Mixin private final PoolOptions pool = new PoolOptions();

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  private final ResultOutput output = ResultOutput.stdout();

  @Override
  public Integer call() {
    return pool.use(
        UnaryOperator.identity(),
        pit -> {
          List<ToolInfo> tools = pit.defaultPool().tools();
          if (json) {
            output.print(tools.stream().map(ToolJson::of).toList());
          } else {
            tools.forEach(this::print);
          }
          return ExitStatus.OK;
        });
  }

  private void print(ToolInfo tool) {
    output.printLine(tool.signature());
    tool.description().lines().forEach(line -> output.printLine(("    " + line).stripTrailing()));
  }
}
