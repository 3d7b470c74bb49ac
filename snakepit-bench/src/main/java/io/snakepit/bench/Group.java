package io.snakepit.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * Contenders that are compared with one floor.
 *
 * @param title what all of them do
 * @param unit what one operation is, in the plural
 * @param operations how many of them make a turn
 * @param floor the least that it can cost
 * @param contenders what is compared with it
 */
record Group(String title, String unit, int operations, Contender floor, List<Contender> contenders)
    implements AutoCloseable {

  /** Everybody, the floor first. */
  List<Contender> all() {
    return Stream.concat(Stream.of(floor), contenders.stream()).toList();
  }

  @Override
  public void close() {
    all().forEach(Contender::close);
  }
}
