package io.snakepit.core.config;

import io.snakepit.api.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What can't be right in a file: {@code file:line: key complaint}, in the order of the lines. */
final class Problems {

  /** A line of the file, from 1; 0 for the file as a whole. */
  private record Problem(int line, String text) {}

  private static final int LONGEST = 500;

  private final Path file;
  private final List<Problem> found = new ArrayList<>();

  Problems(Path file) {
    this.file = file;
  }

  /** Adds what is wrong with a node; the complaint begins with a verb. */
  void add(Node node, String complaint) {
    found.add(new Problem(node.line(), node.key() + " " + complaint));
  }

  /** Adds that a node isn't what it must be; that is named in a few words with their article. */
  void refuse(Node node, String expected) {
    add(
        node,
        node.shape() == Node.Shape.UNFILLED
            ? "needs " + node.substitutions() + ", which neither the file nor the environment has"
            : "must be " + expected + ", not " + node.found());
  }

  /** What makes it useless to read on. */
  ConfigurationException fatal(int line, String text) {
    return new ConfigurationException(line(new Problem(line, text)));
  }

  /**
   * Ends the reading when there is something to complain about.
   *
   * @throws ConfigurationException with all of it
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(
          found.stream().sorted(Comparator.comparingInt(Problem::line)).map(this::line).toList());
    }
  }

  private String line(Problem problem) {
    String place = problem.line() > 0 ? file + ":" + problem.line() : file.toString();
    return place + ": " + oneLine(problem.text());
  }

  /** The text quotes the file, which may hold anything. */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
