package io.snakepit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What came out for one group.
 *
 * @param title what all of them did
 * @param unit what the rate was counted in
 * @param rows the floor first
 */
record Outcome(String title, String unit, List<Row> rows) {

  /**
   * One contender.
   *
   * @param name the contender
   * @param figures what it took
   * @param p50ToFloor its p50 as a multiple of the floor's
   * @param rateToFloor its rate as a multiple of the floor's
   */
  record Row(String name, Figures figures, double p50ToFloor, double rateToFloor) {}

  /** Relates everybody of a group to its floor. */
  static Outcome of(Group group, Map<Contender, Figures> measured) {
    Figures floor = figures(measured, group, group.floor());
    List<Row> rows = new ArrayList<>();
    for (Contender contender : group.all()) {
      Figures figures = figures(measured, group, contender);
      rows.add(
          new Row(
              contender.name(),
              figures,
              figures.p50Micros() / floor.p50Micros(),
              figures.perSecond() / floor.perSecond()));
    }
    return new Outcome(group.title(), group.unit(), rows);
  }

  private static Figures figures(
      Map<Contender, Figures> measured, Group group, Contender contender) {
    return Objects.requireNonNull(measured.get(contender), contender::name).times(group.units());
  }
}
