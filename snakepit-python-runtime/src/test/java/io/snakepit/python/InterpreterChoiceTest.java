package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterChoiceTest {

  private static final List<String> NOTHING = List.of();
  private static final List<String> GRPC = List.of("grpcio>=1.60");

  @TempDir Path folder;

  private FakePython first;
  private FakePython second;
  private Machine machine;
  private InterpreterChoice choice;

  @BeforeEach
  void createChoice() {
    first = FakePython.at(folder.resolve("a/python3"));
    second = FakePython.at(folder.resolve("b/python3"));
    machine =
        new Machine(
            OperatingSystem.UNIX,
            Map.of("PATH", Machines.path(folder.resolve("a"), folder.resolve("b"))),
            folder);
    CommandRunner runner = Limits.runner();
    choice =
        new InterpreterChoice(
            new InterpreterFinder(machine, new InterpreterProbe(runner, Limits.GENEROUS)),
            new RequirementCheck(runner, Limits.GENEROUS),
            new ManagedEnvironments(new EnvironmentBuilder(runner, machine), machine));
  }

  @Test
  void withoutPackagesTheFoundOneRunsTheWorkers() throws Exception {
    first.write();

    assertThat(choice.provide(options(Map.of()), NOTHING).executable()).isEqualTo(first.path());
    assertAvailable(Map.of(), NOTHING);
  }

  @Test
  void packagesThatTheAdapterNeedsMustBeThere() throws Exception {
    first.lacking("grpcio>=1.60").write();

    assertThatThrownBy(() -> choice.checkAvailable(options(Map.of()), GRPC))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContainingAll(
            "lacks packages: grpcio>=1.60 (lacking)", "set the option packages");
    assertThatThrownBy(() -> choice.provide(options(Map.of()), GRPC))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void anEnvironmentGetsThemBesidesItsOwn() throws Exception {
    first.lacking("grpcio>=1.60").write();
    assertAvailable(Map.of("packages", "numpy"), GRPC);
    Interpreter chosen = choice.provide(options(Map.of("packages", "numpy")), GRPC);

    assertThat(chosen.executable()).isNotEqualTo(first.path());
    assertThat(first.calls()).anySatisfy(call -> assertThat(call).endsWith("numpy grpcio>=1.60"));
  }

  @Test
  void askingWhetherItIsAvailableBuildsNothing() throws Exception {
    first.write();
    assertAvailable(Map.of("packages", "numpy"), NOTHING);

    assertThat(first.calls()).noneSatisfy(call -> assertThat(call).contains("-m venv"));
  }

  @Test
  void whenTheEnvironmentFailsAnInterpreterThatHasEverythingStandsIn() throws Exception {
    first.lacking("numpy").onInstall("exit 1").write();
    second.write();

    assertThat(choice.provide(options(Map.of("packages", "numpy")), NOTHING).executable())
        .isEqualTo(second.path());
  }

  @Test
  void whenNoneHasEverythingTheFailureIsTold() throws Exception {
    first.lacking("numpy").onInstall("echo no network; exit 1").write();
    second.lacking("numpy").write();

    assertThatThrownBy(() -> choice.provide(options(Map.of("packages", "numpy")), NOTHING))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("no network");
  }

  @Test
  void anotherNeverStandsInForANamedOne() throws Exception {
    first.lacking("numpy").onInstall("exit 1").write();
    second.write();
    Map<String, String> named = Map.of("packages", "numpy", "python", first.path().toString());

    assertThatThrownBy(() -> choice.provide(options(named), NOTHING))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void withoutMeansToBuildOnlyOneThatHasEverythingIsAvailable() throws Exception {
    first.modules().lacking("numpy").write();
    assertThatThrownBy(() -> choice.checkAvailable(options(Map.of("packages", "numpy")), NOTHING))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("apt install python3.11-venv");

    assertAvailable(Map.of("packages", "scipy"), NOTHING);
  }

  private void assertAvailable(Map<String, String> options, List<String> needed) {
    assertThatCode(() -> choice.checkAvailable(options(options), needed))
        .doesNotThrowAnyException();
  }

  private PythonOptions options(Map<String, String> options) throws IOException {
    return PythonOptions.parse(options, machine);
  }
}
