package io.snakepit.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(OS.LINUX)
class ExitStatusTest {

  @ParameterizedTest
  @CsvSource({
    "0, exited with status 0",
    "128, exited with status 128",
    "129, was killed by SIGHUP",
    "134, was killed by SIGABRT",
    "137, was killed by SIGKILL",
    "139, was killed by SIGSEGV",
    "159, was killed by SIGSYS",
    "168, was killed by signal 40",
    "193, exited with status 193",
    "255, exited with status 255"
  })
  void aStatusIsReadAsThePlatformMeansIt(int status, String meaning) {
    assertThat(ExitStatus.read(status).describe()).isEqualTo(meaning);
  }
}
