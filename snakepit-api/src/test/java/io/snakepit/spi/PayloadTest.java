package io.snakepit.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadTest {

  @Test
  void itsSizeIsThatOfTheBodyAndOfAllAttachments() {
    ByteBuffer halfRead = ByteBuffer.allocate(8).position(4);

    assertThat(new Payload(halfRead, List.of(ByteBuffer.allocate(16), halfRead)).size())
        .isEqualTo(24);
    assertThat(Payload.of(new byte[] {1, 2}).size()).isEqualTo(2);
    assertThat(Payload.EMPTY.size()).isZero();
  }

  @SuppressWarnings("NullAway") // as of an adapter that is compiled without it
  @Test
  void whatIsMissingIsMissedWhereItIsMade() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Payload(null, List.of()))
        .withMessage("body");
    assertThatNullPointerException()
        .isThrownBy(() -> new Payload(ByteBuffer.allocate(0), null))
        .withMessage("attachments");
  }
}
