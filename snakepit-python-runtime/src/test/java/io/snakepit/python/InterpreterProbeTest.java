package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class InterpreterProbeTest {

  @TempDir Path folder;

  private final InterpreterProbe probe = new InterpreterProbe(Limits.runner(), Limits.GENEROUS);

  @Test
  void theRealOneAnswers() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());

    assertThat(real.version().isRecentEnough()).isTrue();
    assertThat(real.executable()).isAbsolute().isExecutable();
    assertThat(real.cacheTag()).isNotEmpty();
    assertThat(probe.probe(real.executable())).isEqualTo(real);
  }

  @Test
  void behindAShimTheRealProgramIsFound() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Path shim = folder.resolve("python3");
    Files.writeString(shim, "#!/bin/sh\nexec '" + real.executable() + "' \"$@\"\n");
    assertThat(shim.toFile().setExecutable(true)).isTrue();

    assertThat(probe.probe(shim).executable()).isEqualTo(real.executable());
  }

  @Test
  void anEnvironmentKeepsItsOwnPython() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Path environment = folder.resolve("environment");
    Limits.runner()
        .run(
            EnvironmentTool.VENV_WITH_PIP_OF_BASE.creation(real, environment), "", Limits.GENEROUS);
    Path python = environment.resolve("bin/python");

    assertThat(probe.probe(python).executable()).isEqualTo(python);
  }

  @Test
  void isAskedOnceForEachStateOfItsFile() throws Exception {
    FakePython fake = FakePython.at(folder.resolve("python3")).write();
    probe.probe(fake.path());
    probe.probe(fake.path());
    assertThat(fake.calls()).hasSize(1);

    fake.version("3.12.1").write();
    Files.setLastModifiedTime(fake.path(), FileTime.from(Instant.now().plusSeconds(5)));

    assertThat(probe.probe(fake.path()).version()).hasToString("3.12.1");
    assertThat(fake.calls()).hasSize(2);
  }

  @Test
  void tooOldSaysWhatItIsAndWhatIsNeeded() throws Exception {
    assertUnusable(
        FakePython.at(folder.resolve("python3")).version("3.8.10").write().path(),
        "it is Python 3.8.10, and 3.10 or newer is needed");
  }

  @Test
  void garbageIsShown() throws Exception {
    assertUnusable(
        FakePython.at(folder.resolve("python3"))
            .onQuestion("echo 'pyenv: python3: command not found'; exit 127")
            .write()
            .path(),
        "it didn't answer as Python does (exit code 127): pyenv: python3: command not found");
  }

  @Test
  void aVersionThatIsNoneIsGarbageToo() throws Exception {
    assertUnusable(
        FakePython.at(folder.resolve("python3")).version("three").write().path(),
        "it didn't answer as Python does");
  }

  @Test
  void oneThatHangsIsGivenUp() throws Exception {
    Path hanging =
        FakePython.at(folder.resolve("python3")).onQuestion("exec sleep 1000").write().path();
    InterpreterProbe impatient = new InterpreterProbe(Limits.runner(), Limits.SHORT);

    assertThatThrownBy(() -> impatient.probe(hanging))
        .isInstanceOf(UnusableInterpreterException.class)
        .hasMessageContaining("it gave no answer within");
  }

  @Test
  void whatIsNoProgramIsSaidSo() throws Exception {
    assertUnusable(folder.resolve("none"), "there is no such file");
    assertUnusable(folder, "it isn't an executable file");
    Path text = Files.writeString(folder.resolve("text"), "");
    assertUnusable(text, "it isn't an executable file");
    Path broken = Files.writeString(folder.resolve("broken"), "#!/no/such/interpreter\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();
    assertUnusable(broken, "it can't be started");
  }

  @Test
  void failuresAreNotRemembered() throws Exception {
    FakePython fake = FakePython.at(folder.resolve("python3")).onQuestion("exit 1");
    assertUnusable(fake.write().path(), "exit code 1");
    FileTime time = Files.getLastModifiedTime(fake.path());
    fake.onQuestion("").write();
    Files.setLastModifiedTime(fake.path(), time);

    assertThat(probe.probe(fake.path()).version()).hasToString("3.11.4");
  }

  private void assertUnusable(Path path, String reason) {
    assertThatThrownBy(() -> probe.probe(path))
        .isInstanceOf(UnusableInterpreterException.class)
        .hasMessageContaining(reason);
  }
}
