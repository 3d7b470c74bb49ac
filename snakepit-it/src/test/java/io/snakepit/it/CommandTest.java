package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.UnavailableException;
import io.snakepit.api.WorkerStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that can't be workers fail the start, and say why. */
@Timeout(120)
class CommandTest {

  @Test
  void aProgramThatIsMissingIsNamed() {
    assertThatThrownBy(() -> start("no-such-program --flag"))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("no-such-program")
        .hasMessageContaining("PATH");
  }

  @Test
  void aProgramThatSpeaksNoWireIsQuoted() {
    assertThatThrownBy(() -> start("sh -c 'echo no worker am I >&2; exit 3'"))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("no worker am I");
  }

  @Test
  void noCommandAtAllIsRefused() {
    assertThatThrownBy(
            () -> Snakepit.builder().pool("default", pool -> pool.runtime("command")).start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("needs the option command");
  }

  private static void start(String command) {
    Snakepit.builder()
        .pool(
            "default", pool -> pool.runtime("command").runtimeOption("command", command).workers(1))
        .start()
        .close();
  }
}
