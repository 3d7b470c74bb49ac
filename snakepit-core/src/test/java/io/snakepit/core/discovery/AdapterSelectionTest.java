package io.snakepit.core.discovery;

import static io.snakepit.core.discovery.StubAdapter.unusable;
import static io.snakepit.core.discovery.StubAdapter.usable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
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

  private static Adapter choose(WorkerRuntime runtime, Adapter... found) {
    return choose(Optional.empty(), runtime, found);
  }

  private static Adapter choose(String configured, WorkerRuntime runtime, Adapter... found) {
    return choose(Optional.of(configured), runtime, found);
  }

  private static Adapter choose(
      Optional<String> configured, WorkerRuntime runtime, Adapter... found) {
    return AdapterSelection.choose(
        configured, List.of(found), runtime, OPTIONS, (adapter, question) -> question.get());
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
    assertThat(choose(StubRuntime.usable(), usable("a", 0)).name()).isEqualTo("a");
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
        .extracting(Adapter::name)
        .isEqualTo("b");
  }

  @Test
  void amongEqualsTheFirstByNameIsChosen() {
    assertThat(choose(StubRuntime.usable(), usable("c", 5), usable("a", 5), usable("b", 5)))
        .extracting(Adapter::name)
        .isEqualTo("a");
  }

  @Test
  void oneThatCannotBeUsedIsPassedOver() {
    assertThat(choose(StubRuntime.usable(), unusable("a", "no network", ""), usable("b", -1)))
        .extracting(Adapter::name)
        .isEqualTo("b");
  }

  @Test
  void oneThatTheRuntimeCannotServeIsPassedOver() {
    assertThat(choose(StubRuntime.without("a"), usable("a", 9), usable("b", 1)))
        .extracting(Adapter::name)
        .isEqualTo("b");
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
        .extracting(Adapter::name)
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
        .hasMessageContaining("runtime 'sh' can't be used for adapter 'a': ")
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
  void aConfiguredNameOfOursGetsItsArtifact() {
    assertThatThrownBy(() -> choose("grpc", StubRuntime.usable(), usable("stdio", 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "there is no adapter named 'grpc', only stdio; add io.snakepit:snakepit-grpc to the"
                + " class path");
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

    assertThat(choose(runtime, usable("a", 2), usable("b", 1)).name()).isEqualTo("b");
    assertThat(refusal(runtime, usable("a", 2))).hasMessageContaining("com/example/Missing");
  }

  @Test
  void optionsOfTheRuntimeThatCannotBeRightAreAMistakeOfTheConfiguration() {
    StubRuntime runtime =
        new StubRuntime(
            "sh",
            request -> {
              throw new ConfigurationException("option size of the runtime sh: no number");
            });

    assertThatThrownBy(() -> choose(runtime, usable("a", 2), usable("b", 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("option size of the runtime sh: no number");
  }
}
