package io.snakepit.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TerminalFeaturesTest {

  private final Properties properties = new Properties();

  @Test
  void aTerminalHasColoursAndALiveLine() {
    bothStreamsAreTerminals();
    assertThat(TerminalFeatures.of(Map.of("TERM", "xterm"), properties))
        .isEqualTo(new TerminalFeatures(true, true));
  }

  @Test
  void aFileHasNeither() {
    assertThat(TerminalFeatures.of(Map.of("TERM", "xterm"), properties))
        .isEqualTo(new TerminalFeatures(false, false));
  }

  @Test
  void resultsInAFileLeaveTheProgressLive() {
    properties.setProperty("snakepit.terminal.stderr", "true");
    assertThat(TerminalFeatures.of(Map.of("TERM", "xterm"), properties))
        .isEqualTo(new TerminalFeatures(true, false));
  }

  @Test
  void whoWantsNoColourGetsNone() {
    bothStreamsAreTerminals();
    assertThat(TerminalFeatures.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), properties))
        .isEqualTo(new TerminalFeatures(true, false));
  }

  @Test
  void aDumbTerminalIsLikeAFile() {
    bothStreamsAreTerminals();
    assertThat(TerminalFeatures.of(Map.of("TERM", "dumb"), properties))
        .isEqualTo(new TerminalFeatures(false, false));
    assertThat(TerminalFeatures.of(Map.of(), properties))
        .isEqualTo(new TerminalFeatures(false, false));
  }

  private void bothStreamsAreTerminals() {
    properties.setProperty("snakepit.terminal.stdout", "true");
    properties.setProperty("snakepit.terminal.stderr", "true");
  }
}
