package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ManagedEnvironmentsTest {

  private static final Requirements NUMPY = new Requirements(Optional.empty(), List.of("numpy"));

  @TempDir Path folder;

  private CacheFolder cache;
  private FakePython fake;
  private ManagedEnvironments environments;

  @BeforeEach
  void createEnvironments() {
    Machine machine = Machines.with(Map.of());
    cache = new CacheFolder(folder.resolve("cache"));
    fake = FakePython.at(folder.resolve("python3"));
    environments =
        new ManagedEnvironments(new EnvironmentBuilder(Limits.runner(), machine), machine);
  }

  @Test
  void isBuiltOnceAndFoundAgain() throws Exception {
    fake.write();
    assertThat(environments.find(cache, interpreter(), NUMPY)).isEmpty();
    Interpreter first = environments.provide(cache, interpreter(), NUMPY);
    Interpreter second = environments.provide(cache, interpreter(), NUMPY);

    assertThat(first.executable()).isExecutable().startsWith(cache.environments());
    assertThat(second).isEqualTo(first);
    assertThat(environments.find(cache, interpreter(), NUMPY)).contains(first);
    assertThat(fake.calls())
        .satisfiesExactly(
            call -> assertThat(call).startsWith("-I -m venv "),
            call -> assertThat(call).startsWith("-I -m pip install ").endsWith(" numpy"));
  }

  @Test
  void manyAtOnceBuildItOnce() throws Exception {
    fake.write();
    List<CompletableFuture<Interpreter>> all =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        this::provideUnchecked, task -> new Thread(task).start()))
            .toList();

    assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(fake.calls()).hasSize(2);
  }

  @Test
  void otherRequirementsMakeAnother() throws Exception {
    fake.write();
    Path file = Files.writeString(folder.resolve("requirements.txt"), "numpy\n");
    Interpreter numpy = environments.provide(cache, interpreter(), NUMPY);
    Interpreter before = environments.provide(cache, interpreter(), requirements(file));
    Files.writeString(file, "numpy>=1\n");
    Interpreter after = environments.provide(cache, interpreter(), requirements(file));

    assertThat(Set.of(numpy, before, after)).hasSize(3);
    assertThat(fake.calls()).anySatisfy(call -> assertThat(call).endsWith(" -r " + file));
  }

  @Test
  void requirementsThatAreAlikeShareOne() throws Exception {
    fake.write();
    Interpreter first =
        environments.provide(cache, interpreter(), packages("scikit_learn", "numpy>=1.26,<3"));
    Interpreter second =
        environments.provide(
            cache, interpreter(), packages("NumPy<3,>=1.26", "Scikit-Learn", "numpy"));

    assertThat(second).isEqualTo(first);
    assertThat(fake.calls()).hasSize(2);
  }

  private static Requirements packages(String... specifiers) {
    return new Requirements(Optional.empty(), List.of(specifiers));
  }

  @Test
  void aFailingPipIsQuotedAndLeavesNothing() throws Exception {
    fake.onInstall("echo 'ERROR: No matching distribution found for numpy'; exit 1").write();

    assertThatThrownBy(() -> environments.provide(cache, interpreter(), NUMPY))
        .asInstanceOf(InstanceOfAssertFactories.type(UnavailableException.class))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ENVIRONMENT_FAILED))
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContainingAll(
                        "pip could not install numpy (exit code 1)",
                        "ERROR: No matching distribution found for numpy"))
        .satisfies(
            failure ->
                assertThat(failure.remedy())
                    .contains(fake.path() + " -m venv ", "bin/python -m pip install numpy"));
    assertThat(attempts()).isEmpty();
    assertThat(environments.find(cache, interpreter(), NUMPY)).isEmpty();
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    fake.onInstall("exit 1").write();
    assertThatThrownBy(() -> environments.provide(cache, interpreter(), NUMPY))
        .isInstanceOf(UnavailableException.class);
    fake.onInstall("exit 0").write();

    assertThat(environments.provide(cache, interpreter(), NUMPY).executable()).isExecutable();
  }

  @Test
  void withoutTheModulesTheRemedyIsGiven() throws Exception {
    fake.write();

    assertThatThrownBy(() -> environments.provide(cache, interpreter("venv"), NUMPY))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContainingAll("apt install python3.11-venv", "pip install virtualenv");
    assertThat(fake.calls()).isEmpty();
  }

  @Test
  void aVenvThatComplainsAboutEnsurepipGivesTheRemedyToo() throws Exception {
    fake.onCreation("echo 'ensurepip is not available'; exit 1").write();

    assertThatThrownBy(() -> environments.provide(cache, interpreter(), NUMPY))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("apt install python3.11-venv");
  }

  @Test
  void anyOtherFailureOfVenvIsQuoted() throws Exception {
    fake.onCreation("echo 'no space left'; exit 1").write();

    assertThatThrownBy(() -> environments.provide(cache, interpreter(), NUMPY))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("no space left");
  }

  @Test
  void virtualenvOrThePipOfTheBaseWillDo() throws Exception {
    fake.write();
    environments.provide(cache, interpreter("virtualenv"), NUMPY);
    Requirements scipy = new Requirements(Optional.empty(), List.of("scipy"));
    environments.provide(cache, interpreter("venv", "pip"), scipy);

    assertThat(fake.calls())
        .satisfiesExactly(
            call -> assertThat(call).startsWith("-I -m virtualenv "),
            call -> assertThat(call).startsWith("-I -m pip install "),
            call -> assertThat(call).startsWith("-I -m venv --without-pip "),
            call -> assertThat(call).startsWith("-I -m pip --python ").contains(" install "));
  }

  @Test
  void oneThatLostItsPythonIsBuiltAnew() throws Exception {
    fake.write();
    Interpreter lost = environments.provide(cache, interpreter(), NUMPY);
    Files.delete(lost.executable());
    Interpreter again = environments.provide(cache, interpreter(), NUMPY);

    assertThat(again.executable()).isExecutable().isNotEqualTo(lost.executable());
    assertThat(attempts()).hasSize(1);
  }

  @Test
  void whatAKilledProcessLeftIsNeverUsed() throws Exception {
    fake.write();
    Interpreter built = environments.provide(cache, interpreter(), NUMPY);
    Path home = built.executable().getParent().getParent().getParent();
    Files.delete(home.resolve("current")); // as if it had been killed before it was complete

    assertThat(environments.find(cache, interpreter(), NUMPY)).isEmpty();
    assertThat(environments.provide(cache, interpreter(), NUMPY)).isNotEqualTo(built);
    assertThat(attempts()).hasSize(1);
  }

  @Test
  void interruptingEndsPipAndLeavesNothing() throws Exception {
    Path started = folder.resolve("started");
    fake.onInstall("touch '" + started + "'; exec sleep 1000").write();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                environments.provide(cache, interpreter(), NUMPY);
              } catch (IOException | InterruptedException failure) {
                thrown.complete(failure);
              }
            });
    thread.start();
    Limits.await().until(() -> Files.exists(started));
    thread.interrupt();

    assertThat(thrown.join()).isInstanceOf(InterruptedException.class);
    assertThat(attempts()).isEmpty();
  }

  @Test
  void aRealEnvironmentHasWhatTheRequirementsFileNames() throws Exception {
    assertTinyIsInstalled(Machines.realPython(Limits.runner()));
  }

  @Test
  void soHasOneFilledByThePipOfItsBase() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    assertTinyIsInstalled(
        new Interpreter(real.executable(), real.version(), real.cacheTag(), Set.of("venv", "pip")));
  }

  private void assertTinyIsInstalled(Interpreter base) throws Exception {
    CommandRunner runner = Limits.runner();
    Machine local = Machine.local();
    ManagedEnvironments really =
        new ManagedEnvironments(new EnvironmentBuilder(runner, local), local);
    Requirements tiny = new Requirements(Optional.of(TinyWheel.in(folder)), List.of());
    Interpreter built = really.provide(cache, base, tiny);
    List<String> question =
        List.of(
            built.executable().toString(),
            "-c",
            "import sys, tiny; print(tiny.ANSWER, sys.prefix)");

    assertThat(runner.run(question, "", Limits.GENEROUS).lines())
        .containsExactly("42 " + built.executable().getParent().getParent());
  }

  private Interpreter provideUnchecked() {
    try {
      return environments.provide(cache, interpreter(), NUMPY);
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private Interpreter interpreter() {
    return interpreter("venv", "ensurepip", "pip");
  }

  private Interpreter interpreter(String... modules) {
    return new Interpreter(
        fake.path(), PythonVersion.parse("3.11.4").orElseThrow(), "fake-1", Set.of(modules));
  }

  private static Requirements requirements(Path file) throws IOException {
    return new Requirements(Optional.of(RequirementsFile.read(file)), List.of());
  }

  private List<Path> attempts() throws IOException {
    try (Stream<Path> files = Files.walk(cache.environments(), 2)) {
      return files.filter(file -> file.getFileName().toString().startsWith("e-")).toList();
    }
  }
}
