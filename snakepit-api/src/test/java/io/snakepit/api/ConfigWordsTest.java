package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an option does and may be is said twice: where it is read, and where it is changed. */
class ConfigWordsTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        LimitConfig.class,
        QueueConfig.class,
        RecycleConfig.class,
        RestartConfig.class,
        RetryConfig.class,
        TimeoutConfig.class
      })
  void aChangeSaysWhatTheOptionSays(Class<?> group) throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/io/snakepit/api", group.getSimpleName() + ".java"))
            .replaceAll("(\\s*\\n *(\\*(?!/))?)+ *", " ");
    List<String> different = new ArrayList<>();
    for (RecordComponent component : group.getRecordComponents()) {
      String option = component.getName();
      String read = words(source, "@param " + option + " ");
      String changed = words(source, "Changes \\{@code " + option + "}\\. @param value ");
      if (!read.matches(Pattern.quote(changed) + "(, the default|; .* by default)")) {
        different.add(option + ": '" + read + "' and '" + changed + "'");
      }
    }
    assertThat(different).isEmpty();
  }

  /** What comes behind, up to the next tag. */
  private static String words(String source, String behind) {
    Matcher words = Pattern.compile(behind + "(.*?) (?=@|\\*/)").matcher(source);
    assertThat(words.find()).as(behind).isTrue();
    return words.group(1);
  }
}
