package io.snakepit.core.text;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody who mistyped one may have meant. */
public final class Suggestions {

  private static final int MOST = 3;

  private Suggestions() {}

  /**
   * The known names nearest to a name, nearest first, at most three; names that have little in
   * common with it are left out.
   */
  public static List<String> nearest(String name, Collection<String> known) {
    String sought = lower(name);
    int tolerance = Math.max(1, sought.length() / 3);
    record Candidate(String name, int distance) {}
    return known.stream()
        .filter(other -> Math.abs(lower(other).length() - sought.length()) <= tolerance)
        .map(other -> new Candidate(other, distance(sought, lower(other))))
        .filter(candidate -> candidate.distance() <= tolerance)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /** As {@code ; did you mean 'add'?}, to end a sentence with; empty when nothing is near. */
  public static String didYouMean(String name, Collection<String> known) {
    return sentence(name, nearest(name, known));
  }

  /** The same, of names that are known to be near. */
  public static String sentence(String name, List<String> nearest) {
    if (nearest.isEmpty()) {
      return "";
    }
    String question = "; did you mean '" + String.join("' or '", nearest) + "'?";
    return !name.equals(nearest.get(0)) && composed(name).equals(composed(nearest.get(0)))
        ? question
            + " It looks the same, but has other characters: java.text.Normalizer makes them equal,"
            + " mostly with Form.NFC"
        : question;
  }

  private static String lower(String name) {
    return composed(name).toLowerCase(Locale.ROOT);
  }

  /** As Python has the names in its code, where some letters can be typed in two ways. */
  private static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC);
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
