package io.snakepit.python;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways to make an environment and put packages into it, best first. */
enum EnvironmentTool {
  /** The library's own way. Debian and its kin ship it apart from Python. */
  VENV {
    @Override
    boolean isUsableWith(Interpreter base) {
      return base.has("venv") && base.has("ensurepip");
    }

    @Override
    List<String> creation(Interpreter base, Path environment) {
      return python(base.executable(), "-m", "venv", environment.toString());
    }
  },
  /** The package that was there before it. */
  VIRTUALENV {
    @Override
    boolean isUsableWith(Interpreter base) {
      return base.has("virtualenv");
    }

    @Override
    List<String> creation(Interpreter base, Path environment) {
      return python(base.executable(), "-m", "virtualenv", "-q", environment.toString());
    }
  },
  /** An environment without pip, filled by the pip of the interpreter it is made from. */
  VENV_WITH_PIP_OF_BASE {
    @Override
    boolean isUsableWith(Interpreter base) {
      return base.has("venv") && base.has("pip");
    }

    @Override
    List<String> creation(Interpreter base, Path environment) {
      return python(base.executable(), "-m", "venv", "--without-pip", environment.toString());
    }

    @Override
    List<String> pip(Interpreter base, Path environmentPython) {
      return python(base.executable(), "-m", "pip", "--python", environmentPython.toString());
    }
  };

  /** The best one that works with an interpreter. */
  static Optional<EnvironmentTool> of(Interpreter base) {
    return Arrays.stream(values()).filter(tool -> tool.isUsableWith(base)).findFirst();
  }

  /** Whether the interpreter has the modules for it. */
  abstract boolean isUsableWith(Interpreter base);

  /** The command that makes an empty environment. */
  abstract List<String> creation(Interpreter base, Path environment);

  /** The command that runs pip for an environment. */
  List<String> pip(Interpreter base, Path environmentPython) {
    return python(environmentPython, "-m", "pip");
  }

  /** Isolated: a PYTHONPATH of the JVM would make pip believe that packages are there. */
  private static List<String> python(Path executable, String... arguments) {
    return Lists.join(List.of(executable.toString(), "-I"), List.of(arguments));
  }
}
