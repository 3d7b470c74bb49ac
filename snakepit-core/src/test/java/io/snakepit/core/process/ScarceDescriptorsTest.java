package io.snakepit.core.process;

import static io.snakepit.core.process.Lives.PATIENCE;
import static io.snakepit.core.process.Lives.line;
import static io.snakepit.core.process.Lives.sh;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ScarceDescriptorsTest {

  /** A JVM's descriptors, of which there are to be few. */
  private static final class Descriptors {

    private static final List<FileInputStream> taken = new ArrayList<>();

    private Descriptors() {}

    private static void leave(int spare) {
      try {
        while (true) {
          taken.add(new FileInputStream("/dev/null"));
        }
      } catch (IOException none) {
        for (int i = 0; i < spare; i++) {
          close(taken.remove(taken.size() - 1));
        }
      }
    }

    private static void giveBack() {
      taken.forEach(Descriptors::close);
      taken.clear();
    }

    /** Of those that were taken none may have been closed by anybody else. */
    private static void requireOpen() throws IOException {
      for (FileInputStream stream : taken) {
        stream.read();
      }
      System.in.available();
    }

    private static void close(FileInputStream stream) {
      try {
        stream.close();
      } catch (IOException unexpected) {
        throw new IllegalStateException(unexpected);
      }
    }
  }

  /** Tries to start processes while it has hardly a descriptor left. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      Guardian guardian = new Guardian();
      try (LocalProcessLauncher launcher = new LocalProcessLauncher(guardian)) {
        launcher
            .launch("w-0", sh("exit"), new RecordingSink(0))
            .exit()
            .toCompletableFuture()
            .join(); // with all the classes that it takes, while files can be opened
        for (int spare = 0; spare < 24; spare++) {
          Descriptors.leave(spare);
          try {
            launcher.launch("w-" + spare, sh("exit"), new RecordingSink(0));
          } catch (IOException scarce) {
            System.out.println(scarce.getMessage());
            Descriptors.requireOpen();
          }
        }
        Descriptors.giveBack();
        System.out.println(
            line(launcher.launch("w-last", sh("echo started"), new RecordingSink(0))));
      }
      System.out.println(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
    }
  }

  /**
   * Kills a process while it has no descriptor left, which can't be told from what it sees then.
   */
  static final class Killer {

    private Killer() {}

    public static void main(String[] arguments) throws Exception {
      try (LocalProcessLauncher launcher = new LocalProcessLauncher(new Guardian())) {
        System.out.println(killed(launcher, () -> {})); // with all the classes that it takes
        System.out.println(killed(launcher, () -> Descriptors.leave(0)));
      }
    }

    private static String killed(LocalProcessLauncher launcher, Runnable before)
        throws IOException {
      LaunchedProcess process =
          launcher.launch("w-1", sh("echo started; exec sleep 1000"), new RecordingSink(0));
      line(process);
      before.run();
      process.kill();
      process.exit().toCompletableFuture().join();
      Descriptors.giveBack();
      return process.wasKilled() ? "was killed by Snakepit" : "lived, as it seems";
    }
  }

  @Test
  void aStartThatFindsNoneLeavesThoseOfTheApplicationAlone() throws Exception {
    Process jvm = start(Victim.class);
    try {
      jvm.getOutputStream().write("still here\n".getBytes(StandardCharsets.UTF_8));
      jvm.getOutputStream().flush();

      List<String> output =
          new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

      assertThat(output).first().asString().contains("Too many open files");
      assertThat(output).endsWith("started", "still here");
      assertThat(jvm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void whatSnakepitKillsMeanwhileIsKnownToBeItsDoing() throws Exception {
    Process jvm = start(Killer.class);
    try {
      assertThat(new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactly("was killed by Snakepit", "was killed by Snakepit");
    } finally {
      jvm.destroyForcibly();
    }
  }

  private static Process start(Class<?> main) throws IOException {
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "ulimit -n 120 && exec \"$@\"",
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
