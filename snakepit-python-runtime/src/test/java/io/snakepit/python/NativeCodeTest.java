package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCodeTest {

  private static final List<ResourceTree> TREES =
      List.of(tree("snakepit/_call.py", "X = 1\n"), tree("lines/_wire.py", "Y = 2\n"));

  @TempDir Path folder;

  private FakePython python;
  private CacheFolder cache;
  private InterpreterProbe probe;
  private NativeCode code;

  @BeforeEach
  void createCode() {
    python = FakePython.at(folder.resolve("bin/python3"));
    cache = new CacheFolder(folder.resolve("cache"));
    Machine machine = new Machine(OperatingSystem.UNIX, Map.of(), folder);
    CommandRunner runner = Limits.runner();
    probe = new InterpreterProbe(runner, Limits.GENEROUS);
    code =
        new NativeCode(
            runner,
            new InterpreterChoice(
                new InterpreterFinder(machine, probe),
                new RequirementCheck(runner, Limits.GENEROUS),
                new ManagedEnvironments(new EnvironmentBuilder(runner, machine), machine)));
  }

  @Test
  void allPackagesAreCompiledTogether() throws Exception {
    python.onScript("for target; do :; done; touch \"$target/compiled.so\"").write();

    Path compiled = provide();

    assertThat(compiled).hasParent(cache.nativeCode());
    assertThat(compiled.resolve("snakepit/_call.py")).hasContent("X = 1");
    assertThat(compiled.resolve("lines/_wire.py")).hasContent("Y = 2");
    assertThat(compiled.resolve("compiled.so")).exists();
    assertThat(python.calls())
        .anySatisfy(call -> assertThat(call).containsSubsequence("-m pip install", "mypy>="));
  }

  @Test
  void whatIsCompiledIsUsedAgain() throws Exception {
    python.write();
    Path compiled = provide();
    int calls = python.calls().size();

    assertThat(provide()).isEqualTo(compiled);
    assertThat(python.calls()).hasSize(calls);
  }

  @Test
  void whatIsMissingOrDamagedOfTheSourcesIsMended() throws Exception {
    python.write();
    Path compiled = provide();
    Files.delete(compiled.resolve("snakepit/_call.py"));
    Files.writeString(compiled.resolve("lines/_wire.py"), "");

    provide();

    assertThat(compiled.resolve("snakepit/_call.py")).hasContent("X = 1");
    assertThat(compiled.resolve("lines/_wire.py")).hasContent("Y = 2");
  }

  @Test
  void anotherPythonHasItsOwn() throws Exception {
    python.write();
    Path compiled = provide();
    python.version("3.12.1").write();

    assertThat(provide()).isNotEqualTo(compiled);
  }

  @Test
  void whatCanNotBeCompiledIsToldWithTheRemedyAndLeavesNothing() throws Exception {
    python.onScript("echo \"error: command 'gcc' failed\"; exit 1").write();

    assertThatThrownBy(this::provide)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContainingAll(
            "can't be compiled to machine code (exit code 1)",
            "command 'gcc' failed",
            "apt install gcc python3-dev",
            "leave out the option native");
    assertThat(cache.nativeCode()).isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void whatCanNotBeRemovedYetHidesNoFailureAndBlocksNoAttempt() throws Exception {
    Path compiler = folder.resolve("cc");
    // Deeper than a path can be, so that Java can't remove it.
    String deep =
        "for target; do :; done; cd \"$target\"; for level in $(seq 25); do"
            + " mkdir %1$s && cd -P %1$s; done".formatted("x".repeat(200));
    python.onScript("[ -e '" + compiler + "' ] || { " + deep + "; echo no gcc; exit 1; }").write();
    try {
      assertThatThrownBy(this::provide)
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("no gcc");

      Files.createFile(compiler);
      assertThat(provide()).isDirectory();
    } finally {
      new ProcessBuilder("rm", "-rf", cache.path().toString()).start().waitFor();
    }
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    Path compiler = folder.resolve("cc");
    python.onScript("[ -e '" + compiler + "' ]").write();
    assertThatThrownBy(this::provide).isInstanceOf(UnavailableException.class);
    Files.createFile(compiler);

    assertThat(provide()).isDirectory();
  }

  @Test
  void whatAKilledJvmLeftIsRemoved() throws Exception {
    python.write();
    Path compiled = provide();
    FileTrees.delete(compiled);
    Path left = Files.createDirectory(Path.of(compiled + "-12345678"));

    assertThat(provide()).isEqualTo(compiled);
    assertThat(left).doesNotExist();
  }

  @Test
  void withoutMypycTheOptionIsNamed() throws Exception {
    python.lacking("mypy>=1.15").onInstall("echo no network; exit 1").write();

    assertThatThrownBy(this::provide)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContainingAll(
            "the option native needs mypyc", "no network", "or leave out the option native");
  }

  @Test
  void withoutARemedyForItTheOptionCanStillBeLeftOut() throws Exception {
    python.lacking("mypy>=1.15").onCreation("echo no room; exit 1").write();

    assertThatThrownBy(this::provide)
        .isInstanceOfSatisfying(
            UnavailableException.class,
            missing -> assertThat(missing.remedy()).isEqualTo("leave out the option native"))
        .hasMessageContaining("no room");
  }

  private Path provide() throws IOException, InterruptedException {
    try {
      return code.provide(TREES, cache, probe.probe(python.path()));
    } catch (UnusableInterpreterException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static ResourceTree tree(String name, String content) {
    return new ResourceTree(new TreeMap<>(Map.of(name, content.getBytes(StandardCharsets.UTF_8))));
  }
}
