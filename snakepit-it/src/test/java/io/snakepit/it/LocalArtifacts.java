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

/** The artefacts of this build, for Maven projects that use them as strangers do. */
final class LocalArtifacts {

  /** The folder of the whole project. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private final Path repository;

  private LocalArtifacts(Path repository) {
    this.repository = repository;
  }

  /** Puts modules into a local repository that stands before the user's own. */
  static LocalArtifacts install(Path repository, List<String> modules) throws IOException {
    LocalArtifacts artifacts = new LocalArtifacts(repository);
    artifacts.copy("snakepit-parent", ROOT.resolve("pom.xml"), "pom");
    for (String module : modules) {
      String name = "snakepit-" + module;
      artifacts.copy(name, ROOT.resolve(name).resolve("pom.xml"), "pom");
      if (!module.equals("bom")) {
        Path jar = ROOT.resolve(name).resolve("target").resolve(name + "-" + version() + ".jar");
        Assumptions.assumeTrue(Files.exists(jar), jar + " is missing: run 'verify', not 'test'");
        artifacts.copy(name, jar, "jar");
      }
    }
    return artifacts;
  }

  /** Runs Maven in a project, which must succeed, and gives what it printed. */
  List<String> maven(Path project, String... goals) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                ROOT.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-q",
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail=" + localRepository()));
    command.addAll(List.of(goals));
    return run(project, command);
  }

  private void copy(String name, Path file, String type) throws IOException {
    Path target =
        Files.createDirectories(repository.resolve("io/snakepit").resolve(name).resolve(version()));
    Files.copy(
        file,
        target.resolve(name + "-" + version() + "." + type),
        StandardCopyOption.REPLACE_EXISTING);
  }

  static String version() throws IOException {
    Matcher version =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static String localRepository() {
    return System.getProperty(
        "maven.repo.local", Path.of(System.getProperty("user.home"), ".m2/repository").toString());
  }

  private static List<String> run(Path folder, List<String> command) throws Exception {
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
