package io.snakepit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
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
        "run --repeat 0 tools.py add",
        "run --workers 0 tools.py add",
        "stream --session= tools.py train",
        "tools"
      })
  void misuseEndsWithTheStatusForUsage(String words) {
    assertThat(Main.commandLine().execute(words.split(" ", -1))).isEqualTo(2);
  }

  @Test
  void helpNamesEveryCommandAndExitStatus() {
    StringWriter help = new StringWriter();
    CommandLine command = Main.commandLine().setOut(new PrintWriter(help));
    assertThat(command.execute("--help")).isZero();
    assertThat(help.toString())
        .contains("run", "stream", "tools", "doctor", "demo")
        .contains("the tool raised", "deadline", "saturated");
  }

  @Test
  void everyCommandHasHelp() {
    CommandLine command = Main.commandLine().setOut(new PrintWriter(new StringWriter()));
    assertThat(command.getSubcommands().keySet())
        .allSatisfy(name -> assertThat(command.execute(name, "--help")).isZero());
  }
}
