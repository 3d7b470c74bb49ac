package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterFinderTest {

  @TempDir Path folder;

  @Test
  void theOptionComesFirst() throws Exception {
    Path named = python("named/python");
    InterpreterFinder finder =
        finder(Map.of("SNAKEPIT_PYTHON", python("variable/python").toString()));

    assertThat(finder.find(Optional.of(named.toString())).executable()).isEqualTo(named);
  }

  @Test
  void theOptionMayNameACommandOnPath() throws Exception {
    Path command = python("bin/python3.12");
    InterpreterFinder finder = finder(Map.of("PATH", command.getParent().toString()));

    assertThat(finder.find(Optional.of("python3.12")).executable()).isEqualTo(command);
  }

  @Test
  void thenTheVariableThenTheActiveEnvironmentThenPath() throws Exception {
    Path variable = python("variable/python");
    Path active = python("active/bin/python");
    Path onPath = python("bin/python3");
    String path = onPath.getParent().toString();

    assertThat(
            find(
                Map.of(
                    "SNAKEPIT_PYTHON", variable.toString(),
                    "VIRTUAL_ENV", folder.resolve("active").toString(),
                    "PATH", path)))
        .isEqualTo(variable);
    assertThat(find(Map.of("VIRTUAL_ENV", folder.resolve("active").toString(), "PATH", path)))
        .isEqualTo(active);
    assertThat(find(Map.of("CONDA_PREFIX", folder.resolve("active").toString(), "PATH", path)))
        .isEqualTo(active);
    assertThat(find(Map.of("PATH", path))).isEqualTo(onPath);
  }

  @Test
  void onPathTheFirstThatCanBeUsedWins() throws Exception {
    FakePython.at(folder.resolve("a/python3")).version("3.8.1").write();
    Path usable = python("b/python3.11");

    assertThat(find(Map.of("PATH", Machines.path(folder.resolve("a"), folder.resolve("b")))))
        .isEqualTo(usable);
  }

  @Test
  void aNamedOneIsNeverPassedOver() throws Exception {
    FakePython.at(folder.resolve("old/python")).version("3.8.1").write();
    String old = folder.resolve("old/python").toString();
    String path = python("bin/python3").getParent().toString();

    assertUnavailable(
        () -> finder(Map.of("PATH", path)).find(Optional.of(old)),
        old + " (option python): it is Python 3.8.1");
    assertUnavailable(
        () -> find(Map.of("SNAKEPIT_PYTHON", old, "PATH", path)),
        old + " (SNAKEPIT_PYTHON): it is Python 3.8.1");
    assertUnavailable(
        () -> finder(Map.of("PATH", path)).find(Optional.of("python9")),
        "python9 (option python): there is no such command on PATH");
  }

  @Test
  void withoutAnyEveryCandidateIsNamedWithItsReason() throws Exception {
    FakePython.at(folder.resolve("bin/python3")).version("3.9.2").write();
    FakePython.at(folder.resolve("bin/python")).onQuestion("exit 7").write();

    assertUnavailable(
        () ->
            find(
                Map.of(
                    "VIRTUAL_ENV", folder.resolve("gone").toString(),
                    "PATH", folder.resolve("bin").toString())),
        "gone/bin/python (VIRTUAL_ENV): there is no such file",
        "bin/python3 (PATH): it is Python 3.9.2",
        "bin/python (PATH): it didn't answer",
        "install Python 3.10 or newer");
  }

  @Test
  void whatNoPathCanBeMadeOfIsNamedOrPassedOver() throws Exception {
    Path python = FakePython.at(folder.resolve("python3")).write().path();

    assertThat(
            finder(Map.of("VIRTUAL_ENV", "/home/\0", "PATH", folder.toString()))
                .find(Optional.empty())
                .executable())
        .isEqualTo(python);
    assertUnavailable(
        () -> finder(Map.of("SNAKEPIT_PYTHON", "/home/\0/python")).find(Optional.empty()),
        "SNAKEPIT_PYTHON",
        "LANG=C.UTF-8");
  }

  @Test
  void anEmptyPathSaysWhatWasLookedFor() {
    assertUnavailable(() -> find(Map.of()), "no Python found", "python3, python, python3.14");
  }

  @Test
  void twoNamesOfOneProgramAreOneCandidate() throws Exception {
    FakePython failing = FakePython.at(folder.resolve("bin/python3")).onQuestion("exit 7").write();
    Files.createSymbolicLink(folder.resolve("bin/python"), failing.path());

    assertUnavailable(() -> find(Map.of("PATH", folder.resolve("bin").toString())), "python3");
    assertThat(failing.calls()).hasSize(1);
  }

  @Test
  void alternativesAreTheOthersThatCanBeUsed() throws Exception {
    Path first = python("a/python3");
    FakePython.at(folder.resolve("b/python3")).version("3.8.1").write();
    Path third = python("c/python3");
    InterpreterFinder finder =
        finder(
            Map.of(
                "PATH",
                Machines.path(folder.resolve("a"), folder.resolve("b"), folder.resolve("c"))));
    Interpreter chosen = finder.find(Optional.empty());

    assertThat(chosen.executable()).isEqualTo(first);
    assertThat(finder.alternatives(chosen))
        .extracting(Interpreter::executable)
        .containsExactly(third);
  }

  private Path python(String path) throws IOException {
    return FakePython.at(folder.resolve(path)).write().path();
  }

  private static InterpreterFinder finder(Map<String, String> variables) {
    return new InterpreterFinder(
        Machines.with(variables), new InterpreterProbe(Limits.runner(), Limits.GENEROUS));
  }

  private static Path find(Map<String, String> variables) throws InterruptedException {
    return finder(variables).find(Optional.empty()).executable();
  }

  private static void assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(UnavailableException.class))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE))
        .satisfies(failure -> assertThat(failure).hasMessageContainingAll(parts));
  }
}
