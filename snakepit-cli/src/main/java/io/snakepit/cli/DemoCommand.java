package io.snakepit.cli;

import io.snakepit.cli.demo.Demo;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.log.LogDetail;
import io.snakepit.cli.output.ResultOutput;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the main job. */
@Command(
    name = "demo",
    description = {
      "Trains a classifier in Python, classifies with four workers, and kills one of them.",
      "Exit status 0 when every item was classified, and well."
    })
final class DemoCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    if (!LogDetail.isEverything()) {
      LogDetail.STORY.choose();
    }
    // The launcher knows where the repository is.
    Path texts = Path.of(System.getProperty("snakepit.home", "")).toAbsolutePath();
    boolean isGood = new Demo(ResultOutput.stdout(), texts).tell();
    return isGood ? ExitStatus.OK : ExitStatus.TOOL;
  }
}
