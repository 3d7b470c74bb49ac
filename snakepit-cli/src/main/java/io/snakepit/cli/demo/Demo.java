package io.snakepit.cli.demo;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.cli.output.ResultOutput;
import java.nio.file.Path;

/** The story, told with scikit-learn where that can be had, and with plain Python elsewhere. */
public final class Demo {

  private final ResultOutput output;
  private final Path texts;

  /**
   * Prepares the story.
   *
   * @param texts a folder with text files, for want of scikit-learn
   */
  public Demo(ResultOutput output, Path texts) {
    this.output = output;
    this.texts = texts;
  }

  /**
   * Tells it.
   *
   * @return whether every item was classified, and well
   */
  public boolean tell() {
    Story story = new Story(output);
    story.title("Snakepit: Python workers at work for a Java program");
    try {
      return new Performance(story, new DigitsWorkload()).play();
    } catch (UnavailableException failure) {
      boolean interrupted = Thread.currentThread().isInterrupted();
      if (failure.code() != ErrorCode.ENVIRONMENT_FAILED || interrupted) {
        throw failure;
      }
      String reason = firstLine(String.valueOf(failure.getMessage()));
      Story again = new Story(output);
      again.title("scikit-learn can't be installed here (" + reason + "): plain Python instead");
      return new Performance(again, new TextsWorkload(texts)).play();
    }
  }

  /** Without the colon that announces the lines below. */
  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").replaceFirst(":$", "");
  }
}
