package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonVersionTest {

  @ParameterizedTest
  @ValueSource(strings = {"3.10.0", "3.10.13", "3.9999.0", "4.0.0"})
  void tenthMinorVersionAndLaterAreRecentEnough(String version) {
    assertThat(PythonVersion.parse(version).orElseThrow().isRecentEnough()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.9.18", "2.7.18", "3.1.0"})
  void earlierVersionsAreNot(String version) {
    assertThat(PythonVersion.parse(version).orElseThrow().isRecentEnough()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3.11", "3.11.x", "3.11.4.1", "99999.0.0"})
  void anythingElseIsNone(String text) {
    assertThat(PythonVersion.parse(text)).isEmpty();
  }

  @Test
  void isWrittenAsItWasRead() {
    assertThat(PythonVersion.parse("3.11.4").orElseThrow()).hasToString("3.11.4");
  }
}
