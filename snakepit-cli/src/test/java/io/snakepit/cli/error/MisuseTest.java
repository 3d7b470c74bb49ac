package io.snakepit.cli.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

class MisuseTest {

  @Command(
      name = "snakepit",
      subcommands = {Doctor.class, Run.class})
  private static final class Root {}

  @Command(name = "doctor")
  private static final class Doctor {
    @SuppressWarnings("UnusedVariable") // picocli sets it
    @Option(names = "--config")
    private String config = "";

    @SuppressWarnings("UnusedVariable") // picocli sets it
    @Option(names = "--option", paramLabel = "NAME=VALUE")
    private Map<String, String> options = Map.of();
  }

  @Command(name = "run")
  private static final class Run {
    @SuppressWarnings("UnusedVariable") // picocli sets it
    @Option(names = "--timeout")
    private String timeout = "";

    @SuppressWarnings("UnusedVariable") // picocli sets it
    @Parameters(paramLabel = "TOOL [name=value ...]")
    private List<String> words = List.of();
  }

  @Test
  void aMistypedCommandIsToldTheOneThatIsNear() {
    assertThat(report("docter", "x"))
        .isEqualTo(
            "error: there is no command 'docter'; did you mean 'doctor'?\nsee: snakepit --help");
    assertThat(report("nonsense"))
        .isEqualTo("error: there is no command 'nonsense'\nsee: snakepit --help");
  }

  @Test
  void aMistypedOptionIsToldTheOneThatIsNear() {
    assertThat(report("doctor", "--confg", "x"))
        .isEqualTo(
            "error: there is no option '--confg'; did you mean '--config'?\n"
                + "see: snakepit doctor --help");
  }

  @Test
  void aToolsArgumentInTheFormOfAnOptionIsToldItsOwn() {
    assertThat(report("run", "tools.py", "hello", "--name=Bob"))
        .startsWith(
            "error: there is no option '--name=Bob';"
                + " an argument of the tool is written name=value\n");
    assertThat(report("run", "tools.py", "hello", "--name", "Bob"))
        .contains("'--name'; an argument of the tool is written name=value");
    assertThat(report("run", "--timeuot=5s", "tools.py", "hello"))
        .contains("did you mean '--timeout'?")
        .doesNotContain("name=value");
    assertThat(report("doctor", "--name=Bob")).doesNotContain("name=value");
  }

  @Test
  void aPairWithoutAValueIsToldItsForm() {
    assertThat(report("doctor", "--option", "x"))
        .isEqualTo(
            "error: '--option' takes NAME=VALUE, and 'x' has no '='\n"
                + "see: snakepit doctor --help");
  }

  @Test
  void whatIsTooMuchIsNamed() {
    assertThat(report("doctor", "now"))
        .isEqualTo("error: 'now' is too much\nsee: snakepit doctor --help");
  }

  private static String report(String... words) {
    CommandLine command = new CommandLine(new Root());
    return Misuse.report(
        catchThrowableOfType(ParameterException.class, () -> command.parseArgs(words)));
  }
}
