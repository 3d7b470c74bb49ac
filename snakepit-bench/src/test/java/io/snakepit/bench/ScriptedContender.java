package io.snakepit.bench;

import java.util.List;
import org.HdrHistogram.Histogram;

/** Takes a given time for each operation, without spending it, and notes that its turn came. */
final class ScriptedContender implements Contender {

  private final String name;
  private final long nanosEach;
  private final List<String> turns;

  ScriptedContender(String name, long nanosEach, List<String> turns) {
    this.name = name;
    this.nanosEach = nanosEach;
    this.turns = turns;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(int operations, Histogram nanos) {
    turns.add(name);
    nanos.recordValueWithCount(nanosEach, operations);
  }

  @Override
  public void close() {
    turns.add(name + " closed");
  }
}
