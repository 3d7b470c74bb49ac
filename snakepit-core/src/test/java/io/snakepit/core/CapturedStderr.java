package io.snakepit.core;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What is written to System.err during a test, as by slf4j-simple. The class of the test is to be
 * isolated: others would write there, too.
 */
public final class CapturedStderr implements BeforeEachCallback, AfterEachCallback {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream stderr = System.err;

  @Override
  public void beforeEach(ExtensionContext test) {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    System.setErr(stderr);
  }

  /** All of it until now. */
  public String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
