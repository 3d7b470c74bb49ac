package io.snakepit.core.process;

import static io.snakepit.core.process.Lives.sh;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessStartTest {

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final List<Process> started = new ArrayList<>();
  private final URLClassLoader application = new URLClassLoader(new URL[0], before);

  @BeforeEach
  void enterTheApplication() {
    Thread.currentThread().setContextClassLoader(application);
  }

  @AfterEach
  void leaveIt() throws Exception {
    Thread.currentThread().setContextClassLoader(before);
    started.forEach(Process::destroyForcibly);
    application.close();
  }

  @Test
  void theThreadThatWaitsForTheExitKeepsNoApplication() throws Exception {
    int idle = reapers().size(); // those are taken first
    for (int i = 0; i <= idle; i++) {
      started.add(ProcessStart.of(new ProcessBuilder(sh("read line").command())));
    }

    assertThat(reapers()).hasSizeGreaterThan(idle);
    assertThat(reapers()).extracting(Thread::getContextClassLoader).doesNotContain(application);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(application);
  }

  private static List<Thread> reapers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("process reaper"))
        .toList();
  }
}
