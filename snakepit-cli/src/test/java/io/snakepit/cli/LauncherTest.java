package io.snakepit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in the checkout's root, with a build and a JVM that only say how they were called. */
class LauncherTest {

  @TempDir private Path folder;
  private Path checkout;

  @BeforeEach
  void makeACheckout() throws IOException {
    checkout = Files.createDirectory(folder.resolve("checkout"));
    Files.createDirectories(checkout.resolve("snakepit-cli/src/main"));
    Files.createFile(checkout.resolve("snakepit-cli/pom.xml"));
    Files.createFile(checkout.resolve("pom.xml"));
    Files.copy(Path.of("..", "snakepit"), checkout.resolve("snakepit"));
    program(
        checkout.resolve("mvnw"),
        "mkdir -p snakepit-cli/target/dependency",
        "touch snakepit-cli/target/dependency/a.jar snakepit-cli/target/snakepit-cli-1.jar");
    Path jdk = Files.createDirectories(folder.resolve("jdk"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Files.createDirectory(jdk.resolve("bin"));
    program(jdk.resolve("bin/java"), "echo \"locale $LC_ALL $LC_CTYPE\"", "echo \"words $*\"");
  }

  @Test
  void aCheckoutThatWasMovedIsBuiltAgainWhereItIs() throws Exception {
    assertThat(run(Map.of())).contains("words", checkout + "/.snakepit/cli/lib/a.jar");

    Path moved = folder.resolve("moved");
    Files.move(checkout, moved);
    checkout = moved;

    assertThat(run(Map.of()))
        .contains("words", moved + "/.snakepit/cli/lib/a.jar")
        .doesNotContain(folder.resolve("checkout").toString());
  }

  @Test
  void sourcesThatChangedAreNoNoiseWhereSignalsOfPipesAreIgnored() throws Exception {
    run(Map.of());
    Path sources = checkout.resolve("snakepit-cli/src/main");
    for (int i = 1_000; i < 1_500; i++) { // together more than a pipe holds
      Files.createFile(sources.resolve("x".repeat(200) + i));
    }

    assertThat(run(Map.of(), true, "/bin/sh", "-c", "trap '' PIPE; exec /bin/sh \"$@\"", "sh"))
        .contains("building", "words")
        .doesNotContain("find:");
  }

  @Test
  void aBuildTellsHowFarItIs() throws Exception {
    String built = Files.readString(checkout.resolve("mvnw"));
    program(
        checkout.resolve("mvnw"),
        "echo '[INFO] Building Snakepit parent 1.0        [1/2]'",
        "echo '[INFO]   from pom.xml'",
        "echo 'WARNING: of some JVM'",
        "echo '[INFO] Building Snakepit command 1.0       [2/2]'",
        built);

    assertThat(run(Map.of()).lines().limit(4))
        .containsExactly(
            "building Snakepit (first use, or its sources have changed) …",
            "  1/2 Snakepit parent",
            "  2/2 Snakepit command",
            "locale  C.UTF-8");
  }

  @Test
  void aBuildThatFailsShowsWhatMavenSays() throws Exception {
    program(
        checkout.resolve("mvnw"),
        "echo '[INFO] Scanning for projects...'",
        "echo '[ERROR] no network: back\\\\slash' >&2",
        "exit 1");

    assertThat(fail(Map.of()))
        .contains("[ERROR] no network: back\\slash\n", "error: Snakepit can't be built")
        .doesNotContain("Scanning");
    assertThat(checkout.resolve(".snakepit/cli")).doesNotExist();
  }

  @Test
  void wordsAreUtf8EvenWithoutALocale() throws Exception {
    assertThat(run(Map.of())).contains("locale  C.UTF-8\n");
    assertThat(run(Map.of("LANG", "C"))).contains("locale  C.UTF-8\n");
    assertThat(run(Map.of("LC_ALL", "POSIX"))).contains("locale C.UTF-8 C.UTF-8\n");
  }

  @Test
  void aLocaleThatIsInstalledIsKept() throws Exception {
    String path = pathWithLocale("echo ISO-8859-1");
    assertThat(run(Map.of("PATH", path, "LANG", "C", "LC_CTYPE", "de_DE.ISO-8859-1")))
        .contains("locale  de_DE.ISO-8859-1\n");
    assertThat(run(Map.of("PATH", path, "LANG", "de_DE.ISO-8859-1"))).contains("locale  \n");
  }

  @Test
  void aLocaleThatIsNotInstalledIsAsNone() throws Exception { // one that an SSH client brought
    String path = pathWithLocale("echo 'Cannot set LC_ALL to default locale' >&2; echo UTF-8");
    assertThat(run(Map.of("PATH", path, "LANG", "de_DE.UTF-8"))).contains("locale C.UTF-8 \n");
    assertThat(run(Map.of("PATH", path, "LC_ALL", "de_DE.UTF-8"))).contains("locale C.UTF-8 \n");
  }

  @Test
  void aLockThatCanNotBeMadeIsAnErrorAndNoWait() throws Exception {
    // what is there can't be one: to the script it is as if this user might not write here
    Files.createFile(Files.createDirectory(checkout.resolve(".snakepit")).resolve("cli.lock"));

    assertThat(fail(Map.of())).contains("error:", checkout + "/.snakepit", "can't be written");
  }

  @Test
  void aLockOfNobodyIsTakenOver() throws Exception {
    Path locks = Files.createDirectory(checkout.resolve(".snakepit"));
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Files.createSymbolicLink(locks.resolve("cli.lock"), Path.of(Long.toString(gone.pid())));

    assertThat(run(Map.of())).contains("words");
    assertThat(locks.resolve("cli.lock")).doesNotExist();
  }

  @Test
  void anArchiveThatCanNotBeWrittenIsDoneWithout() throws Exception {
    run(Map.of());
    // another JVM than the one that it was built with, and a folder that only its owner may change
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.2\"\n");
    program(
        folder.resolve("jdk/bin/java"),
        "case \"$*\" in *ArchiveClassesAtExit*) mkdir \""
            + checkout
            + "/.snakepit/cli/classes-$(printf %s \"$0 17.0.2\" | cksum | cut -d ' ' -f 1).jsa\" ;;"
            + " esac",
        "echo \"words $*\"");

    assertThat(run(Map.of())).contains("words");
  }

  @Test
  void aPathThatNoClassPathCanHaveIsNamed() throws Exception {
    Path odd = folder.resolve("a:b");
    Files.move(checkout, odd);
    checkout = odd;

    assertThat(fail(Map.of())).contains("error:", odd.toString(), "':'");
  }

  private String fail(Map<String, String> environment) throws Exception {
    return run(environment, false);
  }

  private String run(Map<String, String> environment) throws Exception {
    return run(environment, true);
  }

  private String run(Map<String, String> environment, boolean succeeds) throws Exception {
    return run(environment, succeeds, "/bin/sh");
  }

  private String run(Map<String, String> environment, boolean succeeds, String... shell)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(shell));
    command.addAll(List.of(checkout.resolve("snakepit").toString(), "tools", "x"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS))
          .isTrue(); // it writes less than a pipe holds
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.exitValue() == 0).as(output).isEqualTo(succeeds);
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** A PATH whose program that tells of the locale does this. */
  private String pathWithLocale(String line) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    program(programs.resolve("locale"), line);
    return programs + ":" + System.getenv("PATH");
  }

  private static void program(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
