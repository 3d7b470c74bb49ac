package io.snakepit.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Programs are found whatever else the search path names. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ExecutablesTest {

  @Test
  void anEntryThatNoPathCanBeMadeOfIsPassedOver() {
    // as other letters than ASCII are in the locale C
    assertThat(Executables.find("sh", "/home/\0:/bin")).isPresent();
  }

  @Test
  void withoutASearchPathThereIsTheSystemsOwn() {
    assertThat(Executables.find("sh", null)).isPresent();
    assertThat(Executables.find("sh", "/nonexistent")).isEmpty();
  }
}
