package io.snakepit.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogStreamTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INFO snakepit.worker.stdout - hello - you|hello - you",
        "WARN snakepit.worker.stderr - oops|oops",
        "INFO io.snakepit.python.PythonRuntime - creating|creating",
        "WARN io.snakepit.core.pool.Fleet - worker died|warning: worker died",
        "ERROR app - broken|error: broken",
        "something else|something else"
      })
  void aLineForDevelopersBecomesOneForPeople(String line, String expected) {
    assertThat(LogStream.plain(line)).isEqualTo(expected);
  }
}
