package io.snakepit.core.text;

/** How many there are of something, for people. */
public final class Counts {

  private Counts() {}

  /** It with its noun, as {@code 1 call} and {@code 2 calls}. */
  public static String of(long number, String noun) {
    if (number == 1) {
      return "1 " + noun;
    }
    return number + " " + noun + (noun.endsWith("s") ? "es" : "s");
  }
}
