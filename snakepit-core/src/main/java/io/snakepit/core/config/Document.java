package io.snakepit.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import io.snakepit.api.ConfigurationException;
import java.util.List;

/** A file's text, parsed and with its substitutions put in. */
final class Document {

  /** What the library says where it looks for a key, but of its includes only is true. */
  private static final String MISNAMED = "expecting a close parentheses ')' here, not: ";

  private final ConfigObject written;
  private final ConfigObject resolved;

  private Document(Config written, Config resolved) {
    this.written = written.root();
    this.resolved = resolved.root();
  }

  /**
   * Parses a text. Substitutions that nothing fills are left as they are: the nodes where they
   * stand tell.
   *
   * @throws ConfigurationException when it can't be parsed
   */
  static Document parse(String text, Problems problems) {
    ConfigParseOptions parsing =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setIncluder(new NoIncludes(text, problems));
    try {
      Config written = ConfigFactory.parseString(text, parsing);
      // the environment only: a JVM's system properties aren't what whoever wrote the file has set
      return new Document(
          written, written.resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true)));
    } catch (ConfigException failure) {
      throw problems.fatal(line(failure), complaint(failure));
    }
  }

  Node root() {
    return new Node(this, List.of(), resolved);
  }

  /** The line of a value that comes from elsewhere: where the file fetches it. */
  int lineOf(List<String> path) {
    int line = 0;
    ConfigValue value = written;
    for (String name : path) {
      if (!(value instanceof ConfigObject group)) {
        return line;
      }
      try {
        value = group.get(name);
      } catch (ConfigException.NotResolved substituted) {
        return line;
      }
      if (value != null && value.origin().lineNumber() > 0) {
        line = value.origin().lineNumber();
      }
    }
    return line;
  }

  private static int line(ConfigException failure) {
    return failure.origin() == null ? 0 : failure.origin().lineNumber();
  }

  /** The library's words without the place, which we name ourselves, and without its guesses. */
  private static String complaint(ConfigException failure) {
    String text = String.valueOf(failure.getMessage());
    if (failure.origin() != null) {
      text = text.replace(failure.origin().description() + ": ", "");
    }
    if (text.endsWith("at file root")) {
      return "the file must be a group of options, not a list";
    }
    text = text.replace(MISNAMED, "expecting a key or '}' here, not: ");
    int guess = text.indexOf(" (if you intended");
    return guess < 0 ? text : text.substring(0, guess);
  }
}
