package io.snakepit.core.discovery;

import io.snakepit.api.ConfigurationException;
import io.snakepit.core.text.Suggestions;
import io.snakepit.spi.OptionSpec;
import java.util.List;
import java.util.Map;

/** Refuses options that nothing would read. */
public final class OptionCheck {

  private OptionCheck() {}

  /**
   * Checks that each given key is one of the declared ones.
   *
   * @param what whose options they are, for messages: as {@code adapter 'stdio'}
   * @throws ConfigurationException naming every unknown key, with what may have been meant
   */
  public static void check(String what, Map<String, String> given, List<OptionSpec> declared) {
    List<String> known = declared.stream().map(OptionSpec::name).toList();
    List<String> problems =
        given.keySet().stream()
            .filter(key -> !known.contains(key))
            .sorted()
            .map(key -> problem(what, key, known))
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static String problem(String what, String key, List<String> known) {
    String choice =
        known.isEmpty() ? "; it has no options" : "; it has " + String.join(", ", known);
    return what + " has no option '" + key + "'" + choice + Suggestions.didYouMean(key, known);
  }
}
