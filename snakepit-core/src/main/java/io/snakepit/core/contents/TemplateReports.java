package io.snakepit.core.contents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what a template says, one report after the other. For one thread. */
public final class TemplateReports {

  /** Another may follow, and isn't waited for. */
  private static final ObjectReader reader =
      ContentsJson.mapper
          .readerFor(TemplateReport.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonParser stdout;

  /**
   * Reads from the template's stdout.
   *
   * @throws IOException when it can't be read
   */
  public TemplateReports(InputStream stdout) throws IOException {
    // of bytes the parser would wait for four, to tell their encoding
    this.stdout = reader.createParser(new InputStreamReader(stdout, StandardCharsets.UTF_8));
  }

  /**
   * Waits for the next; null at the end.
   *
   * @throws IOException when what comes is no report
   */
  public @Nullable TemplateReport next() throws IOException {
    if (stdout.nextToken() == null) {
      return null;
    }
    TemplateReport report = reader.readValue(stdout);
    if (report == null) {
      throw new IOException("it says null");
    }
    return report;
  }
}
