package io.snakepit.cli.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text of others inside of a source: nothing in it means anything to Java. */
final class JavaText {

  static final int WIDTH = 100;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");
  private static final Pattern UNSAFE_AS_CODE = Pattern.compile("[{}@\\\\[\\p{Cntrl}]]|\\*/");

  private JavaText() {}

  /** A literal. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      if (letter == '"' || letter == '\\') {
        literal.append('\\').append(letter);
      } else if (Character.isISOControl(letter)) {
        literal.append(String.format("\\%03o", (int) letter));
      } else {
        literal.append(letter);
      }
    }
    return literal.append('"').toString();
  }

  /** A piece of code inside of a Javadoc comment. */
  static String code(String text) {
    String line = BLANKS.matcher(text.strip()).replaceAll(" ");
    return UNSAFE_AS_CODE.matcher(line).find()
        ? "<code>" + escape(line) + "</code>"
        : "{@code " + line + "}";
  }

  /** The paragraphs of a text, for {@link #comment}. */
  static List<String> paragraphs(String text) {
    List<String> paragraphs = new ArrayList<>();
    PARAGRAPHS
        .splitAsStream(text)
        .filter(paragraph -> !paragraph.isBlank())
        .forEach(paragraph -> paragraphs.add(escape(paragraph.strip())));
    return paragraphs;
  }

  /**
   * A Javadoc comment.
   *
   * @param paragraphs its paragraphs, escaped
   * @return lines with a line end after the last
   */
  static String comment(String indent, List<String> paragraphs) {
    String line = indent + "/** " + paragraphs.get(0) + " */\n";
    if (paragraphs.size() == 1 && line.length() <= WIDTH + 1 && !paragraphs.get(0).contains("\n")) {
      return line;
    }
    StringBuilder comment = new StringBuilder(indent).append("/**\n");
    for (int index = 0; index < paragraphs.size(); index++) {
      if (index > 0) {
        comment.append(indent).append(" *\n");
      }
      fill(comment, indent + " *", (index > 0 ? "<p>" : "") + paragraphs.get(index));
    }
    return comment.append(indent).append(" */\n").toString();
  }

  private static void fill(StringBuilder comment, String begin, String paragraph) {
    StringBuilder line = new StringBuilder(begin);
    for (String word : BLANKS.splitAsStream(paragraph).toList()) {
      if (line.length() > begin.length() && line.length() + 1 + word.length() > WIDTH) {
        comment.append(line).append('\n');
        line = new StringBuilder(begin);
      }
      line.append(' ').append(word);
    }
    comment.append(line).append('\n');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("\\", "&#92;")
        .replace("*/", "*&#47;")
        .replaceAll("[\\p{Cntrl}&&\\S]", " ");
  }
}
