package io.snakepit.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirements file as pip reads it.
 *
 * @param path the file
 * @param text its text and that of the files it includes: a change in any makes another environment
 * @param specifiers its lines, when each is a mere requirement specifier; empty when some are
 *     options, addresses or paths, which only pip can judge
 */
record RequirementsFile(Path path, String text, Optional<List<String>> specifiers) {

  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
  private static final Pattern INCLUDE =
      Pattern.compile("(?:-r|-c|--requirement|--constraint)[\\s=]*(\\S.*)");
  private static final Pattern MARKER = Pattern.compile("\\s*;.*");

  /** Editors on Windows begin a file with it, and pip passes over it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Reads it. */
  static RequirementsFile read(Path path) throws IOException {
    StringBuilder text = new StringBuilder();
    collect(path, text, new HashSet<>());
    List<String> lines = lines(content(path));
    boolean plain =
        lines.stream()
            .map(line -> MARKER.matcher(line).replaceFirst(""))
            .allMatch(PackageList::isSpecifier);
    return new RequirementsFile(
        path, text.toString(), plain ? Optional.of(lines) : Optional.empty());
  }

  private static void collect(Path path, StringBuilder text, Set<Path> seen) throws IOException {
    if (!seen.add(path.toAbsolutePath().normalize())) {
      return;
    }
    String content = content(path);
    text.append(content).append('\0');
    for (String line : lines(content)) {
      Matcher include = INCLUDE.matcher(line);
      if (include.matches()) {
        Path included = path.resolveSibling(include.group(1).strip());
        // What isn't there, or is an address, is pip's to complain about or to fetch.
        if (Files.isRegularFile(included)) {
          collect(included, text, seen);
        }
      }
    }
  }

  private static String content(Path path) throws IOException {
    String content = Files.readString(path);
    return content.startsWith(BYTE_ORDER_MARK)
        ? content.substring(BYTE_ORDER_MARK.length())
        : content;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.replace("\\\r\n", " ").replace("\\\n", " ").lines().toList()) {
      String bare = COMMENT.matcher(line).replaceFirst("").strip();
      if (!bare.isEmpty()) {
        lines.add(bare);
      }
    }
    return lines;
  }
}
