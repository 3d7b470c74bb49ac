package io.snakepit.core.discovery;

import io.snakepit.api.ConfigurationException;
import io.snakepit.core.text.Suggestions;
import io.snakepit.spi.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Refuses options that nothing would read, and values that aren't among the choices. */
public final class OptionCheck {

  private OptionCheck() {}

  /**
   * Checks that each given key is one of the declared ones, and its value one that it takes.
   *
   * @param what whose options they are, for messages: as {@code adapter 'stdio'}
   * @throws ConfigurationException naming everything wrong, with what may have been meant
   */
  public static void check(String what, Map<String, String> given, List<OptionSpec> declared) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(given)
        .forEach(
            (key, value) ->
                declared.stream()
                    .filter(option -> option.name().equals(key))
                    .findFirst()
                    .ifPresentOrElse(
                        option -> checkValue(what, option, value, problems),
                        () -> problems.add(unknown(what, key, declared))));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static void checkValue(
      String what, OptionSpec option, String value, List<String> problems) {
    List<String> choices = option.choices();
    if (!choices.isEmpty() && !choices.contains(value)) {
      problems.add(
          String.format(
              "option '%s' of %s can't be '%s'; it is one of %s%s",
              option.name(),
              what,
              value,
              String.join(", ", choices),
              Suggestions.didYouMean(value, choices)));
    }
  }

  private static String unknown(String what, String key, List<OptionSpec> declared) {
    List<String> known = declared.stream().map(OptionSpec::name).toList();
    String choice =
        known.isEmpty() ? "; it has no options" : "; it has " + String.join(", ", known);
    return what + " has no option '" + key + "'" + choice + Suggestions.didYouMean(key, known);
  }
}
