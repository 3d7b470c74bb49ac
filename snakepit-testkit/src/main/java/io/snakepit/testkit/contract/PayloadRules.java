package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Payloads arrive byte for byte, within their bounds. */
abstract class PayloadRules extends ContractRules {

  private static final int[] sizes = {
    0, 1, 2, 4095, 4096, 4097, 65_535, 65_536, 65_537, 1 << 20, (1 << 20) + 1
  };
  private static final int FRAME_LIMIT = 1 << 17;

  PayloadRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @Test
  void required_S8_bodiesOfAnySizeArrive() {
    WorkerUnderTest worker = open();

    for (int size : sizes) {
      String text = letters(size);
      assertThat(text.equals(worker.call(ECHO).with("value", text).value()))
          .as("%s letters come back", size)
          .isTrue();
    }
  }

  @Test
  void required_S8_attachmentsOfAnySizeArrive() {
    needs(Capability.BINARY);
    WorkerUnderTest worker = open();

    for (int size : sizes) {
      assertThat(worker.call(ECHO).with("value", bytes(size)).value())
          .as("%s bytes come back", size)
          .isEqualTo(bytes(size));
    }
  }

  @Test
  void required_S8_manyAttachmentsKeepTheirOrder() {
    needs(Capability.BINARY);
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sent.add(bytes(i));
    }

    List<?> received = Values.list(open().call(ECHO).with("value", sent).value());

    assertThat(received).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(received.get(i)).isEqualTo(sent.get(i));
    }
  }

  @Test
  void required_S8_argumentsAreLeftAsTheyWere() {
    Payload plain = subject().codec().encode(Map.of("value", letters(100)));
    ByteBuffer roomy = ByteBuffer.allocateDirect(plain.body().remaining() + 7).position(7);
    roomy.put(plain.body().duplicate()).position(7);
    Payload payload = new Payload(roomy.asReadOnlyBuffer(), plain.attachments());

    RecordedCall call = open().call(ECHO).encoded(payload).begin();

    assertThat(call.awaitValue()).isEqualTo(letters(100));
    call.awaitSettled();
    assertThat(payload.body().position()).isEqualTo(7);
    assertThat(payload.body()).isEqualTo(plain.body());
  }

  @Test
  void required_S8_aReceivedPayloadBelongsToItsReceiver() {
    WorkerUnderTest worker = open();
    List<RecordedCall> calls = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      RecordedCall call = worker.call(ECHO).with("value", letters(1000 + i)).begin();
      call.awaitSuccess().awaitSettled();
      calls.add(call);
    }

    for (int i = 0; i < 20; i++) {
      assertThat(calls.get(i).awaitValue()).isEqualTo(letters(1000 + i));
    }
  }

  @Test
  void required_S4_argumentsAboveTheFrameLimitAreRefused() {
    WorkerUnderTest worker = open(OpenPlan.plain().frameLimit(FRAME_LIMIT));

    RecordedCall call = worker.call(ECHO).with("value", letters(FRAME_LIMIT + 1)).begin();

    Failure failure = call.awaitFailure();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.TOO_LARGE);
    assertThat(failure.message()).isNotBlank();
    call.awaitSettled();
    worker.assertHealthy();
  }

  @Test
  void required_S4_aResultAboveTheFrameLimitEndsThatCallOnly() {
    WorkerUnderTest worker = open(OpenPlan.plain().frameLimit(FRAME_LIMIT));

    RecordedCall call = worker.call(LARGE).with("size", FRAME_LIMIT + 1).begin();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.REMOTE);
    call.awaitSettled();
    worker.assertHealthy();
  }

  @Test
  void required_S8_aResultBelowTheFrameLimitArrives() {
    WorkerUnderTest worker = open(OpenPlan.plain().frameLimit(FRAME_LIMIT));
    int size = FRAME_LIMIT - 1024; // what the wire adds to a payload counts, too

    assertThat(worker.call(LARGE).with("size", size).value()).isEqualTo("x".repeat(size));
  }

  private static String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append((char) ('a' + i % 26));
    }
    return text.toString();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
