package io.snakepit.core.process;

import static org.awaitility.Awaitility.await;

import io.snakepit.spi.LaunchPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Real processes for tests, and whether they live. */
final class Lives {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private Lives() {}

  /** A plan to run a script. */
  static LaunchPlan sh(String script) {
    return plan("sh", "-c", script);
  }

  static LaunchPlan plan(String... command) {
    return new LaunchPlan(List.of(command), Map.of(), Set.of(), Optional.empty());
  }

  /** A zombie is dead: it stays until somebody asks for its status. */
  static boolean isAlive(long pid) {
    return !ProcessState.of(pid).isEnding();
  }

  static void awaitDead(long pid) {
    await().atMost(PATIENCE).until(() -> !isAlive(pid));
  }

  /** The next line of a process's stdout. */
  static String line(LaunchedProcess process) throws IOException {
    return lines(process).readLine();
  }

  static BufferedReader lines(LaunchedProcess process) {
    return new BufferedReader(new InputStreamReader(process.stdout(), StandardCharsets.UTF_8));
  }
}
