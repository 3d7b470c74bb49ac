package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import org.junit.jupiter.api.Test;

class CodecsTest {

  private final Codecs codecs = Codecs.discovered();

  @Test
  void jsonIsPreferred() {
    assertThat(codecs.names()).containsExactly("json", "msgpack");
    assertThat(codecs.byName("msgpack")).isInstanceOf(MessagePackCodec.class);
    assertThat(codecs.byName("json")).isSameAs(codecs.plain()).isInstanceOf(JsonCodec.class);
  }

  @Test
  void anUnknownCodecIsAnErrorThatNamesTheKnown() {
    assertThatThrownBy(() -> codecs.byName("xml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("there is no codec 'xml', only json, msgpack");
  }
}
