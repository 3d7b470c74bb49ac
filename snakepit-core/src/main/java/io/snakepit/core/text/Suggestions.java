package io.snakepit.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the names that somebody who mistyped one may have meant. */
public final class Suggestions {

  private static final int MOST = 3;

  private Suggestions() {}

  /**
   * The known names nearest to a name, nearest first, at most three; names that have little in
   * common with it are left out.
   */
  public static List<String> nearest(String name, Collection<String> known) {
    int tolerance = Math.max(1, name.length() / 3);
    record Candidate(String name, int distance) {}
    return known.stream()
        .filter(other -> Math.abs(other.length() - name.length()) <= tolerance)
        .map(other -> new Candidate(other, distance(lower(name), lower(other))))
        .filter(candidate -> candidate.distance() <= tolerance)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /** As {@code ; did you mean 'add'?}, to end a sentence with; empty when nothing is near. */
  public static String didYouMean(String name, Collection<String> known) {
    return didYouMean(nearest(name, known));
  }

  /** The same, of names that are near. */
  public static String didYouMean(List<String> nearest) {
    return nearest.isEmpty()
        ? ""
        : nearest.stream().collect(Collectors.joining("' or '", "; did you mean '", "'?"));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * How many letters must be added, left out, changed or swapped with their neighbour. Our own,
   * because the library that has it weighs a megabyte.
   */
  private static int distance(String from, String to) {
    int[][] rows = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(rows[i - 1][j], rows[i][j - 1]) + 1;
        best = Math.min(best, rows[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          best = Math.min(best, rows[i - 2][j - 2] + 1);
        }
        rows[i][j] = best;
      }
    }
    return rows[from.length()][to.length()];
  }
}
