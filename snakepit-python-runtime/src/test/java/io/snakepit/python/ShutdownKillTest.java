package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ShutdownKillTest {

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void leaveTheApplication() {
    Thread.currentThread().setContextClassLoader(before);
    started.forEach(Process::destroyForcibly);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theThreadThatWaitsForTheExitKeepsNoApplication() throws Exception {
    try (URLClassLoader application = new URLClassLoader(new URL[0], before);
        ShutdownKill shutdown = new ShutdownKill()) {
      Thread.currentThread().setContextClassLoader(application);
      int idle = reapers().size(); // those are taken first
      for (int i = 0; i <= idle; i++) {
        started.add(shutdown.start(new ProcessBuilder("cat")));
      }

      assertThat(reapers()).hasSizeGreaterThan(idle);
      assertThat(reapers()).extracting(Thread::getContextClassLoader).doesNotContain(application);
      assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(application);
    }
  }

  private static List<Thread> reapers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("process reaper"))
        .toList();
  }
}
