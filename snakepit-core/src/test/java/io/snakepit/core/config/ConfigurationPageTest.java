package io.snakepit.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/configuration.md says of every key what the code says. */
class ConfigurationPageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^(\\| `.*) \\| ([^|]*) \\|$");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```hocon\n(.*?)```");

  private static String page;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of("../docs/configuration.md"));
  }

  @Test
  void everyKeyHasItsTypeAndDefaultThere() {
    Object whole = SnakepitConfig.builder().pool("default", pool -> {}).build();
    Object pool = PoolConfig.builder().build();
    assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
        .containsExactlyElementsOf(
            Stream.concat(
                    SnakepitProperties.ALL.stream().map(property -> row(property, whole)),
                    PoolProperties.ALL.stream().map(property -> row(property, pool)))
                .toList());
  }

  @Test
  void everyKeyIsExplained() {
    assertThat(ROW.matcher(page).results().map(row -> row.group(2)))
        .isNotEmpty()
        .noneMatch(String::isBlank);
  }

  @Test
  void whatOnlyCodeCanGiveIsNamed() {
    assertThat(EveryOptionTest.ONLY_IN_CODE)
        .allSatisfy(option -> assertThat(page).contains("`" + camel(option)));
  }

  @Test
  void theExamplesCanBeRead() {
    List<String> examples =
        EXAMPLE.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
    assertThat(examples).isNotEmpty();
    examples.forEach(example -> new Load(folder).config(example));
  }

  private static String row(Property<?, ?> property, Object defaults) {
    // pools have no default, but those defaults need one to be a configuration
    Object value = property.key().equals("pools") ? Map.of() : value(defaults, property.key());
    boolean isSize = property.kind().description().contains("size");
    return "| `%s` | %s | %s"
        .formatted(property.key(), type(property.kind()), isSize ? size(value) : text(value));
  }

  private static Object value(Object defaults, String key) {
    try {
      return Accessors.value(defaults, key);
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(missing.getMessage(), missing);
    }
  }

  /** As {@code duration} of {@code a duration with its unit, as 30s}. */
  private static String type(Kind<?> kind) {
    return kind.description().replaceFirst("^an? ", "").replaceFirst("( with|,).*", "");
  }

  private static String text(Object value) {
    if (value == null || value.equals(List.of()) || value.equals(Map.of())) {
      return "none";
    }
    if (value instanceof Duration duration) {
      boolean isWhole = duration.toNanosPart() == 0;
      return isWhole ? "`" + duration.toSeconds() + "s`" : "`" + duration.toMillis() + "ms`";
    }
    return "`" + value + "`";
  }

  private static String size(Object bytes) {
    long mebibytes = ((Number) bytes).longValue() >> 20;
    return mebibytes == 0 ? text(bytes) : "`" + mebibytes + "MiB`";
  }

  /** As {@code hostTool} for {@code host-tools}: the builder's methods add one. */
  private static String camel(String option) {
    String[] parts = option.replaceFirst("s$", "").split("-", -1);
    return parts[0]
        + String.join(
            "",
            Arrays.stream(parts)
                .skip(1)
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .toList());
  }
}
