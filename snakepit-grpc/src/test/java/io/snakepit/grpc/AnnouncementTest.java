package io.snakepit.grpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.spi.WorkerOpenException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {

  @Test
  void aPortIsRead() throws IOException {
    assertThat(read("snakepit.v1 tcp:127.0.0.1:40001\n").port()).isEqualTo(40_001);
  }

  @Test
  void aUnixSocketNeedsNoPort() throws IOException {
    assertThat(read("snakepit.v1 unix:/tmp/x/wire\n").port()).isZero();
  }

  @Test
  void onlyTheLineIsRead() throws IOException {
    ByteArrayInputStream output = bytes("snakepit.v1 tcp:127.0.0.1:1\nrest");

    Announcement.read("w", output);

    assertThat(output.readAllBytes()).asString().isEqualTo("rest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello\n",
        "snakepit.v2 tcp:127.0.0.1:1\n",
        "snakepit.v1 tcp:10.0.0.1:1\n",
        "snakepit.v1 tcp:127.0.0.1:1",
        "snakepit.v1 tcp:127.0.0.1:\n"
      })
  void anythingElseIsQuoted(String output) {
    assertThatThrownBy(() -> read(output))
        .isInstanceOf(WorkerOpenException.class)
        .hasMessageContaining(output.substring(0, 5));
  }

  @Test
  void whatIsPrintedBeforeItIsPassedOver() throws IOException {
    assertThat(read("activating\n\nready\nsnakepit.v1 tcp:127.0.0.1:7\n").port()).isEqualTo(7);
    assertThat(read("no line end snakepit.v1 tcp:127.0.0.1:7\n").port()).isEqualTo(7);
  }

  @Test
  void aWorkerOfAnotherVersionIsNotWaitedFor() {
    ByteArrayInputStream output = bytes("ready\nsnakepit.v2 tcp:127.0.0.1:1\nrest");

    assertThatThrownBy(() -> Announcement.read("w", output))
        .isInstanceOf(WorkerOpenException.class)
        .hasMessageContaining("ready\\nsnakepit.v2");
    assertThat(output.readAllBytes()).asString().isEqualTo("rest");
  }

  @Test
  void endlessGarbageIsReadUpToABound() {
    ByteArrayInputStream output = bytes("x".repeat(100_000));

    assertThatThrownBy(() -> Announcement.read("w", output))
        .isInstanceOf(WorkerOpenException.class);
    assertThat(output.available()).isGreaterThan(30_000);
  }

  @Test
  void noOutputIsTheEndOfIt() {
    assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
  }

  private static Announcement read(String output) throws IOException {
    return Announcement.read("w", bytes(output));
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }
}
