package io.snakepit.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Lets contenders run in turn, so that a noisy moment hits all of them alike.
 *
 * <p>The compiler shares the cores that are measured, so it has to have finished before anything
 * counts: the warm-up ends with the first round in which it had next to nothing to do.
 */
final class Rounds {

  /** The share of a round that the compiler may still have. */
  private static final double QUIET = 0.01;

  private static final int DIGITS = 3;

  private final int rounds;
  private final int fewestWarmUps;
  private final int mostWarmUps;

  /**
   * Plans a measurement.
   *
   * @param rounds how many turns of each contender count
   * @param fewestWarmUps how many go before, at least
   * @param mostWarmUps the same, at most, however busy the compiler still is
   */
  Rounds(int rounds, int fewestWarmUps, int mostWarmUps) {
    this.rounds = rounds;
    this.fewestWarmUps = fewestWarmUps;
    this.mostWarmUps = mostWarmUps;
  }

  /** What a contender has done so far. */
  private static final class Tally {
    final Histogram nanos = new Histogram(DIGITS);
    long spent;
  }

  /** Measures after a warm-up. */
  Map<Contender, Figures> measure(List<Group> groups) throws Exception {
    warmUp(groups);
    Map<Contender, Tally> tallies = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      turns(groups, tallies);
    }
    Map<Contender, Figures> figures = new LinkedHashMap<>();
    tallies.forEach(
        (contender, tally) -> figures.put(contender, Figures.of(tally.nanos, tally.spent)));
    return figures;
  }

  private void warmUp(List<Group> groups) throws Exception {
    for (int done = 1; done <= mostWarmUps; done++) {
      long begin = System.nanoTime();
      long compiled = compilerMillis();
      turns(groups, new LinkedHashMap<>());
      double share = (compilerMillis() - compiled) * 1e6 / (System.nanoTime() - begin);
      if (done >= fewestWarmUps && share < QUIET) {
        System.out.println("warmed up in " + done + " rounds");
        return;
      }
    }
    System.out.println("not warm after " + mostWarmUps + " rounds: the compiler is still at work");
  }

  private static void turns(List<Group> groups, Map<Contender, Tally> tallies) throws Exception {
    for (Group group : groups) {
      for (Contender contender : group.all()) {
        Tally tally = tallies.computeIfAbsent(contender, absent -> new Tally());
        long begin = System.nanoTime();
        contender.run(group.operations(), tally.nanos);
        tally.spent += System.nanoTime() - begin;
      }
    }
  }

  private static long compilerMillis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }
}
