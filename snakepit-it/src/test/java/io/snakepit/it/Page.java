package io.snakepit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param name where it stands below the root
 * @param text Markdown
 */
record Page(String name, String text) {

  /** Every page that people read. */
  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(LocalArtifacts.ROOT)) {
      for (Path file : tree.filter(Page::isPage).sorted().toList()) {
        String name = LocalArtifacts.ROOT.relativize(file).toString().replace('\\', '/');
        pages.add(named(name));
      }
    }
    return pages;
  }

  /** One that must be there. */
  static Page named(String name) throws IOException {
    return new Page(name, Files.readString(LocalArtifacts.ROOT.resolve(name)));
  }

  /** The sources whose Javadoc has samples, with these as Markdown would have them. */
  static List<Page> javadoc() throws IOException {
    List<Page> pages = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(LocalArtifacts.ROOT)) {
      for (Path file : tree.filter(Page::isMainSource).sorted().toList()) {
        String text = Files.readString(file);
        if (text.contains("<pre>")) {
          String name = LocalArtifacts.ROOT.relativize(file).toString();
          pages.add(new Page(name, asMarkdown(text)));
        }
      }
    }
    return pages;
  }

  /** Its fenced blocks, in their order. */
  List<Fence> fences() {
    List<Fence> fences = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int begin = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).stripLeading().startsWith("```")) {
        continue;
      }
      if (begin < 0) {
        begin = i;
        continue;
      }
      String before = begin == 0 ? "" : lines.get(begin - 1);
      String language = lines.get(begin).strip().substring(3);
      String content = String.join("\n", lines.subList(begin + 1, i)) + "\n";
      fences.add(new Fence(name, begin + 2, language, content, !before.contains(Fence.NOT_RUN)));
      begin = -1;
    }
    return fences;
  }

  /** Those of a language. */
  List<Fence> fences(String language) {
    return fences().stream().filter(fence -> fence.language().equals(language)).toList();
  }

  /** The Java package that its samples are in. */
  String samplePackage() {
    return "pages."
        + name.replaceFirst("\\.\\w+$", "")
            .replace('/', '.')
            .replace('-', '_')
            .toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name;
  }

  private static String asMarkdown(String source) {
    return source
        .replaceAll("(?m)^ +\\* ?", "")
        .replaceAll("(?m)^<pre>\\{@code$", "```java")
        .replaceAll("(?m)^}</pre>$", "```");
  }

  private static boolean isMainSource(Path file) {
    return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java");
  }

  private static boolean isPage(Path file) {
    Path name = LocalArtifacts.ROOT.relativize(file);
    boolean isOurs = name.getNameCount() == 1 || name.startsWith("docs") || isExample(name);
    return isOurs && name.toString().endsWith(".md");
  }

  private static boolean isExample(Path name) {
    return name.startsWith("examples") && name.endsWith("README.md");
  }
}
