package io.snakepit.python;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which interpreter runs the workers: one that was found, or an environment made of it. */
final class InterpreterChoice {

  private static final Logger LOGGER = LoggerFactory.getLogger(PythonRuntime.LOGGER_NAME);

  private final InterpreterFinder finder;
  private final RequirementCheck check;
  private final ManagedEnvironments environments;

  InterpreterChoice(
      InterpreterFinder finder, RequirementCheck check, ManagedEnvironments environments) {
    this.finder = finder;
    this.check = check;
    this.environments = environments;
  }

  /**
   * Finds whether there is one, without building anything.
   *
   * @param needed what the adapter's worker side needs, as specifiers
   * @throws UnavailableException when there is none
   */
  void checkAvailable(PythonOptions options, List<String> needed)
      throws IOException, InterruptedException {
    Interpreter base = finder.find(options.python());
    if (!options.asksForEnvironment()) {
      requireMet(base, options, needed);
      return;
    }
    Requirements wanted = wanted(options, needed);
    if (EnvironmentTool.of(base).isEmpty()
        && environments.find(options.cache(), base, wanted).isEmpty()
        && substitute(base, options, wanted).isEmpty()) {
      throw EnvironmentRemedies.noTool(base);
    }
  }

  /**
   * Provides it, building the environment that the options ask for.
   *
   * @param needed what the adapter's worker side needs, as specifiers
   * @throws UnavailableException when it can't be done
   */
  Interpreter provide(PythonOptions options, List<String> needed)
      throws IOException, InterruptedException {
    Interpreter base = finder.find(options.python());
    if (!options.asksForEnvironment()) {
      requireMet(base, options, needed);
      return base;
    }
    Requirements wanted = wanted(options, needed);
    try {
      return environments.provide(options.cache(), base, wanted);
    } catch (UnavailableException failed) {
      Interpreter substitute = substitute(base, options, wanted).orElseThrow(() -> failed);
      LOGGER.warn(
          "using {}, which has what is required, because no environment can be built: {}",
          substitute,
          failed.getMessage());
      return substitute;
    }
  }

  private void requireMet(Interpreter interpreter, PythonOptions options, List<String> needed)
      throws InterruptedException {
    List<String> unmet = check.unmet(interpreter, needed, options.folders());
    if (!unmet.isEmpty()) {
      throw new UnavailableException(
          ErrorCode.RUNTIME_UNAVAILABLE,
          interpreter + " lacks packages: " + String.join(", ", unmet),
          "install them there, or set the option "
              + PythonOptions.PACKAGES
              + " or "
              + PythonOptions.REQUIREMENTS
              + " so that an environment is made",
          null);
    }
  }

  /** An interpreter of the machine that has everything already, the found one first. */
  private Optional<Interpreter> substitute(
      Interpreter base, PythonOptions options, Requirements wanted) throws InterruptedException {
    Optional<List<String>> specifiers = wanted.checkable();
    if (specifiers.isEmpty()) {
      return Optional.empty();
    }
    List<Interpreter> candidates = new ArrayList<>(List.of(base));
    if (options.python().isEmpty()) { // a named one isn't passed over
      candidates.addAll(finder.alternatives(base));
    }
    for (Interpreter candidate : candidates) {
      if (check.unmet(candidate, specifiers.get(), options.folders()).isEmpty()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Requirements wanted(PythonOptions options, List<String> needed) {
    return new Requirements(options.requirements(), Lists.join(options.packages(), needed));
  }
}
