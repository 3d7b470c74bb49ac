package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snakepit.api.Capability;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.spi.Availability;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import io.snakepit.spi.WorkerSide;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PythonRuntimeTest {

  private static final String SIDE_FOLDER = "META-INF/snakepit/python-runtime-test";

  @TempDir Path folder;

  @Test
  void isFoundByName() {
    assertThat(ServiceLoader.load(WorkerRuntime.class))
        .singleElement()
        .isInstanceOf(PythonRuntime.class)
        .extracting(WorkerRuntime::name)
        .isEqualTo("python");
  }

  @Test
  void canDoAllThatALocalWorkerCan() {
    assertThat(new PythonRuntime().capabilities())
        .contains(Capability.STREAMING, Capability.REENTRANT, Capability.EXACT_NUMBERS)
        .doesNotContain(Capability.REMOTE, Capability.SHARED_MEMORY);
  }

  @Test
  void aPlannedWorkerReallyStarts() throws Exception {
    LaunchPlan plan =
        new PythonRuntime().prepare(request(Map.of())).plan(List.of("--flag", "two words"));

    CommandOutput output = run(plan, Map.of("PYTHONINSPECT", "1", "PYTHONHOME", "/nonexistent"));

    assertThat(output.lines())
        .containsExactly("entry ['--flag', 'two words'] threads=1 utf8=1 inspect=None");
    assertThat(output.succeeded()).isTrue();
  }

  @Test
  void codeThatWasTidiedAwayIsThereAgainForTheNextWorker() throws Exception {
    PreparedRuntime prepared = new PythonRuntime().prepare(request(Map.of()));
    LaunchPlan first = prepared.plan(List.of());
    for (String unpacked : first.command().get(2).split(File.pathSeparator, -1)) {
      FileTrees.delete(Path.of(unpacked));
    }

    CommandOutput output = run(prepared.plan(List.of()), Map.of());

    assertThat(output.lines()).singleElement().asString().startsWith("entry []");
  }

  @Test
  void workersFindModulesInTheFoldersOfTheOption() throws Exception {
    Path extra = Files.createDirectories(folder.resolve("extra"));
    LaunchPlan plan =
        new PythonRuntime().prepare(request(Map.of("path", extra.toString()))).plan(List.of());

    assertThat(List.of(plan.command().get(2).split(File.pathSeparator)))
        .hasSize(3)
        .last()
        .isEqualTo(extra.toString());
  }

  @Test
  void aTemplateIsPlannedWhereThereIsSomethingToPreload() {
    PreparedRuntime without = new PythonRuntime().prepare(request(Map.of("preload", " , ")));
    PreparedRuntime with = new PythonRuntime().prepare(request(Map.of("preload", "json, csv")));

    LaunchPlan worker = with.plan(List.of());
    LaunchPlan template = with.template().orElseThrow();
    assertThat(without.template()).isEmpty();
    assertThat(without.plan(List.of())).isEqualTo(worker);
    assertThat(template.command().subList(0, 3)).isEqualTo(worker.command().subList(0, 3));
    assertThat(template.command().subList(3, template.command().size()))
        .containsExactly("snakepit._template", worker.command().get(3), "json", "csv");
    assertThat(template.environment()).isEqualTo(worker.environment());
    assertThat(with.template()).as("one template may serve for all workers").contains(template);
  }

  @Test
  void preparingAgainStartsNoProcess() throws Exception {
    FakePython fake = FakePython.at(folder.resolve("bin/python3")).write();
    PythonRuntime runtime = new PythonRuntime();
    RuntimeRequest request = request(Map.of("python", fake.path().toString()));
    LaunchPlan first = runtime.prepare(request).plan(List.of());
    int calls = fake.calls().size();
    LaunchPlan second = runtime.prepare(request).plan(List.of());

    assertThat(second).isEqualTo(first);
    assertThat(fake.calls()).hasSize(calls);
  }

  @Test
  void aNewJvmAsksOnceAndCompilesNothing() throws Exception {
    FakePython fake = FakePython.at(folder.resolve("bin/python3")).write();
    RuntimeRequest request = request(Map.of("python", fake.path().toString()));
    new PythonRuntime().prepare(request);
    int calls = fake.calls().size();
    new PythonRuntime().prepare(request);

    assertThat(fake.calls()).hasSize(calls + 1).last().isEqualTo("-E -s -");
  }

  @Test
  void threadsAreLimitedUnlessToldOtherwise() {
    PythonRuntime runtime = new PythonRuntime();

    assertThat(runtime.prepare(request(Map.of("threads", "0"))).plan(List.of()).environment())
        .doesNotContainKey("MKL_NUM_THREADS");
    assertThat(runtime.prepare(request(Map.of("threads", "3"))).plan(List.of()).environment())
        .containsEntry("MKL_NUM_THREADS", "3");
  }

  @Test
  void workersKeepMemoryForLargeValues() {
    assertThat(new PythonRuntime().prepare(request(Map.of())).plan(List.of()).environment())
        .containsAllEntriesOf(AllocatorTuning.variables(Machine.local()));
  }

  @Test
  void availabilityTellsReasonAndRemedyApart() throws Exception {
    Path old = FakePython.at(folder.resolve("python3")).version("3.8.10").write().path();
    Availability availability =
        new PythonRuntime().availability(request(Map.of("python", old.toString())));

    assertThat(availability.isUsable()).isFalse();
    assertThat(availability.reason())
        .contains("it is Python 3.8.10")
        .doesNotContain(availability.remedy());
    assertThat(availability.remedy()).startsWith("install Python 3.10 or newer");
  }

  @Test
  void aRealPythonIsAvailable() {
    assertThat(new PythonRuntime().availability(request(Map.of())).isUsable()).isTrue();
  }

  @Test
  void wrongOptionsAreRefused() {
    PythonRuntime runtime = new PythonRuntime();
    RuntimeRequest request = request(Map.of("threads", "x"));

    assertThatThrownBy(() -> runtime.availability(request))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("option threads");
    assertThatThrownBy(() -> runtime.prepare(request)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aCacheOfAnotherUserIsRefused() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path theirs = Files.createDirectory(open.resolve("theirs"));
    try {
      Files.setAttribute(theirs, "unix:uid", 65534);
    } catch (FileSystemException refused) {
      assumeTrue(false, "only root can give files to other users");
    }
    RuntimeRequest request =
        new RuntimeRequest("test", Optional.of(side()), Map.of("cache", theirs.toString()));

    Availability availability = new PythonRuntime().availability(request);
    assertThat(availability.isUsable()).isFalse();
    assertThat(availability.reason()).contains(theirs + " belongs to another user");
    assertThatThrownBy(() -> new PythonRuntime().prepare(request))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(theirs + " belongs to another user");
    assertThat(theirs).isEmptyDirectory();
  }

  @Test
  void anAdapterWithoutAWorkerSideForPythonIsRefused() {
    RuntimeRequest request = new RuntimeRequest("morse", Optional.empty(), Map.of());
    PythonRuntime runtime = new PythonRuntime();

    assertThat(runtime.availability(request).reason()).contains("'morse'");
    assertThatThrownBy(() -> runtime.prepare(request))
        .asInstanceOf(InstanceOfAssertFactories.type(UnavailableException.class))
        .extracting(UnavailableException::code)
        .isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE);
  }

  @Test
  void aWorkerSideWhoseFolderIsMissingIsNamed() {
    WorkerSide absent = new WorkerSide(PythonRuntimeTest.class, "META-INF/none", "x", List.of());
    RuntimeRequest request =
        new RuntimeRequest(
            "test", Optional.of(absent), Map.of("cache", folder.resolve("cache").toString()));

    assertThatThrownBy(() -> new PythonRuntime().prepare(request))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContainingAll("META-INF/none", PythonRuntimeTest.class.getName());
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamedWithTheRemedy() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    RuntimeRequest request =
        new RuntimeRequest(
            "test", Optional.of(side()), Map.of("cache", file.resolve("below").toString()));

    assertThatThrownBy(() -> new PythonRuntime().prepare(request))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContainingAll(file.toString(), "option cache");
  }

  private RuntimeRequest request(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("cache", folder.resolve("cache").toString());
    return new RuntimeRequest("test", Optional.of(side()), all);
  }

  private static WorkerSide side() {
    return new WorkerSide(PythonRuntimeTest.class, SIDE_FOLDER, "runtime_test_entry", List.of());
  }

  private CommandOutput run(LaunchPlan plan, Map<String, String> inherited)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env"));
    plan.removedVariables().forEach(name -> command.addAll(List.of("-u", name)));
    plan.environment().forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(plan.command());
    List<String> outer = new ArrayList<>(List.of("env", "-u", "OMP_NUM_THREADS"));
    inherited.forEach((name, value) -> outer.add(name + "=" + value));
    outer.addAll(command);
    return Limits.runner().run(outer, "", Limits.GENEROUS);
  }
}
