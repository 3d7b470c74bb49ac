package io.snakepit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snakepit.cli.CommandProcess.End;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command with real Python, from the words on its command line to its exit status. */
@Execution(ExecutionMode.CONCURRENT)
class CommandTest {

  private static final String TOOLS = CommandProcess.tools();

  @TempDir private Path folder;

  @Test
  void aResultIsOneJsonLineAndPrintsGoToStderr() throws Exception {
    End end = run("run", TOOLS, "values");
    assertThat(end.stdout())
        .isEqualTo(
            "{\"big\":1000000000000000000000000000000,"
                + "\"nan\":{\"$float\":\"NaN\"},\"bytes\":{\"$bytes\":\"YWJj\"}}\n");
    assertThat(end.stderr()).isEqualTo("printed\n");
    assertThat(end.status()).isZero();
  }

  @Test
  void whoSaysNothingIsShownWhatThereIs() throws Exception {
    End end = run();
    assertThat(end.stderr()).startsWith("Usage: snakepit ").contains("doctor", "Exit status");
    assertThat(end.status()).isEqualTo(2);
  }

  @Test
  void aShellCompletesCommandsAndOptions() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "left out for want of bash");
    End end = run("completion");
    assertThat(end.status()).isZero();
    assertThat(completed(end.stdout(), "snakepit", "do")).containsExactly("doctor");
    assertThat(completed(end.stdout(), "snakepit", "run", "--ti")).containsExactly("--timeout");
  }

  @Test
  void aToolThatRaisesShowsItsTraceback() throws Exception {
    End end = run("run", TOOLS, "fail");
    assertThat(end.status()).isEqualTo(1);
    assertThat(end.stdout()).isEmpty();
    assertThat(end.stderr())
        .contains("ValueError: on purpose", "Traceback", "command_tools.py")
        .doesNotContain("at io.snakepit");
  }

  @Test
  void aToolThatExitsOrReturnsTheUnspeakableHasFailed() throws Exception {
    assertThat(run("run", TOOLS, "leave").status()).isEqualTo(1);
    End end = run("run", TOOLS, "opaque");
    assertThat(end.status()).isEqualTo(1);
    assertThat(end.stderr()).contains("a[0]", "object");
  }

  @Test
  void anArgumentThatDoesNotFitIsNamed() throws Exception {
    End end = run("run", TOOLS, "add", "a=2", "b=three");
    assertThat(end.status()).isEqualTo(2);
    assertThat(end.stderr()).contains("'b'", "int", "str");
  }

  @Test
  void argumentsComeFromAFileOrFromStdin() throws Exception {
    Files.writeString(folder.resolve("a.json"), "{\"value\": {\"$bytes\": \"YWJj\"}}");
    assertThat(run("run", TOOLS, "echo", "--args", "a.json").stdout())
        .isEqualTo("{\"$bytes\":\"YWJj\"}\n");

    CommandProcess command = start("run", TOOLS, "add", "--args", "-", "b=3");
    try (OutputStream stdin = command.process().getOutputStream()) {
      stdin.write("{\"a\": 2}\n".getBytes(UTF_8));
    }
    assertThat(command.end().stdout()).isEqualTo("5\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent.json", "list.json", "broken.json", "tag.json", "more.json", "."})
  void aFileOfArgumentsThatIsNoneIsWrongUsage(String file) throws Exception {
    Files.writeString(folder.resolve("list.json"), "[1]");
    Files.writeString(folder.resolve("broken.json"), "{\n  \"a\" 1}");
    Files.writeString(folder.resolve("tag.json"), "{\"a\": {\"$date\": \"x\"}}");
    Files.writeString(folder.resolve("more.json"), "{} {}");
    End end = run("run", TOOLS, "add", "--args", file);
    assertThat(end.stderr()).startsWith("error: " + file + ":").doesNotContain("defect");
    assertThat(end.status()).isEqualTo(2);
  }

  @Test
  void anUnknownToolIsCorrected() throws Exception {
    End end = run("run", TOOLS, "ad");
    assertThat(end.status()).isEqualTo(2);
    assertThat(end.stderr()).contains("did you mean", "add");
  }

  @Test
  void whoNamesAFileAloneIsToldThatTheToolIsMissing() throws Exception {
    End end = run("run", TOOLS);
    assertThat(end.status()).isEqualTo(2);
    assertThat(end.stderr()).contains("name of the tool", "snakepit tools " + TOOLS);
    assertThat(run("run", "add", "a=1").stderr()).contains("FILE|MODULE is missing");
  }

  @Test
  void toolsThatAreNotThereAreAUsageError() throws Exception {
    End end = run("run", "absent.py", "add");
    assertThat(end.status()).isEqualTo(2);
    assertThat(end.stderr()).contains("absent.py");
  }

  @Test
  void aModuleIsFoundInTheCurrentFolder() throws Exception {
    Files.copy(Path.of(TOOLS), folder.resolve("mymodule.py"));
    End end = run("run", "mymodule", "add", "a=2", "b=3");
    assertThat(end.stdout()).isEqualTo("5\n");
  }

  @Test
  void whoWantsEverythingSeesTheLogAndJavasStackTrace() throws Exception {
    End end = run("run", "--verbose", TOOLS, "fail");
    assertThat(end.stderr()).contains("DEBUG io.snakepit.core", "ValueError", "at io.snakepit.");
    assertThat(end.stdout()).isEmpty();
    assertThat(end.status()).isEqualTo(1);
  }

  @Test
  void aDeadlineEndsTheCall() throws Exception {
    assertThat(run("run", "--timeout", "200ms", TOOLS, "sleep", "seconds=600").status())
        .isEqualTo(3);
  }

  @Test
  void aCrashShowsSignalAndLastWords() throws Exception {
    End end = run("run", TOOLS, "crash");
    assertThat(end.status()).isEqualTo(4);
    assertThat(end.stderr()).contains("SIGKILL", "last words");
  }

  @Test
  void anAdapterThatIsNotThereIsRefused() throws Exception {
    End end = run("run", "--adapter", "pigeon", TOOLS, "add");
    assertThat(end.status()).isEqualTo(2);
    assertThat(end.stderr()).contains("pigeon", "stdio");
  }

  @Test
  void aPythonThatCannotBeUsedIsUnavailable() throws Exception {
    assertThat(run("run", "--python", "/absent/python", TOOLS, "add").status()).isEqualTo(5);
  }

  @Test
  void repeatedCallsShareTheStateOfTheirSession() throws Exception {
    End end = run("run", "--session", "s", "--repeat", "3", TOOLS, "count");
    assertThat(end.stdout()).isEqualTo("1\n2\n3\n");
    assertThat(end.stderr()).contains("3 calls: 3 ok, 0 failed");
  }

  @Test
  void repeatedCallsThatFailHaveTheStatusOfTheFirstFailure() throws Exception {
    End end = run("run", "--repeat", "2", TOOLS, "fail");
    assertThat(end.stderr()).contains("ValueError: on purpose", "2 failed (2 TOOL_RAISED)");
    assertThat(end.status()).isEqualTo(1);
  }

  @Test
  void chunksThatCameBeforeAFailureStay() throws Exception {
    End end = run("stream", TOOLS, "two_and_fail");
    assertThat(end.stdout()).isEqualTo("1\n2\n");
    assertThat(end.status()).isEqualTo(1);
  }

  @Test
  void aReaderThatHasEnoughEndsTheStreamQuietly() throws Exception {
    CommandProcess command = start("stream", TOOLS, "forever");
    try (BufferedReader reader = firstLine(command)) {
      assertThat(reader.readLine()).isEqualTo("1");
    }
    assertThat(command.exitStatus()).isZero();
    assertThat(command.stderr()).isEmpty();
  }

  @Test
  void anInterruptEndsCommandAndWorkers() throws Exception {
    assumeFalse(interruptsAreIgnored(), "started by something that ignores interrupts, as nohup");
    CommandProcess command = start("stream", TOOLS, "forever");
    firstLine(command);
    List<ProcessHandle> workers = command.process().descendants().toList();
    assertThat(workers).isNotEmpty();
    new ProcessBuilder("kill", "-INT", Long.toString(command.process().pid())).start();
    command.process().getInputStream().transferTo(OutputStream.nullOutputStream());
    assertThat(command.exitStatus()).isEqualTo(130);
    assertThat(command.stderr()).isEqualTo("interrupted\n");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
  }

  @ParameterizedTest
  @CsvSource({"run SLOW add, ''", "doctor --config pit.conf, 'java '"})
  void anInterruptOfAStartIsNoTroubleOfTheInstallation(String words, String foundBefore)
      throws Exception {
    assumeFalse(interruptsAreIgnored(), "started by something that ignores interrupts, as nohup");
    Path slow = folder.resolve("slow.py");
    Files.writeString(slow, "import time\nprint('loading', flush=True)\ntime.sleep(600)\n");
    Files.writeString(folder.resolve("pit.conf"), "pools.default.tools = \"" + slow + "\"");
    CommandProcess command = start(words.replace("SLOW", slow.toString()).split(" "));
    await().atMost(Duration.ofSeconds(60)).until(() -> command.stderr().equals("loading\n"));
    new ProcessBuilder("kill", "-INT", Long.toString(command.process().pid())).start();
    End end = command.end();
    assertThat(end.status()).isEqualTo(130);
    assertThat(end.stderr()).isEqualTo("loading\ninterrupted\n");
    assertThat(end.stdout()).startsWith(foundBefore).doesNotContain("BROKEN");
    assertThat(end.stdout().isEmpty()).isEqualTo(foundBefore.isEmpty());
  }

  @Test
  void toolsAreListedWithTheirSignatures() throws Exception {
    assertThat(run("tools", TOOLS).stdout())
        .contains("add(a: int, b: int) -> int", "    Add two numbers.");
    assertThat(run("tools", "--json", TOOLS).stdout())
        .startsWith("[{\"name\":")
        .contains("{\"name\":\"a\",\"type\":\"int\",\"kinds\":[\"integer\"],\"required\":true}");
  }

  @Test
  void theDoctorFindsThatCallsCanBeServed() throws Exception {
    End end = run("doctor");
    assertThat(end.stdout()).contains("java", "adapter", "stdio", "grpc", "served a call");
    assertThat(end.status()).isZero();
  }

  @Test
  void theDoctorTakesTheOptionsOfACall() throws Exception {
    End absent = run("doctor", "--python", "/absent/python");
    assertThat(absent.stdout())
        .containsPattern(
            "runtime +python +- +can't start workers for adapter stdio: /absent/python")
        .containsPattern("worker +start +BROKEN +.*/absent/python");
    assertThat(absent.status()).isEqualTo(5);

    String cache = folder.resolve("cache").toString();
    assertThat(run("doctor", "--runtime-option", "cache=" + cache).status()).isZero();
    assertThat(Path.of(cache)).isDirectory();

    Files.writeString(folder.resolve("pit.conf"), "pools { a {}, b {} }");
    assertThat(run("doctor", "--config", "pit.conf", "--python", "/absent/python").stdout())
        .containsPattern("pool +a +BROKEN +.*/absent/python")
        .containsPattern("pool +b +BROKEN +.*/absent/python");
  }

  @Test
  void theDoctorAsksNoWorkerInAnotherLanguageForItsPython() throws Exception {
    End end = run("doctor", "--runtime", "command", "--runtime-option", "command=/absent/program");
    assertThat(end.stdout())
        .containsPattern("runtime +command +- .*/absent/program")
        .containsPattern("(?s)pool +default +BROKEN .*/absent/program");
    assertThat(end.status()).isEqualTo(5);
  }

  /** What bash makes of the beginning of a last word, by the script. */
  private List<String> completed(String script, String... words) throws Exception {
    String asked =
        String.format(
            "COMP_WORDS=(%s); COMP_CWORD=%d; _complete_snakepit; printf '%%s\\n' ${COMPREPLY[@]}",
            String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder("/bin/bash", "-c", script + asked)
            .redirectError(ProcessBuilder.Redirect.DISCARD) // that it isn't being asked by a shell
            .start();
    try (BufferedReader lines = bash.inputReader(UTF_8)) {
      return lines.lines().map(String::strip).toList();
    }
  }

  /** Processes inherit that, and a JVM then leaves it so. */
  private static boolean interruptsAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn:0");
    return new BigInteger(ignored.substring(7).strip(), 16).testBit(1); // SIGINT is number 2
  }

  /** The first line has come when the worker is there and runs. */
  private static BufferedReader firstLine(CommandProcess command) throws IOException {
    BufferedReader reader = command.process().inputReader(StandardCharsets.UTF_8);
    assertThat(reader.readLine()).isEqualTo("0");
    return reader;
  }

  private CommandProcess start(String... words) throws IOException {
    return CommandProcess.start(folder, words);
  }

  private End run(String... words) throws Exception {
    return CommandProcess.run(folder, words);
  }
}
