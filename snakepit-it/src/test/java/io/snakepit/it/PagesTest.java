package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.snakepit.api.ErrorCategory;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.WorkerRuntime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The samples of the pages are true. What a block needs follows from its language, so a new one is
 * checked without a mark: Java is compiled and, unless the comment above it says why not, run;
 * Python is loaded as the tools that the Java calls; the others are read.
 */
@Timeout(300)
class PagesTest {

  /** What nothing reads: output, and code that has tests where it lives. */
  private static final Set<String> SHOWN = Set.of("text", "js");

  @TempDir private Path folder;

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  static List<Page> pagesWithCode() throws IOException {
    return Page.all().stream()
        .filter(page -> !page.fences("java").isEmpty() || !page.fences("python").isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyBlockSaysItsLanguageAndIsThat(Page page) throws Exception {
    for (Fence block : page.fences()) {
      switch (block.language()) {
        case "java", "python" -> {} // below
        case "hocon" -> SnakepitConfig.load(write("snakepit.conf", block.text()));
        case "json" -> new ObjectMapper().readTree(block.text().replace("{…}", "{}"));
        case "xml" -> readXml(block);
        case "sh" -> readShell(block);
        default ->
            assertThat(SHOWN)
                .as(
                    "%s: its language has no check, and isn't one that is only shown",
                    block.place())
                .contains(block.language());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pagesWithCode")
  void itsSamplesDoWhatItSays(Page page) throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    try (JavaSamples samples = JavaSamples.compile(page, classes);
        Snakepit pit = start(tools(page))) {
      samples.run(pit, configuration(page));
    }
  }

  @Test
  void theSamplesOfTheJavadocCompile() throws IOException {
    List<Page> sources = Page.javadoc();
    assertThat(sources).isNotEmpty();
    for (Page source : sources) {
      assertThat(source.fences()).as(source.name()).isNotEmpty();
      JavaSamples.compile(source, folder).close();
    }
  }

  @Test
  void theToolsOfThePagesAreTools() throws Exception {
    try (Snakepit pit = start(tools(Page.named("docs/python.md")))) {
      pit.hostTools().register("lookup", call -> Map.of("price", 12));
      assertThat(pit.execute("kelvin", Map.of("reading", Map.of("value", 1))).value())
          .isEqualTo(274.15);
      assertThat(pit.execute("price", Map.of("item", "tea")).value()).isEqualTo(12.0);
    }
  }

  @Test
  void everyExceptionIsExplained() throws IOException {
    String page = Page.named("docs/calling.md").text();
    Path api = LocalArtifacts.ROOT.resolve("snakepit-api/src/main/java/io/snakepit/api");
    try (Stream<Path> sources = Files.list(api)) {
      assertThat(sources.map(source -> source.getFileName().toString().replace(".java", "")))
          .filteredOn(name -> name.endsWith("Exception"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
    assertThat(ErrorCategory.values())
        .allSatisfy(category -> assertThat(page).contains("| `" + category + "` |"));
  }

  @Test
  void everyErrorCodeIsListedAsItIs() throws IOException {
    String page = Page.named("docs/calling.md").text();
    assertThat(ErrorCode.values())
        .allSatisfy(
            code ->
                assertThat(page)
                    .containsPattern(
                        "(?m)^\\| `%s` \\| `%s` \\| %s \\| \\d{3} \\|$"
                            .formatted(code, code.category(), code.retryable() ? "yes" : "no")));
  }

  @Test
  void everyOptionIsExplained() throws IOException {
    String adapters = Page.named("docs/configuration.md").text();
    for (Adapter adapter : ServiceLoader.load(Adapter.class)) {
      for (OptionSpec option : adapter.options()) {
        assertThat(adapters).contains("| " + adapter.name() + " | `" + option.name() + "` |");
      }
    }
    String runtimes =
        Page.named("docs/python.md").text() + Page.named("docs/other-languages.md").text();
    for (WorkerRuntime runtime : ServiceLoader.load(WorkerRuntime.class)) {
      for (OptionSpec option : runtime.options()) {
        assertThat(runtimes).containsPattern("(?m)^\\| .*`" + option.name() + "`.* \\|");
      }
    }
  }

  @Test
  void aSampleThatIsWrongIsToldWithItsPlace() {
    Page page = new Page("docs/wrong.md", "text\n\n```java\nint a = 1;\nint b = none;\n```\n");

    Throwable told = catchThrowable(() -> itsSamplesDoWhatItSays(page));
    if (told instanceof TestAbortedException missing) {
      throw missing;
    }
    assertThat(told)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("docs/wrong.md:5: ")
        .hasMessageContaining("none");
  }

  @Test
  void aClaimThatIsWrongIsToldWithItsPlace() {
    Page page = new Page("docs/wrong.md", "text\n\n```java\nint a = 1 + 1;   // → 3\n```\n");

    Throwable told = catchThrowable(() -> itsSamplesDoWhatItSays(page));
    if (told instanceof TestAbortedException missing) {
      throw missing;
    }
    assertThat(told)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("docs/wrong.md:4")
        .hasMessageContaining("[2]");
  }

  /** Its Python blocks as files, and the tools that its reader has to imagine. */
  private List<Path> tools(Page page) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Fence block : page.fences("python")) {
      if (!block.isPythonTest()) {
        files.add(write("tools_" + block.line() + ".py", block.text()));
      }
    }
    if (page.name().equals("README.md")) {
      files.add(RealPython.file("readme_tools.py"));
    }
    return files;
  }

  /** Its first configuration as a file. */
  private Path configuration(Page page) throws IOException {
    List<Fence> blocks = page.fences("hocon");
    return write("snakepit.conf", blocks.isEmpty() ? "" : blocks.get(0).text());
  }

  /** Well-formed, and the versions are those of the build. */
  private static void readXml(Fence block) throws Exception {
    byte[] text = ("<all>" + block.text() + "</all>").getBytes(StandardCharsets.UTF_8);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text));
    String build = Files.readString(LocalArtifacts.ROOT.resolve("pom.xml"));
    NodeList versions = document.getElementsByTagName("version");
    for (int i = 0; i < versions.getLength(); i++) {
      assertThat(build).as(block.place()).contains("version>" + versions.item(i).getTextContent());
    }
  }

  private void readShell(Fence block) throws Exception {
    Path script = write("script", block.text());
    Process shell = new ProcessBuilder("sh", "-n", script.toString()).inheritIO().start();
    assertThat(shell.waitFor()).as(block.place()).isZero();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Snakepit start(List<Path> tools) {
    return RealCodecs.orMissing(
        "msgpack",
        () ->
            Snakepit.builder()
                .pool(
                    "default",
                    pool -> {
                      tools.forEach(pool::tools);
                      RealCodecs.runtimeOptions("msgpack").forEach(pool::runtimeOption);
                      // samples may leave a stream open, for which the end would wait
                      pool.workers(2).timeouts(t -> t.withDrain(Duration.ofMillis(200)));
                    })
                .start());
  }
}
