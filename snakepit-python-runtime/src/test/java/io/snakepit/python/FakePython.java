package io.snakepit.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell script that answers as an interpreter would, or doesn't, and keeps a log of its calls.
 */
final class FakePython {

  private final Path script;
  private final Path log;
  private String version = "3.11.4";
  private String executable = "$0";
  private List<String> modules = List.of("venv", "ensurepip", "pip");
  private List<String> lacking = List.of();
  private String onQuestion = "";
  private String onCreation =
      "for target; do :; done; mkdir -p \"$target/bin\"; cp \"$0\" \"$target/bin/python\"";
  private String onScript = "";
  private String onInstall = "echo Successfully installed";

  private FakePython(Path script) {
    this.script = script;
    this.log = script.resolveSibling(script.getFileName() + ".calls");
  }

  static FakePython at(Path script) {
    return new FakePython(script);
  }

  FakePython version(String value) {
    version = value;
    return this;
  }

  FakePython executable(Path value) {
    executable = value.toString();
    return this;
  }

  FakePython modules(String... values) {
    modules = List.of(values);
    return this;
  }

  /** Specifiers that it says it doesn't meet. */
  FakePython lacking(String... values) {
    lacking = List.of(values);
    return this;
  }

  /** What the script does, in place of answering, when asked about itself. */
  FakePython onQuestion(String shell) {
    onQuestion = shell;
    return this;
  }

  FakePython onCreation(String shell) {
    onCreation = shell;
    return this;
  }

  FakePython onInstall(String shell) {
    onInstall = shell;
    return this;
  }

  /** What it does when it is given one of our scripts to run, which succeeds otherwise. */
  FakePython onScript(String shell) {
    onScript = shell;
    return this;
  }

  /** Writes the script. */
  FakePython write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("#!/bin/sh");
    lines.add("echo \"$*\" >> '" + log + "'");
    lines.add("case \" $* \" in");
    lines.add("*' -m venv '*|*' -m virtualenv '*) " + onCreation + " ;;");
    lines.add("*' -m pip '*) " + onInstall + " ;;");
    lines.add("' -I - '*) cat > /dev/null; " + (onScript.isEmpty() ? ":" : onScript) + " ;;");
    lines.add("' - '*) cat > /dev/null; echo snakepit-checked");
    lines.add("for specifier; do case \"$specifier\" in");
    lacking.forEach(
        specifier ->
            lines.add("'" + specifier + "') echo \"snakepit-unmet $specifier (lacking)\" ;;"));
    lines.add("esac; done ;;");
    lines.add("*) " + (onQuestion.isEmpty() ? answer() : onQuestion) + " ;;");
    lines.add("esac");
    Files.createDirectories(script.toAbsolutePath().getParent());
    Files.write(script, lines);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return this;
  }

  Path path() {
    return script;
  }

  /** The arguments of each call so far. */
  List<String> calls() throws IOException {
    try {
      return Files.readAllLines(log);
    } catch (NoSuchFileException neverCalled) {
      return List.of();
    }
  }

  private String answer() {
    StringBuilder answer = new StringBuilder("cat > /dev/null");
    List<String> facts =
        new ArrayList<>(List.of("version=" + version, "tag=fake-1", "executable=" + executable));
    modules.forEach(module -> facts.add("module=" + module));
    facts.forEach(fact -> answer.append("; echo \"snakepit-fact ").append(fact).append('"'));
    return answer.toString();
  }
}
