package io.snakepit.cli;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.output.ResultOutput;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Calls a streaming tool and prints what it yields. */
@Command(
    name = "stream",
    description = "Calls a streaming tool and prints one JSON line per item, as it arrives.",
    footer = {"", "Example: snakepit stream examples/hello/tools.py train epochs=5"})
final class StreamCommand implements Callable<Integer> {

  @Mixin private final CallOptions calls = new CallOptions();

  private final ResultOutput output = ResultOutput.stdout();

  @Override
  public Integer call() {
    return calls.use(
        (caller, call) -> {
          try (ResultStream chunks = caller.executeStream(call)) {
            for (Result chunk : chunks) {
              try (chunk) {
                output.print(chunk.value());
              }
            }
          }
          return ExitStatus.OK;
        });
  }
}
