package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages link to, and what the sources say of the pages, is there. */
class LinksTest {

  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern MENTION = Pattern.compile("\\bdocs/[\\w/.-]*\\.md\\b");

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Page page) throws IOException {
    Path place = LocalArtifacts.ROOT.resolve(page.name());
    List<String> broken = new ArrayList<>();
    for (var link : LINK.matcher(CODE.matcher(page.text()).replaceAll("")).results().toList()) {
      Path target = link.group(1).isEmpty() ? place : place.resolveSibling(link.group(1));
      String anchor = link.group(2);
      if (!Files.exists(target)) {
        broken.add(link.group());
      } else if (anchor != null && !anchors(Files.readString(target)).contains(anchor)) {
        broken.add(link.group());
      }
    }
    assertThat(broken).as("links of %s", page).isEmpty();
  }

  @Test
  void thePagesThatTheSourcesNameAreThere() throws IOException {
    List<String> broken = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(LocalArtifacts.ROOT)) {
      for (Path source : tree.filter(LinksTest::isSource).toList()) {
        MENTION
            .matcher(Files.readString(source))
            .results()
            .filter(page -> !Files.exists(LocalArtifacts.ROOT.resolve(page.group())))
            .forEach(page -> broken.add(source + ": " + page.group()));
      }
    }
    assertThat(broken).isEmpty();
  }

  /** As GitHub makes them of the headings. */
  private static List<String> anchors(String text) {
    List<String> anchors = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    HEADING
        .matcher(FENCE.matcher(text).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1"))
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
        .map(heading -> heading.strip().replace(' ', '-'))
        .forEach(
            anchor -> {
              int before = seen.merge(anchor, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? anchor : anchor + "-" + before);
            });
    return anchors;
  }

  private static boolean isSource(Path file) {
    String name = file.toString();
    return name.contains("/src/main/") && (name.endsWith(".java") || name.endsWith(".py"));
  }
}
