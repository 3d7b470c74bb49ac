package io.snakepit.core.contents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a template says, one report after the other. For one thread. */
public final class TemplateReports {

  /** Another may follow, and isn't waited for. */
  private static final ObjectReader reader =
      ContentsJson.mapper
          .readerFor(TemplateReport.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int MOST_QUOTED = 1000;
  private static final Logger logger = LoggerFactory.getLogger(TemplateReports.class);

  private final String template;
  private final BufferedReader stdout;
  private final JsonParser reports;
  private boolean begun;

  /**
   * Reads nothing yet.
   *
   * @param template its name, for logs
   * @param stdout what it writes there
   * @throws IOException when it can't be read
   */
  public TemplateReports(String template, InputStream stdout) throws IOException {
    this.template = template;
    // of bytes the parser would wait for four, to tell their encoding
    this.stdout = new BufferedReader(new InputStreamReader(stdout, StandardCharsets.UTF_8));
    this.reports = reader.createParser(this.stdout);
  }

  /**
   * Waits for the next; null at the end.
   *
   * @throws IOException when what comes is no report
   */
  public @Nullable TemplateReport next() throws IOException {
    if (!begun) {
      passOverForeword();
      begun = true;
    }
    if (reports.nextToken() == null) {
      return null;
    }
    TemplateReport report = reader.readValue(reports);
    if (report == null) {
      throw new IOException("it says null");
    }
    return report;
  }

  /** What comes before the first report is of a script around it, or of Python's own start. */
  private void passOverForeword() throws IOException {
    StringBuilder foreword = new StringBuilder();
    boolean lineBegins = true;
    while (true) {
      stdout.mark(1);
      int next = stdout.read();
      if (next < 0 || (lineBegins && next == '{')) {
        stdout.reset();
        break;
      }
      lineBegins = next == '\n';
      if (foreword.length() < MOST_QUOTED) {
        foreword.append((char) next);
      }
    }
    if (!foreword.isEmpty()) {
      logger.warn("{} wrote to its stdout before its first report: {}", template, foreword);
    }
  }
}
