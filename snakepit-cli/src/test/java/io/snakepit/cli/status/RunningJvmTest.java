package io.snakepit.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  @EnabledOnOs(OS.LINUX)
  void aUserWithoutANameIsAnother() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv");
    assumeTrue((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "needs root");
    Process other = new ProcessBuilder("/usr/bin/setpriv", "--reuid", "54321", "cat").start();
    try {
      other.getOutputStream().write('x');
      other.getOutputStream().flush();
      assertThat(other.getInputStream().read()).isEqualTo('x'); // it is cat by now

      assertThat(new RunningJvm(other.pid(), "").isOfOther()).isTrue();
      assertThat(new RunningJvm(ProcessHandle.current().pid(), "").isOfOther()).isFalse();
    } finally {
      other.destroyForcibly();
    }
  }
}
