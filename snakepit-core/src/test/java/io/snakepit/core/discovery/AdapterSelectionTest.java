package io.snakepit.core.discovery;

import static io.snakepit.core.discovery.StubAdapter.unusable;
import static io.snakepit.core.discovery.StubAdapter.usable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.core.discovery.Selection.Fault;
import io.snakepit.core.discovery.Selection.Rejection;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdapterSelectionTest {

  private static final Map<String, String> OPTIONS = Map.of("interpreter", "here");

  private static Selection choose(WorkerRuntime runtime, Adapter... found) {
    return AdapterSelection.choose(Optional.empty(), List.of(found), runtime, OPTIONS);
  }

  private static Selection choose(String configured, WorkerRuntime runtime, Adapter... found) {
    return AdapterSelection.choose(Optional.of(configured), List.of(found), runtime, OPTIONS);
  }

  private static UnavailableException refusal(WorkerRuntime runtime, Adapter... found) {
    return catchThrowableOfType(UnavailableException.class, () -> choose(runtime, found));
  }

  @Test
  void withNoneTheErrorNamesTheArtifactsToAdd() {
    UnavailableException refusal = refusal(StubRuntime.usable());

    assertThat(refusal.code()).isEqualTo(ErrorCode.ADAPTER_UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("no adapter");
    assertThat(refusal.remedy()).contains("snakepit-stdio").contains("snakepit-grpc");
  }

  @Test
  void theOnlyOneIsChosen() {
    Selection selection = choose(StubRuntime.usable(), usable("a", 0));

    assertThat(selection.chosen().name()).isEqualTo("a");
    assertThat(selection.rejected()).isEmpty();
  }

  @Test
  void theOnlyOneMustBeUsableToo() {
    UnavailableException refusal =
        refusal(StubRuntime.usable(), unusable("a", "no network", "plug it in"));

    assertThat(refusal.code()).isEqualTo(ErrorCode.ADAPTER_UNAVAILABLE);
    assertThat(refusal).hasMessage("adapter 'a' can't be used: no network; plug it in");
    assertThat(refusal.remedy()).isEqualTo("plug it in");
  }

  @Test
  void ofSeveralTheHighestPriorityIsChosen() {
    assertThat(choose(StubRuntime.usable(), usable("a", 1), usable("b", 3), usable("c", 2)))
        .extracting(selection -> selection.chosen().name())
        .isEqualTo("b");
  }

  @Test
  void amongEqualsTheFirstByNameIsChosen() {
    assertThat(choose(StubRuntime.usable(), usable("c", 5), usable("a", 5), usable("b", 5)))
        .extracting(selection -> selection.chosen().name())
        .isEqualTo("a");
  }

  @Test
  void oneThatCannotBeUsedIsPassedOver() {
    Selection selection =
        choose(StubRuntime.usable(), unusable("a", "no network", ""), usable("b", -1));

    assertThat(selection.chosen().name()).isEqualTo("b");
    assertThat(selection.rejected())
        .containsExactly(
            new Rejection("a", Fault.ADAPTER, Availability.unusable("no network", "")));
  }

  @Test
  void oneThatTheRuntimeCannotServeIsPassedOver() {
    Selection selection = choose(StubRuntime.without("a"), usable("a", 9), usable("b", 1));

    assertThat(selection.chosen().name()).isEqualTo("b");
    assertThat(selection.rejected())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.fault()).isEqualTo(Fault.RUNTIME);
              assertThat(rejection.describe())
                  .isEqualTo(
                      "a: its workers can't be started: its package is missing for a; install it"
                          + " for a");
            });
  }

  @Test
  void theRuntimeIsAskedWithWireWorkerSideAndOptionsAndNotMoreThanNeeded() {
    StubRuntime runtime = StubRuntime.usable();
    StubAdapter best = usable("b", 2);

    choose(runtime, usable("a", 1), best);

    assertThat(runtime.asked)
        .containsExactly(new RuntimeRequest("b-wire", best.workerSide("sh"), OPTIONS));
  }

  @Test
  void withSeveralAndNoneUsableTheErrorListsAllReasons() {
    UnavailableException refusal =
        refusal(
            StubRuntime.without("b"), unusable("a", "no network", "plug it in"), usable("b", 0));

    assertThat(refusal.code()).isEqualTo(ErrorCode.ADAPTER_UNAVAILABLE);
    assertThat(refusal.getMessage().lines())
        .containsExactly(
            "none of the adapters can be used:",
            "  a: no network; plug it in",
            "  b: its workers can't be started: its package is missing for b; install it for b");
  }

  @Test
  void whatIsWrongWithTheRuntimeForAllIsSaidOnce() {
    StubRuntime runtime =
        new StubRuntime("sh", request -> Availability.unusable("not installed", "install it"));

    UnavailableException refusal = refusal(runtime, usable("a", 1), usable("b", 2));

    assertThat(refusal.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE);
    assertThat(refusal).hasMessage("runtime 'sh' can't be used: not installed; install it");
  }

  @Test
  void theConfiguredOneIsChosenAgainstAnyPriority() {
    assertThat(choose("a", StubRuntime.usable(), usable("a", 1), usable("b", 9)))
        .extracting(selection -> selection.chosen().name())
        .isEqualTo("a");
  }

  @Test
  void theConfiguredOneIsNotReplacedWhenItCannotBeUsed() {
    assertThatThrownBy(
            () ->
                choose("a", StubRuntime.usable(), unusable("a", "no network", ""), usable("b", 9)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("adapter 'a' can't be used: no network");
    assertThatThrownBy(() -> choose("a", StubRuntime.without("a"), usable("a", 1), usable("b", 9)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("runtime 'sh' can't be used")
        .hasMessageContaining("its package is missing for a; install it for a");
  }

  @Test
  void aConfiguredNameThatNobodyHasGetsTheKnownOnes() {
    assertThatThrownBy(
            () -> choose("stdoi", StubRuntime.usable(), usable("stdio", 1), usable("grpc", 9)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("there is no adapter named 'stdoi', only grpc, stdio; did you mean 'stdio'?");
  }

  @Test
  void aConfiguredNameThatIsLikeNoOtherGetsTheRemedy() {
    assertThatThrownBy(() -> choose("carrier", StubRuntime.usable(), usable("stdio", 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "there is no adapter named 'carrier', only stdio; add its jar to the class path, or its"
                + " plugin to the plugin folder");
  }

  @Test
  void aRuntimeThatCannotBeAskedIsNamedAndDoesNotFailTheChoice() {
    StubRuntime runtime =
        new StubRuntime(
            "sh",
            request -> {
              if (request.wire().equals("a-wire")) {
                throw new NoClassDefFoundError("com/example/Missing");
              }
              return Availability.usable();
            });

    Selection selection = choose(runtime, usable("a", 2), usable("b", 1));

    assertThat(selection.chosen().name()).isEqualTo("b");
    assertThat(selection.rejected())
        .singleElement()
        .satisfies(one -> assertThat(one.describe()).contains("com/example/Missing"));
  }
}
