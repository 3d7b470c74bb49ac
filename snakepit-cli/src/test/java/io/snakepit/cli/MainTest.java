package io.snakepit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.cli.output.ResultOutput;
import io.snakepit.cli.terminal.TerminalFeatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

  /** A command with an operand, up to a comment or the end of its line or code. */
  private static final Pattern SHOWN = Pattern.compile("\\./snakepit (\\w+ [^#`\n]*)");

  /** Blanks outside of quotes. */
  private static final Pattern BLANKS = Pattern.compile("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  private static final TerminalFeatures PLAIN = new TerminalFeatures(false, false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "nonsense --help",
        "help nonsense",
        "run",
        "run tools.py",
        "run add a=1",
        "run a=1 b=2",
        "run tools.py add two",
        "run --config absent.conf add",
        "run --pool a tools.py add",
        "run --adapter-option carrier tools.py add",
        "run --nonsense tools.py add",
        "run --timeout 30 tools.py add",
        "run --args= tools.py add",
        "run --repeat 0 tools.py add",
        "run --workers 0 tools.py add",
        "stream --session= tools.py train",
        "tools",
        "tools tools.py --java",
        "tools tools.py --java com.acme.",
        "tools tools.py --java com.acme.class",
        "tools tools.py --java com.acme.Model --json"
      })
  void misuseEndsWithTheStatusForUsage(String words) {
    assertThat(command().execute(words.split(" ", -1))).isEqualTo(2);
  }

  @Test
  void whatThePagesShowIsUnderstood() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md")));
    try (Stream<Path> folder = Files.list(Path.of("../docs"))) {
      folder.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    List<String> shown = new ArrayList<>();
    for (Path page : pages) {
      SHOWN.matcher(Files.readString(page)).results().forEach(found -> shown.add(found.group(1)));
    }
    assertThat(shown)
        .hasSizeGreaterThan(5)
        .allSatisfy(command -> command().parseArgs(asTheShellParts(command)));
  }

  @Test
  void helpNamesEveryCommandAndExitStatus() {
    assertThat(printed("--help"))
        .contains("run", "stream", "tools", "doctor", "status", "demo")
        .contains("the tool raised", "deadline", "saturated", "130");
  }

  @Test
  void helpIsACommandToo() {
    assertThat(printed("help")).isEqualTo(printed("--help"));
    assertThat(printed("help run")).isEqualTo(printed("run --help")).contains("--timeout");
  }

  @Test
  void helpHasColorsWhereTheTerminalHas() {
    assertThat(printed("--help")).doesNotContain("\u001B");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TerminalFeatures terminal = new TerminalFeatures(false, true);
    assertThat(Main.commandLine(new ResultOutput(out), terminal, () -> false).execute("--help"))
        .isZero();
    assertThat(out.toString(UTF_8)).contains("\u001B");
  }

  @Test
  void everyCommandHasHelp() {
    CommandLine command = command();
    assertThat(command.getSubcommands().keySet())
        .allSatisfy(name -> assertThat(command.execute(name, "--help")).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "run --help"})
  void helpThatNobodyTakesIsAnError(String words) {
    assertThat(failing("No space left on device").execute(words.split(" "))).isEqualTo(7);
    assertThat(failing("Broken pipe").execute(words.split(" "))).isZero();
  }

  private static String printed(String words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(
            Main.commandLine(new ResultOutput(out), PLAIN, () -> false).execute(words.split(" ")))
        .isZero();
    return out.toString(UTF_8);
  }

  private static CommandLine command() {
    return Main.commandLine(new ResultOutput(new ByteArrayOutputStream()), PLAIN, () -> false);
  }

  private static CommandLine failing(String reason) {
    return Main.commandLine(
        new ResultOutput(
            new OutputStream() {
              @Override
              public void write(int octet) throws IOException {
                throw new IOException(reason);
              }
            }),
        PLAIN,
        () -> false);
  }

  private static String[] asTheShellParts(String command) {
    return BLANKS
        .splitAsStream(command.strip())
        .map(word -> word.replace("\"", ""))
        .toArray(String[]::new);
  }
}
