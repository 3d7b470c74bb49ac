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

  /** A JVM that tries to start processes while it has hardly a descriptor left. */
  static final class Victim {

    private static final List<FileInputStream> taken = new ArrayList<>();

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
          leave(spare);
          try {
            launcher.launch("w-" + spare, sh("exit"), new RecordingSink(0));
          } catch (IOException scarce) {
            System.out.println(scarce.getMessage());
            requireOpen();
          }
        }
        taken.forEach(Victim::close);
        System.out.println(
            line(launcher.launch("w-last", sh("echo started"), new RecordingSink(0))));
      }
      System.out.println(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
    }

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

  @Test
  void aStartThatFindsNoneLeavesThoseOfTheApplicationAlone() throws Exception {
    Process jvm =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -n 120 && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
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
}
