package io.snakepit.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaTextTest {

  @Test
  void aLiteralEscapesWhatWouldEndIt() {
    assertThat(JavaText.literal("a\"b\\u\n\0ü\uD83D\uDE00"))
        .isEqualTo("\"a\\\"b\\\\u\\012\\000ü\uD83D\uDE00\"");
  }

  @Test
  void codeStaysReadableWhereItCan() {
    assertThat(JavaText.code("add(a: int,\n b) -> int")).isEqualTo("{@code add(a: int, b) -> int}");
    assertThat(JavaText.code("a <b> */ {@}")).isEqualTo("<code>a &lt;b&gt; *&#47; {&#64;}</code>");
    assertThat(JavaText.code("\\u12")).isEqualTo("<code>&#92;u12</code>");
  }

  @Test
  void paragraphsMeanNothingToJavadoc() {
    assertThat(JavaText.paragraphs("A & <b>,\n@see */\n \n\n\nC:\\users\r\n\r\nlast\n\n"))
        .containsExactly("A &amp; &lt;b&gt;,\n&#64;see *&#47;", "C:&#92;users", "last");
    assertThat(JavaText.paragraphs("  \n")).isEmpty();
  }

  @Test
  void aCommentTakesTheLinesItNeeds() {
    assertThat(JavaText.comment("  ", List.of("Short."))).isEqualTo("  /** Short. */\n");
    assertThat(JavaText.comment("", List.of("x ".repeat(60).strip(), "second")))
        .isEqualTo(
            "/**\n * "
                + "x ".repeat(49).strip()
                + "\n * "
                + "x ".repeat(11).strip()
                + "\n *\n * <p>second\n */\n");
  }
}
