package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is taken out of it, put into an empty Maven project, and run. */
@Timeout(600)
class ReadmeTest {

  private static final List<String> MODULES =
      List.of("api", "core", "wire", "stdio", "python-runtime", "bom");

  @TempDir Path folder;

  @Test
  void theLinesOfJavaAndPythonRunInAnEmptyProject() throws Exception {
    String readme = Files.readString(LocalArtifacts.ROOT.resolve("README.md"));
    LocalArtifacts artifacts = LocalArtifacts.install(folder.resolve("repository"), MODULES);
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(project.resolve("tools.py"), block(readme, "python"));
    Path sources = Files.createDirectories(project.resolve("src/main/java"));
    String java = block(readme, "java");
    assertThat(codeLines(java)).as("lines of Java").isLessThanOrEqualTo(16);
    assertThat(codeLines(block(readme, "python"))).as("lines of Python").isLessThanOrEqualTo(8);
    Files.writeString(sources.resolve(className(java) + ".java"), java);
    Files.writeString(project.resolve("pom.xml"), pom(block(readme, "pom"), className(java)));

    List<String> output = artifacts.maven(project, "compile", "exec:java");

    assertThat(output).as("what the program prints").contains("5");
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
}
