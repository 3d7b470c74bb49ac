package io.snakepit.cli.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class MisuseTest {

  @Command(name = "snakepit", subcommands = Doctor.class)
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
