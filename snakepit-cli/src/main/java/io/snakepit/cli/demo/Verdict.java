package io.snakepit.cli.demo;

/** Whether a run did what it should: one answer for every item, and mostly the right one. */
final class Verdict {

  private final Workload workload;
  private final DataSet data;
  private final Classification.Outcome outcome;

  Verdict(Workload workload, DataSet data, Classification.Outcome outcome) {
    this.workload = workload;
    this.data = data;
    this.outcome = outcome;
  }

  /** Whether all is well. */
  boolean isGood() {
    return answeredOnce() == data.size() && accuracy() >= workload.leastAccuracy();
  }

  /** Tells it, and whether all is well. */
  boolean tell(Story story) {
    story.tell(
        "%,d of %,d %s have exactly one answer; %.1f %% of the unseen are right",
        answeredOnce(), data.size(), workload.items(), 100 * accuracy());
    if (!isGood()) {
      story.tell(
          "that is not as it should be: every one, and at least %.0f %%",
          100 * workload.leastAccuracy());
    }
    return isGood();
  }

  private long answeredOnce() {
    return outcome.answers().stream().filter(count -> count == 1).count();
  }

  private double accuracy() {
    return data.accuracy(outcome.predicted());
  }
}
