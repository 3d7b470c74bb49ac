package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every broken adapter with the rule that it breaks. */
public final class BrokenAdapters {

  private BrokenAdapters() {}

  /** A way to be broken; either a wrong adapter over a good worker, or a wrong worker. */
  public record Broken(
      String rule, String name, UnaryOperator<Adapter> adapter, UnaryOperator<FakeTools> tools) {

    /** Breaks an adapter whose workers have these tools. */
    public Adapter over(FakeTools good) {
      return adapter.apply(FakeAdapter.of(tools.apply(good)));
    }

    @Override
    public String toString() {
      return rule + " " + name;
    }
  }

  /** All of them. */
  public static List<Broken> all() {
    return List.of(
        adapter("S1", "TwoOutcomes", TwoOutcomes::new),
        adapter("S1", "EndsStreamsEarly", EndsStreamsEarly::new),
        adapter("S1", "ForgetsCallsOfTheDead", ForgetsCallsOfTheDead::new),
        adapter("S1", "ThrowsWhenTheWorkerIsGone", ThrowsWhenTheWorkerIsGone::new),
        adapter("S2", "NeverSettles", NeverSettles::new),
        adapter("S2", "SettlesWhenCancelled", SettlesWhenCancelled::new),
        adapter("S2", "SaysNotThatItStarted", SaysNotThatItStarted::new),
        adapter("S3", "LosesTheBudget", LosesTheBudget::new),
        adapter("S3", "IgnoresCancels", IgnoresCancels::new),
        adapter("S3", "BlocksInCancel", BlocksInCancel::new),
        adapter("S3", "LosesEarlyCancels", LosesEarlyCancels::new),
        adapter("S4", "HasNoFrameLimit", HasNoFrameLimit::new),
        adapter("S5", "IgnoresDemand", IgnoresDemand::new),
        adapter("S5", "LosesDemand", LosesDemand::new),
        worker("S6", "PrintsOntoTheWire", BrokenTools::printOntoTheWire),
        worker("S6", "SurvivesDamage", BrokenTools::surviveDamage),
        adapter("S7", "AnswersForTheDead", AnswersForTheDead::new),
        adapter("S7", "LosesProbesOfTheBusy", LosesProbesOfTheBusy::new),
        adapter("S7", "KeepsToTheFirstGrace", KeepsToTheFirstGrace::new),
        adapter("S8", "CutsLargePayloads", CutsLargePayloads::new),
        adapter("S8", "TurnsAttachmentsAround", TurnsAttachmentsAround::new),
        adapter("S8", "ConsumesArguments", ConsumesArguments::new),
        adapter("S8", "LosesMetadata", LosesMetadata::new),
        adapter("S8", "HidesItsTools", HidesItsTools::new),
        worker("S9", "DiesOfMalformedArguments", BrokenTools::dieOfMalformedArguments),
        adapter("S10", "StaysInTheFirstSession", StaysInTheFirstSession::new),
        adapter("S11", "RetiresAtOnce", RetiresAtOnce::new),
        adapter("S12", "SwallowsErrors", SwallowsErrors::new),
        adapter("S12", "DiesWithoutAReason", DiesWithoutAReason::new),
        adapter("S13", "SignalsOnTheRequestingThread", SignalsOnTheRequestingThread::new),
        adapter("S13", "WaitsInInfo", WaitsInInfo::new),
        adapter("S13", "WaitsInLost", WaitsInLost::new),
        adapter("S13", "WaitsInStop", WaitsInStop::new),
        adapter("S13", "MixesUpHostAnswers", MixesUpHostAnswers::new),
        adapter("S14", "QueuesNestedCalls", QueuesNestedCalls::new));
  }

  private static Broken adapter(String rule, String name, UnaryOperator<Adapter> adapter) {
    return new Broken(rule, name, adapter, UnaryOperator.identity());
  }

  private static Broken worker(String rule, String name, UnaryOperator<FakeTools> tools) {
    return new Broken(rule, name, UnaryOperator.identity(), tools);
  }
}
