package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireExceptionTest {

  @Test
  void wantOfMemoryNamesTheLimitToRaise() {
    assertThat(new WireException(new OutOfMemoryError("Java heap space")))
        .hasMessage("more than this JVM's heap has room for (-Xmx): Java heap space");
    assertThat(new WireException(new OutOfMemoryError("Direct buffer memory")))
        .hasMessageContaining("-XX:MaxDirectMemorySize");
  }

  @Test
  void anythingElseIsQuoted() {
    assertThat(new WireException(new IllegalStateException("odd")))
        .hasMessage("something that couldn't be taken in: java.lang.IllegalStateException: odd");
  }
}
