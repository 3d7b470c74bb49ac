package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Objects;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.Inventory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What docs/adapters.md says is done: the example is built apart, and used as a plugin. */
@Timeout(900)
class ThirdPartyAdapterTest {

  private static final String REMOVED = "firstNonNull";
  private static final Map<String, Object> ARGUMENTS = Map.of("a", 2, "b", 3);

  @TempDir static Path folder;
  private static Path project;
  private static Path plugins;

  private final Path tools = LocalArtifacts.ROOT.resolve("examples/hello/tools.py");

  /** An ending and what was printed. */
  private record End(int status, String output) {}

  @BeforeAll
  static void build() throws Exception {
    LocalArtifacts artifacts =
        LocalArtifacts.install(
            folder.resolve("repository"), List.of("api", "testkit", "python-runtime"));
    project = folder.resolve("third-party-adapter");
    copyTree(LocalArtifacts.ROOT.resolve("examples/third-party-adapter"), project);
    artifacts.maven(project, "package");
    plugins = project.resolve("target/plugin");
  }

  @Test
  void itsOwnBuildHoldsItToTheContractAndShowsWhatItDeclines() throws Exception {
    try (Stream<Path> reports = Files.list(project.resolve("target/surefire-reports"))) {
      String all = read(reports.filter(file -> file.toString().endsWith(".xml")).toList());
      assertThat(all)
          .contains("required_S1_", "required_S14_withoutReentranceANestedCallFails")
          .contains("declines REENTRANT");
    }
  }

  @Test
  void theCommandUsesItFromThePluginFolderAndLogsIt() throws Exception {
    End end = run("--adapter", "lines", "--plugins", plugins.toString(), "--verbose");

    assertThat(end.status()).as(end.output()).isZero();
    assertThat(end.output().lines()).contains("5");
    assertThat(end.output())
        .contains("plugin: adapter 'lines', com.example.lines.LinesAdapter 1.0 from " + jar());
  }

  @Test
  void doctorShowsItsVersionAndItsPlace() throws Exception {
    End end = command("doctor", "--plugins", plugins.toString());

    assertThat(end.output().lines())
        .anyMatch(
            line -> line.startsWith("adapter  lines") && line.contains("version 1.0, " + jar()));
  }

  @Test
  void withoutItThePoolIsRefusedWithTheRemedy() throws Exception {
    Path empty = Files.createTempDirectory(folder, "empty");

    End end = run("--adapter", "lines", "--plugins", empty.toString());

    assertThat(end.status()).isEqualTo(2);
    assertThat(end.output())
        .contains("there is no adapter named 'lines'")
        .contains("add its jar to the class path, or its plugin to the plugin folder");
  }

  @Test
  void oneThatIsDamagedIsNamedByTheErrorAndByDoctor() throws Exception {
    Path damaged = Files.createTempDirectory(folder, "damaged");
    Files.writeString(damaged.resolve("lines.jar"), "no zip");

    assertThat(run("--adapter", "lines", "--plugins", damaged.toString()).output())
        .contains(
            "plugin " + damaged.resolve("lines.jar") + " can't be loaded: lines.jar can't be");
    assertThat(command("doctor", "--plugins", damaged.toString()).output().lines())
        .anyMatch(line -> line.contains("BROKEN") && line.contains("lines.jar can't be read"));
  }

  @Test
  void itServesBesideOursThoughItsLibraryConflictsWithThatOfTheCore() throws Exception {
    try (Snakepit pit =
        Snakepit.builder()
            .plugins(plugins)
            .pool("ours", pool -> pool.adapter("stdio").tools(tools.toString()).workers(1))
            .pool("theirs", pool -> pool.adapter("lines").tools(tools.toString()).workers(1))
            .start()) {
      for (String pool : List.of("ours", "theirs", "ours")) {
        assertThat(pit.pool(pool).execute("add", ARGUMENTS).as(Integer.class)).isEqualTo(5);
      }
      assertThat(pit.pool("theirs").workers().get(0).adapter()).isEqualTo("lines");
    }

    assertThatThrownBy(() -> Objects.class.getMethod(REMOVED, Object.class, Object.class))
        .isInstanceOf(NoSuchMethodException.class);
    try (Inventory inventory = Inventory.take(Optional.of(plugins))) {
      Class<?> theirs = anchor(inventory).getClassLoader().loadClass(Objects.class.getName());
      assertThat(theirs.getMethod(REMOVED, Object.class, Object.class)).isNotNull();
    }
  }

  @Test
  void onTheClassPathTheSameJarFailsBecauseOfTheConflict() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader flat = new URLClassLoader(new URL[] {jar().toUri().toURL()}, before)) {
      thread.setContextClassLoader(flat);
      assertThatThrownBy(
              () ->
                  Snakepit.builder()
                      .pool("default", pool -> pool.adapter("lines").tools(tools.toString()))
                      .start()
                      .close())
          .isInstanceOf(WorkerStartException.class)
          .hasMessageContaining("NoSuchMethodError")
          .hasMessageContaining(REMOVED);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void afterTheCloseNoneOfItsJarsIsOpen() throws Exception {
    try (Snakepit pit =
        Snakepit.builder()
            .plugins(plugins)
            .pool("default", pool -> pool.adapter("lines").tools(tools.toString()).workers(1))
            .start()) {
      pit.execute("add", ARGUMENTS);
      assertThat(openFiles()).contains(jar());
    }

    assertThat(openFiles()).doesNotContain(jar());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itsWorkersAreForkedFromATemplateAsOursAre() throws Exception {
    Path model = Files.writeString(folder.resolve("model.py"), "import os\nPID = os.getpid()\n");
    Path where =
        Files.writeString(
            folder.resolve("where.py"),
            """
            import os, model
            from snakepit import tool
            @tool
            def loaded_by_parent() -> bool:
                return model.PID == os.getppid()
            """);
    try (Snakepit pit =
        Snakepit.builder()
            .plugins(plugins)
            .pool(
                "default",
                pool ->
                    pool.adapter("lines")
                        .tools(where)
                        .workers(1)
                        .runtimeOption("path", folder.toString())
                        .runtimeOption("preload", model.toString()))
            .start()) {
      assertThat(pit.execute("loaded_by_parent", Map.of()).as(Boolean.class)).isTrue();
      pit.defaultPool().reloadTools().drained().join();
      assertThat(pit.execute("loaded_by_parent", Map.of()).as(Boolean.class)).isTrue();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingIsKeptOfADeploymentThatUsedIt() throws Exception {
    RedeployTest.deployTwice("-Dadapter=lines", "-Dplugins=" + plugins, "-Dpreload=json");
  }

  private static Class<?> anchor(Inventory inventory) {
    return inventory.adapters().stream()
        .map(Inventory.Item::provider)
        .filter(adapter -> adapter.name().equals("lines"))
        .findFirst()
        .flatMap(adapter -> adapter.workerSide("python"))
        .orElseThrow()
        .anchor();
  }

  private static Path jar() {
    return plugins.resolve("lines/lines-adapter-1.0.jar");
  }

  private End run(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", tools.toString(), "add", "a=2", "b=3"));
    words.addAll(List.of(options));
    return command(words.toArray(String[]::new));
  }

  private static End command(String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.snakepit.cli.Main");
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), output);
  }

  private static List<Path> openFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          files.add(Files.readSymbolicLink(descriptor));
        } catch (NoSuchFileException closed) {
          // between the list and the look
        }
      }
    }
    return files;
  }

  private static String read(List<Path> files) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files) {
      all.append(Files.readString(file));
    }
    return all.toString();
  }

  /** Without what an earlier build left there. */
  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Path relative = from.relativize(file);
        if (!relative.startsWith("target")) {
          Path target = to.resolve(relative);
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
  }
}
