package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users compile against the API compiles without a warning, with what Maven gives them. */
@Timeout(600)
class ConsumerCompilationTest {

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>user</groupId>
        <artifactId>user</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>io.snakepit</groupId>
            <artifactId>%s</artifactId>
            <version>%s</version>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-compiler-plugin</artifactId>
              <configuration>
                <showWarnings>true</showWarnings>
                <compilerArgs>
                  <arg>-Xlint:all</arg>
                  <arg>-Werror</arg>
                </compilerArgs>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  @TempDir Path folder;
  private LocalArtifacts artifacts;
  private Path sources;

  @BeforeEach
  void install() throws Exception {
    artifacts =
        LocalArtifacts.install(folder.resolve("repository"), List.of("api", "testkit", "wire"));
    sources = Files.createDirectories(folder.resolve("src/main/java/user"));
  }

  @Test
  void anApplicationOnTheClassPath() throws Exception {
    application();

    assertCompiles("snakepit-api");
  }

  @Test
  void anApplicationThatIsAModule() throws Exception {
    application();
    Files.writeString(
        sources.resolveSibling("module-info.java"), "module user { requires io.snakepit.api; }\n");

    assertCompiles("snakepit-api");
  }

  @Test
  void anAdapter() throws Exception {
    Files.writeString(
        sources.resolve("Patience.java"),
        """
        package user;

        import io.snakepit.spi.OpenRequest;
        import io.snakepit.wire.Budget;

        public record Patience(Budget budget) {
          public static Patience with(OpenRequest request) {
            return new Patience(new Budget(request.startBudget()));
          }
        }
        """);

    assertCompiles("snakepit-wire");
  }

  @Test
  void testsWithTheKit() throws Exception {
    Files.writeString(
        sources.resolve("Fakes.java"),
        """
        package user;

        import io.snakepit.testkit.fake.FakeAdapter;
        import io.snakepit.testkit.fake.FakeBehaviours;
        import io.snakepit.testkit.fake.FakeTools;

        public final class Fakes {
          private Fakes() {}

          public static FakeAdapter echo() {
            return FakeAdapter.of(new FakeTools().unary("echo", FakeBehaviours.echo()));
          }
        }
        """);

    assertCompiles("snakepit-testkit");
  }

  private void application() throws Exception {
    Files.writeString(
        sources.resolve("Application.java"),
        """
        package user;

        import io.snakepit.api.Result;
        import io.snakepit.api.Snakepit;
        import io.snakepit.api.SnakepitConfig;
        import java.util.Map;

        public final class Application {
          private Application() {}

          public static Result add(SnakepitConfig config) {
            try (Snakepit snakepit = Snakepit.start(config)) {
              return snakepit.execute("add", Map.of("a", 2, "b", 3));
            }
          }
        }
        """);
  }

  private void assertCompiles(String artifact) throws Exception {
    Files.writeString(folder.resolve("pom.xml"), POM.formatted(artifact, LocalArtifacts.version()));

    List<String> output = artifacts.maven(folder, "compile");

    assertThat(output).noneMatch(line -> line.contains("WARN"));
  }
}
