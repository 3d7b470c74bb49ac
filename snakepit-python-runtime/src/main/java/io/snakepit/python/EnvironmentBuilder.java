package io.snakepit.python;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an environment and installs packages into it, telling what it does. */
final class EnvironmentBuilder {

  private static final Logger LOGGER = LoggerFactory.getLogger(PythonRuntime.LOGGER_NAME);

  /** Large packages over slow lines take their time; pip ends hanging connections by itself. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /**
   * They would have pip put packages elsewhere, or believe that they are there already: the
   * environment is to have them. A pip that is told another Python starts that with all of these.
   */
  private static final Set<String> ELSEWHERE =
      Set.of("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PYTHONPATH");

  private final CommandRunner runner;
  private final Machine machine;

  EnvironmentBuilder(CommandRunner runner, Machine machine) {
    this.runner = runner;
    this.machine = machine;
  }

  /**
   * Builds one in place: environments can't be moved.
   *
   * @param environment where; must not exist
   * @throws UnavailableException with the last lines of what failed
   */
  void build(Interpreter base, Requirements wanted, Path environment)
      throws IOException, InterruptedException {
    EnvironmentTool tool =
        EnvironmentTool.of(base).orElseThrow(() -> EnvironmentRemedies.noTool(base));
    long start = System.nanoTime();
    LOGGER.info(
        "creating environment {} with {} for {}; that is done once for all pools that ask for them",
        environment,
        base,
        wanted.description());
    CommandOutput created =
        runner.run(
            tool.creation(base, environment),
            LIMIT,
            CommandReports.progress("creating the environment"));
    if (!created.succeeded()) {
      throw creationFailed(base, created);
    }
    LOGGER.info("installing {}", wanted.description());
    Path python = environment.resolve(machine.system().environmentPython());
    CommandOutput installed =
        runner.run(
            pipInstall(tool.pip(base, python), wanted),
            ELSEWHERE,
            LIMIT,
            CommandReports.progress("installing"));
    if (!installed.succeeded()) {
      throw new UnavailableException(
          ErrorCode.ENVIRONMENT_FAILED,
          CommandReports.failure("pip could not install " + wanted.description(), installed),
          EnvironmentRemedies.byHand(machine, base, wanted),
          null);
    }
    LOGGER.info("environment ready after {} s", CommandReports.seconds(start));
  }

  private static List<String> pipInstall(List<String> pip, Requirements wanted) {
    // Where packages come from is pip's own configuration's to say.
    List<String> install =
        List.of(
            "install",
            "--no-user",
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar",
            "off");
    return Lists.join(pip, install, wanted.pipArguments());
  }

  private static UnavailableException creationFailed(Interpreter base, CommandOutput created) {
    if (created.lines().stream().anyMatch(line -> line.contains("ensurepip"))) {
      return EnvironmentRemedies.noTool(base);
    }
    return new UnavailableException(
        ErrorCode.ENVIRONMENT_FAILED,
        CommandReports.failure(base + " could not create an environment", created),
        "",
        null);
  }
}
