package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Which keys of sessions every wire can carry. */
class SessionRefTest {

  @Test
  void aKeyOfTextFits() {
    assertThatCode(() -> SessionRef.requireFit("a\ud83d\udc0d".repeat(13_107)))
        .doesNotThrowAnyException();
  }

  @Test
  void aKeyThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> SessionRef.requireFit("\u20ac".repeat(21_846)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65538 bytes");
  }

  @Test
  void aKeyWithALoneSurrogateIsRefused() { // as bytes it would be another key's
    assertThatThrownBy(() -> SessionRef.requireFit("user-\ud800"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lone surrogate");
  }
}
