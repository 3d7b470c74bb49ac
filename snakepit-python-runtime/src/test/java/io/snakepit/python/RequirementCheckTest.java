package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementCheckTest {

  @TempDir Path folder;

  private final RequirementCheck check = new RequirementCheck(Limits.runner(), Limits.GENEROUS);

  @Test
  void aRealPythonTellsWhatItLacks() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Path packages = packageNamed("present", "2.5");

    assertThat(
            check.unmet(
                real,
                List.of("present", "present>=2,<3", "absent-package", "absent; sys_platform=='x'"),
                List.of(packages)))
        .anySatisfy(line -> assertThat(line).isEqualTo("absent-package (not installed)"))
        .noneSatisfy(line -> assertThat(line).startsWith("present"));
  }

  @Test
  void versionsCountWhereTheyCanBeCompared() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Path packages = packageNamed("present", "2.5");
    Path library = Files.createDirectories(packages.resolve("packaging"));
    Files.writeString(library.resolve("__init__.py"), "");
    Files.writeString(
        library.resolve("requirements.py"),
        """
        class Requirement:
            def __init__(self, text):
                self.name, bound = text.split('<')
                self.marker = self.url = None
                self.specifier = self
                self.bound = bound

            def contains(self, version, prereleases):
                return version < self.bound
        """);

    assertThat(check.unmet(real, List.of("present<2", "present<3"), List.of(packages)))
        .containsExactly("present<2 (version 2.5 is installed)");
  }

  @Test
  void filesOfTheWorkingFolderAreNoPartOfIt() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Files.writeString(folder.resolve("email.py"), "");
    Process python =
        new ProcessBuilder(real.executable().toString(), "-", "", "absent-package")
            .directory(folder.toFile())
            .start();
    try (OutputStream script = python.getOutputStream()) {
      script.write(Scripts.REQUIREMENTS.text().getBytes(StandardCharsets.UTF_8));
    }

    assertThat(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("snakepit-checked", "snakepit-unmet absent-package (not installed)");
  }

  @Test
  void onlyThatNothingLacksIsRemembered() throws Exception {
    FakePython fake = FakePython.at(folder.resolve("python3")).lacking("numpy").write();
    Interpreter interpreter =
        new Interpreter(fake.path(), PythonVersion.OLDEST, "fake-1", Set.of());

    assertThat(check.unmet(interpreter, List.of("numpy"), List.of()))
        .containsExactly("numpy (lacking)");
    fake.lacking().write();
    assertThat(check.unmet(interpreter, List.of("numpy"), List.of())).isEmpty();
    assertThat(check.unmet(interpreter, List.of("numpy"), List.of())).isEmpty();
    assertThat(fake.calls()).hasSize(2);
  }

  @Test
  void nothingNeededNeedsNoProcess() throws Exception {
    Interpreter absent =
        new Interpreter(folder.resolve("none"), PythonVersion.OLDEST, "fake-1", Set.of());

    assertThat(check.unmet(absent, List.of(), List.of())).isEmpty();
    assertThat(check.unmet(absent, List.of("numpy"), List.of()))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("the packages can't be checked"));
  }

  private Path packageNamed(String name, String version) throws Exception {
    Path packages = folder.resolve("packages");
    Path metadata = Files.createDirectories(packages.resolve(name + "-" + version + ".dist-info"));
    Files.writeString(
        metadata.resolve("METADATA"),
        "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
    return packages;
  }
}
