package io.snakepit.core.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes of a file are, it is read or refused, and refused in one way only. */
@Execution(ExecutionMode.CONCURRENT)
class MalformedConfigTest {

  private static final long SEED = 14;

  private static final String GOOD =
      """
      pools { "a b" { workers = ${?N}4, queue { calls = 1, timeout = 1.5s }, tools += x.py }
        b = ${pools.c} { limits.frame-bytes = 64MiB, codecs = [json, "msgpack"] } # why
        c : { runtime-options { command = \"""a "b" c\""" }, restart { jitter = 1e-1 } } }
      work-directory = ${HOME}/x // where
      """;

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "=",
          "+=",
          ":",
          ",",
          "\n",
          "\"",
          "\"\"\"",
          "${",
          "${?",
          "}",
          ".",
          "\\",
          "\\u",
          "#",
          "//",
          "include ",
          "null",
          "true",
          "1e999999999",
          "-",
          "99999999999999999999",
          "s",
          "MiB",
          "pools",
          "default",
          "workers",
          "queue",
          "timeouts.call",
          "tools",
          "\uFEFF",
          "\0",
          "\uD83D\uDE00",
          " ");

  @TempDir private Path folder;

  @Test
  void bytesByChance() {
    Random random = new Random(SEED);
    for (int round = 0; round < 1_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertReadOrRefused(bytes);
    }
  }

  @Test
  void piecesOfTheFormatByChance() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(40); piece >= 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      assertReadOrRefused(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aGoodFileWithWounds() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int wound = random.nextInt(4); wound >= 0; wound--) {
        int at = random.nextInt(text.length());
        int until = Math.min(text.length(), at + random.nextInt(6));
        text.replace(at, until, PIECES.get(random.nextInt(PIECES.size())));
      }
      assertReadOrRefused(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "a=[", "a{", "a.", "${a}", "a=${a}", "(", "\"", "\"a\".", "pools.a.tools=["})
  void nestingWithoutEndIsRefused(String piece) {
    byte[] bytes = piece.repeat(100_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> new Load(folder).config(bytes))
        .isInstanceOf(ConfigurationException.class);
  }

  private void assertReadOrRefused(byte[] bytes) {
    assertThatCode(
            () -> {
              try {
                new Load(folder).config(bytes);
              } catch (ConfigurationException refused) {
                refused.problems();
              }
            })
        .as(() -> new String(bytes, StandardCharsets.UTF_8))
        .doesNotThrowAnyException();
  }
}
