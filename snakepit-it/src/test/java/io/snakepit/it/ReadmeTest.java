package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is taken out of it, put into an empty Maven project, and run. */
@Timeout(600)
class ReadmeTest {

  private static final List<String> MODULES =
      List.of("api", "core", "stdio", "python-runtime", "bom");

  private final Path root = Path.of("").toAbsolutePath().getParent();

  @TempDir Path folder;

  @Test
  void theLinesOfJavaAndPythonRunInAnEmptyProject() throws Exception {
    String readme = Files.readString(root.resolve("README.md"));
    Path repository = folder.resolve("repository");
    installInto(repository);
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(project.resolve("tools.py"), block(readme, "python"));
    Path sources = Files.createDirectories(project.resolve("src/main/java"));
    String java = block(readme, "java");
    assertThat(codeLines(java)).as("lines of Java").isLessThanOrEqualTo(16);
    assertThat(codeLines(block(readme, "python"))).as("lines of Python").isLessThanOrEqualTo(8);
    Files.writeString(sources.resolve(className(java) + ".java"), java);
    Files.writeString(project.resolve("pom.xml"), pom(block(readme, "pom"), className(java)));

    List<String> output =
        run(
            project,
            root.resolve("mvnw").toString(),
            "-B",
            "-ntp",
            "-q",
            "-Dmaven.repo.local=" + repository,
            "-Dmaven.repo.local.tail=" + localRepository(),
            "compile",
            "exec:java");

    assertThat(output).as("what the program prints").contains("5");
  }

  /** The artefacts of this build, as a local repository that stands before the user's own. */
  private void installInto(Path repository) throws IOException {
    copy(repository, "snakepit-parent", root.resolve("pom.xml"), "pom");
    for (String module : MODULES) {
      String name = "snakepit-" + module;
      copy(repository, name, root.resolve(name).resolve("pom.xml"), "pom");
      if (!module.equals("bom")) {
        Path jar = root.resolve(name).resolve("target").resolve(name + "-" + version() + ".jar");
        Assumptions.assumeTrue(Files.exists(jar), jar + " is missing: run 'verify', not 'test'");
        copy(repository, name, jar, "jar");
      }
    }
  }

  private void copy(Path repository, String name, Path file, String type) throws IOException {
    Path target =
        Files.createDirectories(repository.resolve("io/snakepit").resolve(name).resolve(version()));
    Files.copy(
        file,
        target.resolve(name + "-" + version() + "." + type),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String version() throws IOException {
    Matcher version =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(root.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static String localRepository() {
    return System.getProperty(
        "maven.repo.local", Path.of(System.getProperty("user.home"), ".m2/repository").toString());
  }

  /** The fenced block after a marker comment. */
  private static String block(String readme, String name) {
    Matcher block =
        Pattern.compile("<!-- readme:" + name + " -->\\s*```\\w*\\R(.*?)\\R```", Pattern.DOTALL)
            .matcher(readme);
    assertThat(block.find()).as("the block readme:" + name).isTrue();
    return block.group(1) + "\n";
  }

  private static long codeLines(String code) {
    return code.lines().filter(line -> !line.isBlank() && !line.startsWith("import")).count();
  }

  private static String className(String java) {
    Matcher name = Pattern.compile("class (\\w+)").matcher(java);
    assertThat(name.find()).isTrue();
    return name.group(1);
  }

  private static String pom(String dependencies, String main) {
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>reader</groupId>
      <artifactId>reader</artifactId>
      <version>1</version>
      <properties>
        <maven.compiler.release>17</maven.compiler.release>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        <exec.mainClass>%s</exec.mainClass>
      </properties>
    %s
      <build>
        <plugins>
          <plugin>
            <groupId>org.codehaus.mojo</groupId>
            <artifactId>exec-maven-plugin</artifactId>
            <version>3.6.4</version>
          </plugin>
        </plugins>
      </build>
    </project>
    """
        .formatted(main, dependencies);
  }

  private static List<String> run(Path folder, String... command) throws Exception {
    Path log = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(9, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    List<String> lines = new ArrayList<>();
    try (Stream<String> all = Files.lines(log)) {
      all.map(String::strip).forEach(lines::add);
    }
    assertThat(ended && process.exitValue() == 0).as(String.join("\n", lines)).isTrue();
    return lines;
  }
}
