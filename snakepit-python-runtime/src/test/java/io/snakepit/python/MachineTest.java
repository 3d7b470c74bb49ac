package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @TempDir Path folder;

  @Test
  void commandsAreFoundInTheOrderOfPath() throws IOException {
    Path first = FakePython.at(folder.resolve("a/python3")).write().path();
    Path second = FakePython.at(folder.resolve("b/python3")).write().path();
    Machine machine = Machines.withPath(second.getParent(), first.getParent());

    assertThat(machine.onPath("python3")).containsExactly(second, first);
  }

  @Test
  void whatCannotBeExecutedIsPassedOver() throws IOException {
    Files.writeString(folder.resolve("python3"), "");
    Files.createDirectories(folder.resolve("python"));
    Machine machine = Machines.withPath(folder);

    assertThat(machine.onPath("python3")).isEmpty();
    assertThat(machine.onPath("python")).isEmpty();
  }

  @Test
  void emptyAndMissingEntriesOfPathAreHarmless() {
    assertThat(Machines.with(Map.of("PATH", "::/no/such/folder:")).onPath("python3")).isEmpty();
    assertThat(Machines.with(Map.of()).onPath("python3")).isEmpty();
  }

  @Test
  void whatNoPathCanBeMadeOfIsHarmless() throws IOException {
    Path python = FakePython.at(folder.resolve("python3")).write().path();
    String unreadable = "/home/\0"; // as other letters than ASCII are in the locale C

    assertThat(Machines.with(Map.of("PATH", unreadable + ":" + folder)).onPath("python3"))
        .containsExactly(python);
    assertThat(Machine.local(Map.of("HOME", unreadable)).home()).isEqualTo(Path.of(""));
  }

  @Test
  void blankVariablesCountAsUnset() {
    assertThat(Machines.with(Map.of("A", " ")).variable("A")).isEmpty();
    assertThat(Machines.with(Map.of("A", "x")).variable("A")).contains("x");
  }
}
