package io.snakepit.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RunningJvmTest {

  @Test
  void thisIsOne() {
    assertThat(RunningJvm.of(ProcessHandle.current().pid()).mayBeOne()).isTrue();
  }

  @Test
  void aProcessThatIsGoneIsNotSaidToBeNone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();

    assertThat(RunningJvm.of(gone.pid()).mayBeOne()).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anotherProgramIsNone() throws IOException, InterruptedException {
    Process other = new ProcessBuilder("cat").start(); // until its input ends
    try {
      other.getOutputStream().write('x');
      other.getOutputStream().flush();
      assertThat(other.getInputStream().read()).isEqualTo('x'); // it is cat by now, not its parent

      assertThat(RunningJvm.of(other.pid()).mayBeOne()).isFalse();
    } finally {
      other.getOutputStream().close();
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
