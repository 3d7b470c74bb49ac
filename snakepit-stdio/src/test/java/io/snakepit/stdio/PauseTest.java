package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.hello;
import static io.snakepit.stdio.WireWriter.result;
import static io.snakepit.stdio.WireWriter.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When reading may be put off for a moment, so that more comes together. */
class PauseTest {

  private static final int PLENTY = 8;

  private Connection connection;

  @BeforeEach
  void greet() throws Exception {
    connection =
        new Connection(
            new FakeRequest("pause", Path.of("unused")),
            new FakeProcess(List.of()),
            new Journal(Path.of("unused")),
            inbound -> new Unread());
    connection.onBytes(ByteBuffer.wrap(hello("json")));
  }

  @Test
  void aWorkerWithFewCallsAheadIsReadAtOnce() {
    begin(PLENTY - 1, false, true);

    assertThat(connection.pauseNanos()).isZero();
  }

  @Test
  void manyCallsAheadAllowAPauseUntilTheyHaveSettled() {
    begin(PLENTY, false, true);

    assertThat(connection.pauseNanos()).isPositive();

    connection.onBytes(ByteBuffer.wrap(started(1)));
    assertThat(connection.pauseNanos()).isPositive();
    connection.onBytes(ByteBuffer.wrap(result(1, "3")));
    assertThat(connection.pauseNanos()).isZero();
  }

  @Test
  void thePauseHasABoundHoweverManyCallsAreAhead() {
    begin(1_000, false, true);
    long pause = connection.pauseNanos();
    begin(1_001, 2_000, false, true);

    assertThat(connection.pauseNanos()).isEqualTo(pause);
  }

  @Test
  void aFrameThatIsHalfReadIsNotKeptWaiting() {
    begin(PLENTY + 1, false, true);
    byte[] frame = result(1, "a result");
    connection.onBytes(ByteBuffer.wrap(Arrays.copyOf(frame, frame.length - 1)));

    assertThat(connection.pauseNanos()).isZero();

    connection.onBytes(ByteBuffer.wrap(frame, frame.length - 1, 1));
    assertThat(connection.pauseNanos()).isPositive();
  }

  @Test
  void streamsAndCallsThatRunBesideEachOtherAreReadAtOnce() {
    begin(1, PLENTY, true, true);
    begin(PLENTY + 1, 2 * PLENTY, false, false);

    assertThat(connection.pauseNanos()).isZero();
  }

  private void begin(int last, boolean stream, boolean announce) {
    begin(1, last, stream, announce);
  }

  private void begin(int first, int last, boolean stream, boolean announce) {
    for (int id = first; id <= last; id++) {
      CallHead head = new CallHead(id, 0, "tool", "", 0, stream, 1, announce, false, Map.of());
      connection.begin(head, Payload.EMPTY, new RecordingListener());
    }
  }

  /** A link that takes everything and sends nothing. */
  private record Unread() implements Link {

    @Override
    public void start() {}

    @Override
    public long send(OutgoingFrame frame) {
      return 0;
    }

    @Override
    public void close() {}
  }
}
