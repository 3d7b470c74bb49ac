package io.snakepit.core.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import io.snakepit.api.ConfigurationException;
import java.io.File;
import java.net.URL;
import java.util.regex.Pattern;

/**
 * Refuses the format's {@code include}: it would read any address, and pass over files that are
 * missing.
 */
final class NoIncludes
    implements ConfigIncluder, ConfigIncluderClasspath, ConfigIncluderFile, ConfigIncluderURL {

  /** The format's statement, as far as one line shows it; not what stands in a comment. */
  private static final Pattern STATEMENT = Pattern.compile("(?:^|[{,])\\s*include[\\s\"(]");

  private final String text;
  private final Problems problems;

  NoIncludes(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    throw refusal(what);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw refusal(what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    throw refusal(what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refusal(what.toString());
  }

  private ConfigurationException refusal(String what) {
    return problems.fatal(lineOf(what), "it includes '" + what + "'; a configuration is one file");
  }

  /** The library tells what is included, but not where; 0 when that doesn't show. */
  private int lineOf(String what) {
    String[] lines = text.split("\n", -1);
    for (int index = 0; index < lines.length; index++) {
      if (STATEMENT.matcher(lines[index]).find() && lines[index].contains('"' + what + '"')) {
        return index + 1;
      }
    }
    return 0;
  }
}
