package io.snakepit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snakepit.cli.CommandProcess.End;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command with a configuration file, and with options that go before it. */
@Execution(ExecutionMode.CONCURRENT)
class ConfigCommandTest {

  private static final String TOOLS = CommandProcess.tools();

  @TempDir private Path folder;

  @Test
  void theFileBringsTheToolsAndTheCommandLineGoesBeforeIt() throws Exception {
    write("pools.only { tools = \"" + TOOLS + "\", timeouts.call = 1ms, workers = 2 }");
    End end = run("run", "--config", "pit.conf", "--timeout", "60s", "add", "a=2", "b=3");
    assertThat(end.stdout()).isEqualTo("5\n");
    assertThat(end.status()).isZero();
    assertThat(run("run", "--config", "pit.conf", "sleep", "seconds=60").status()).isEqualTo(3);
  }

  @Test
  void aPoolIsChosenByName() throws Exception {
    write("pools { a {}, b { tools = \"" + TOOLS + "\" } }");
    assertThat(run("tools", "--config", "pit.conf", "--pool", "b").stdout()).contains("add(a: int");
    End unnamed = run("run", "--config", "pit.conf", "add", "a=2", "b=3");
    assertThat(unnamed.status()).isEqualTo(2);
    assertThat(unnamed.stderr()).contains("--pool", "has a, b");
    End unknown = run("run", "--config", "pit.conf", "--pool", "c", "add", "a=2", "b=3");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.stderr()).contains("'c'", "has a, b");
  }

  @Test
  void ofSeveralPoolsTheOneNamedDefaultNeedsNoName() throws Exception {
    write("pools { default { tools = \"" + TOOLS + "\" }, b {} }");
    assertThat(run("run", "--config", "pit.conf", "add", "a=2", "b=3").stdout()).isEqualTo("5\n");
  }

  @Test
  void aPoolWithoutAFileIsMisuse() throws Exception {
    assertThat(run("run", "--pool", "a", TOOLS, "add", "a=2", "b=3").stderr())
        .contains("--config is missing");
  }

  @Test
  void aStreamMayPauseForAsLongAsItMayTake() throws Exception {
    write("pools.default.timeouts.stream-idle = 1ms");
    String[] stream = {"stream", "--config", "pit.conf", "ping_stream", "count=2", "delay=0.5"};
    assertThat(run(stream).status()).isEqualTo(3);
    List<String> longer = new ArrayList<>(List.of(stream));
    longer.addAll(List.of("--timeout", "60s"));
    assertThat(run(longer.toArray(String[]::new)).stdout()).isEqualTo("0\n1\n");
  }

  @Test
  void optionsOfAnotherRuntimeAreDropped() throws Exception {
    write("pools.default.runtime-options { threads = 2 }");
    End end =
        run(
            "run",
            "--config",
            "pit.conf",
            "--runtime",
            "command",
            "--runtime-option",
            "command=/absent/program",
            "add");
    assertThat(end.stderr()).contains("/absent/program").doesNotContain("threads");
  }

  @ParameterizedTest
  @CsvSource({
    "--workers,0,workers must be positive",
    "--callers,0,--callers at least 1",
    "--repeat,2000000000,--repeat must be from 1 to 10000000",
    "--requirements,absent.txt,no file /",
  })
  void anOptionOfTheCommandLineIsReallyTaken(String option, String value, String refusal)
      throws Exception {
    End end = run("run", option, value, TOOLS, "add", "a=2", "b=3");
    assertThat(end.stderr()).contains(refusal);
    assertThat(end.status()).isEqualTo(2);
  }

  @Test
  void aFileWithoutANameIsMisuse() throws Exception {
    End end = run("run", "--config=", "add", "a=2", "b=3");
    assertThat(end.status()).isEqualTo(2);
    assertThat(end.stderr()).isEqualTo("error: --config names no file\n");
  }

  @Test
  void toolsOnTheCommandLineTakeThePlaceOfTheFiles() throws Exception {
    write("pools.default.tools = absent.py");
    End end = run("run", "--config", "pit.conf", TOOLS, "add", "a=2", "b=3");
    assertThat(end.stdout()).isEqualTo("5\n");
  }

  @Test
  void everyProblemOfTheFileStandsInOneBlock() throws Exception {
    write("pools.default {\n  workers = 0\n  timeout = 5s\n}");
    End end = run("run", "--config", "pit.conf", "add", "a=2", "b=3");
    assertThat(end.stderr())
        .isEqualTo(
            """
            error: pit.conf:2: pools.default.workers must be positive, not 0 [INVALID_CONFIGURATION]
            pit.conf:3: pools.default.timeout is no option; did you mean 'timeouts'?
            """);
    assertThat(end.stdout()).isEmpty();
    assertThat(end.status()).isEqualTo(2);
  }

  @Test
  void optionsOfAdaptersAreReadAndThoseOfAnotherOneAreDropped() throws Exception {
    End refused = run("run", "--adapter-option", "carrier=pigeon", TOOLS, "add", "a=2", "b=3");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.stderr()).contains("carrier", "pigeon");
    write("pools.default { adapter = smoke, adapter-options { signal = \"three puffs\" } }");
    End end = run("run", "--config", "pit.conf", "--adapter", "stdio", TOOLS, "add", "a=2", "b=3");
    assertThat(end.stdout()).isEqualTo("5\n");
  }

  @Test
  void aWrongValueForTheRuntimeIsWrongUsage() throws Exception {
    End end = run("run", "--runtime-option", "threads=-3", TOOLS, "add", "a=2", "b=3");
    assertThat(end.stderr()).contains("option threads", "'-3'", "[INVALID_CONFIGURATION]");
    assertThat(end.status()).isEqualTo(2);
  }

  @Test
  void theDoctorTriesEachPool() throws Exception {
    write("pools {\n good { tools = \"" + TOOLS + "\" }\n bad { tools = absent.py }\n}");
    End end = run("doctor", "--config", "pit.conf");
    assertThat(end.stdout())
        .containsPattern("pool +good +ok ")
        .containsPattern("pool +bad +BROKEN .*absent\\.py");
    assertThat(end.status()).isEqualTo(5);
    assertThat(run("doctor", "--config", "pit.conf", "--pool", "good").status()).isZero();
  }

  @Test
  void aWorkerInAnotherLanguageNeedsNoFile() throws Exception {
    assumeTrue(isOnPath("node"), "left out for want of node");
    Path examples = Path.of("../examples/node-worker").toAbsolutePath().normalize();
    End end =
        run(
            "run",
            "--runtime",
            "command",
            "--runtime-option",
            "command=node '" + examples.resolve("worker.js") + "'",
            examples.resolve("tools/text_tools.js").toString(),
            "add",
            "a=2",
            "b=3");
    assertThat(end.stdout()).isEqualTo("5\n");
    assertThat(end.status()).isZero();
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private void write(String text) throws Exception {
    Files.writeString(folder.resolve("pit.conf"), text);
  }

  private End run(String... words) throws Exception {
    return CommandProcess.run(folder, words);
  }
}
