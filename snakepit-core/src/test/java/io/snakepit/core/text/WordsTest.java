package io.snakepit.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an exception says. */
class WordsTest {

  @Test
  void isItsMessageOrElseItsClass() {
    assertThat(Words.of(new IllegalStateException("no model today"))).isEqualTo("no model today");
    assertThat(Words.of(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void areNotEnoughOfAnError() {
    assertThat(Words.of(new NoSuchFieldError("ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS")))
        .isEqualTo("java.lang.NoSuchFieldError: ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS");
    assertThat(Words.of(new StackOverflowError())).isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void isItsClassWhereItsMessageFails() {
    Exception mute =
        new Exception() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("no");
          }
        };
    assertThat(Words.of(mute))
        .startsWith("io.snakepit.core.text.WordsTest")
        .contains("java.lang.UnsupportedOperationException");
  }
}
