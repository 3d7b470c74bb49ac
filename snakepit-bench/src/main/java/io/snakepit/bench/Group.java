package io.snakepit.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * Contenders that are compared with one floor.
 *
 * @param title what all of them do
 * @param unit what the rate is counted in, in the plural
 * @param operations how many of them make a turn
 * @param units how many units one of them is
 * @param floor the least that it can cost
 * @param contenders what is compared with it
 */
record Group(
    String title,
    String unit,
    int operations,
    int units,
    Contender floor,
    List<Contender> contenders)
    implements AutoCloseable {

  /** A group whose operations are one unit each. */
  Group(String title, String unit, int operations, Contender floor, List<Contender> contenders) {
    this(title, unit, operations, 1, floor, contenders);
  }

  /** Everybody, the floor first. */
  List<Contender> all() {
    return Stream.concat(Stream.of(floor), contenders.stream()).toList();
  }

  @Override
  public void close() {
    all().forEach(Contender::close);
  }
}
