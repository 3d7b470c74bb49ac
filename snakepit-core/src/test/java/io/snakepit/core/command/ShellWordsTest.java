package io.snakepit.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

  @Test
  void blanksPartWords() {
    assertThat(ShellWords.split("  node\tworker.js \n --flag ")) //
        .containsExactly("node", "worker.js", "--flag");
  }

  @Test
  void aBlankLineHasNoWords() {
    assertThat(ShellWords.split(" \t ")).isEmpty();
  }

  @Test
  void singleQuotesKeepEverything() {
    assertThat(ShellWords.split("a 'b \"c\" \\ $d' e")).containsExactly("a", "b \"c\" \\ $d", "e");
  }

  @Test
  void doubleQuotesKeepAllButEscapes() {
    assertThat(ShellWords.split("\"b 'c' \\\" \\\\ \\$d \\n\""))
        .containsExactly("b 'c' \" \\ $d \\n");
  }

  @Test
  void aBackslashKeepsTheNextCharacter() {
    assertThat(ShellWords.split("/my\\ folder/run \\'x")) //
        .containsExactly("/my folder/run", "'x");
  }

  @Test
  void quotesMayBePartOfAWord() {
    assertThat(ShellWords.split("--name='a b'\"c\"d")).containsExactly("--name=a bcd");
  }

  @Test
  void emptyQuotesAreAWord() {
    assertThat(ShellWords.split("a '' \"\"")).containsExactly("a", "", "");
  }

  @Test
  void nothingIsExpanded() {
    assertThat(ShellWords.split("$HOME *.js ~ `x`")).containsExactly("$HOME", "*.js", "~", "`x`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"node 'worker", "node \"worker", "node \"worker\\\""})
  void aQuoteThatIsNotClosedIsRefused(String line) {
    assertThatThrownBy(() -> ShellWords.split(line))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the quote at character 6 isn't closed");
  }

  @Test
  void aBackslashAtTheEndIsRefused() {
    assertThatThrownBy(() -> ShellWords.split("node \\"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("backslash");
  }
}
