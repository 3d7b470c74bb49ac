package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** The names that the samples of the pages take for known, and what runs them. */
public abstract class SampleNames {

  /** A pool with the page's tools. */
  protected final Snakepit pit;

  /** The page's configuration file. */
  protected final Path file;

  /** An executor of the application's. */
  protected final Executor mine = ForkJoinPool.commonPool();

  /** Begins with what a page's samples share. */
  protected SampleNames(Snakepit pit, Path file) {
    this.pit = pit;
    this.file = file;
  }

  /** Runs the sample's statements. */
  public abstract void run() throws Exception;

  /** Stands for the application's way to log. */
  protected static void log(@Nullable Object text) {
    System.out.println(text);
  }

  /** Stands behind a declaration that ends in <code>// → claim</code>. */
  protected static void claim(@Nullable Object value, String claim) {
    // as an element, for it may be an array
    assertThat(Arrays.deepToString(new Object[] {value})).isEqualTo("[" + claim + "]");
  }
}
