package io.snakepit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which end of a stream is damage, and what is said of it. */
class StreamEndTest {

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"OK", "UNAVAILABLE", "CANCELLED"})
  void aWorkerThatHasEndedDamagesNothing(Status.Code code) {
    assertThat(StreamEnd.damage(code.toStatus())).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OK", "UNAVAILABLE", "CANCELLED"})
  void anyOtherEndIsToldByItsCode(Status.Code code) {
    assertThat(StreamEnd.damage(code.toStatus().withDescription("why")))
        .hasMessage("the end of its stream, " + code + ": why");
  }

  @Test
  void aMessageThatGrpcCanNotParseIsDamage() {
    Status status = Status.CANCELLED.withCause(Status.INTERNAL.asRuntimeException());

    assertThat(StreamEnd.damage(status)).hasMessage("a message that can't be parsed");
  }

  @Test
  void wantOfMemoryIsNotBlamedOnTheWorker() {
    OutOfMemoryError error = new OutOfMemoryError("Cannot reserve 7 bytes");
    Status status =
        Status.UNKNOWN.withCause(new IllegalStateException(new RuntimeException(error)));

    assertThat(Objects.requireNonNull(StreamEnd.damage(status)))
        .hasMessage(
            "more than this JVM has memory for outside its heap (-XX:MaxDirectMemorySize): "
                + "Cannot reserve 7 bytes")
        .hasCause(error);
  }

  @Test
  void wantOfHeapIsToldFromWantOfOtherMemory() {
    Status status = Status.UNKNOWN.withCause(new OutOfMemoryError("Java heap space"));

    assertThat(StreamEnd.damage(status))
        .hasMessage("more than this JVM's heap has room for (-Xmx): Java heap space");
  }
}
