package io.snakepit.it;

import java.net.URI;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;

/**
 * A Java sample as a source file whose lines have the numbers that they have on the page. One that
 * begins with an import or a type is taken as it is. Any other one is statements: they become the
 * method of a {@link SampleNames}, and each that ends in <code>// → value</code>, or <code>
 * // → value: more</code>, claims what the variable that it declares is.
 */
final class JavaSample extends SimpleJavaFileObject {

  /** What may be used without an import, unless the sample has imports of its own. */
  private static final String IMPORTS =
      """
      import io.snakepit.api.*;
      import io.snakepit.testkit.fault.*;
      import io.snakepit.testkit.junit.*;
      import java.nio.*;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      import java.util.stream.*;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.extension.RegisterExtension;
      import static org.assertj.core.api.Assertions.*;
      """;

  private static final String STATEMENTS =
      """
      public class %1$s extends io.snakepit.it.SampleNames {
      public %1$s(Snakepit pit, Path file) { super(pit, file); }
      @Override public void run() throws Exception {
      """;

  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public |final )*(?:class|interface|record|enum) (\\w+)");
  private static final Pattern DECLARATION = Pattern.compile("(?m)^ *\\w[^=;]* (\\w+) = ");
  private static final Pattern CLAIM = Pattern.compile("(?m)// → (.*?)(?:: .*)?$");

  private final Fence fence;
  private final String className;
  private final String source;
  private final boolean isStatements;

  private JavaSample(
      Fence fence, String className, boolean isStatements, String before, String after) {
    super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
    this.fence = fence;
    this.className = className;
    this.isStatements = isStatements;
    String inPackage = className.substring(0, className.lastIndexOf('.'));
    this.source =
        "\n".repeat(fence.line() - 2)
            + ("package " + inPackage + "; " + before).replace('\n', ' ')
            + "\n"
            + after;
  }

  static JavaSample of(Fence fence, String inPackage) {
    String text = fence.text().replace("…", "");
    Matcher type = TYPE.matcher(text);
    if (text.startsWith("import ") && type.find()) {
      return new JavaSample(fence, inPackage + "." + type.group(1), false, "", text);
    }
    if (type.lookingAt()) {
      return new JavaSample(fence, inPackage + "." + type.group(1), false, IMPORTS, text);
    }
    String name = "Sample" + fence.line();
    String before = IMPORTS + STATEMENTS.formatted(name);
    return new JavaSample(fence, inPackage + "." + name, true, before, withClaims(text) + "}}");
  }

  Fence fence() {
    return fence;
  }

  String className() {
    return className;
  }

  /** Whether it is a {@link SampleNames}. */
  boolean isStatements() {
    return isStatements;
  }

  /** Whether JUnit runs it. */
  boolean isTest() {
    return source.contains("@Test");
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return source;
  }

  private static String withClaims(String text) {
    return CLAIM
        .matcher(text)
        .replaceAll(
            claim ->
                Matcher.quoteReplacement(
                    "claim(%s, \"%s\");"
                        .formatted(
                            declaredBefore(text, claim), claim.group(1).replace("\"", "\\\""))));
  }

  private static String declaredBefore(String text, MatchResult claim) {
    String name = "noVariableIsDeclaredBefore";
    Matcher declaration = DECLARATION.matcher(text).region(0, claim.start());
    while (declaration.find()) {
      name = declaration.group(1);
    }
    return name;
  }
}
