package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.batch;
import static io.snakepit.stdio.WireWriter.end;
import static io.snakepit.stdio.WireWriter.failure;
import static io.snakepit.stdio.WireWriter.frame;
import static io.snakepit.stdio.WireWriter.hostCall;
import static io.snakepit.stdio.WireWriter.item;
import static io.snakepit.stdio.WireWriter.log;
import static io.snakepit.stdio.WireWriter.probeReply;
import static io.snakepit.stdio.WireWriter.progress;
import static io.snakepit.stdio.WireWriter.result;
import static io.snakepit.stdio.WireWriter.settled;
import static io.snakepit.stdio.WireWriter.started;
import static io.snakepit.stdio.WireWriter.withdrawn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.LimitConfig;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import io.snakepit.stdio.WireReader.Received;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallTest {

  private static final LimitConfig SMALL = LimitConfig.defaults().withFrameBytes(2048);

  private final RecordingListener listener = new RecordingListener();

  @Carriers
  void aUnaryCallGetsItsResultAndSettles(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "add"), payload("args"), listener);
      Received call = fake.read();
      fake.write(result(1, "3"));

      assertThat(call.brief()).isEqualTo("02/1");
      assertThat(call.arguments()).isEqualTo("args");
      assertThat(listener.whenSettled()).containsExactly("item 3", "complete", "settled");
    }
  }

  @Carriers
  void signalsComeInTheOrderOfTheFrames(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.stream(1, "count", 3), Payload.EMPTY, listener);
      fake.write(
          batch(
              started(1),
              item(1, "a"),
              progress(1, "half"),
              item(1, "b"),
              log(1, "hm"),
              frame(0x84, 0, 1, ""),
              progress(1, "late"),
              settled(1)));

      assertThat(listener.whenSettled())
          .containsExactly(
              "started",
              "item a",
              "progress half",
              "item b",
              "complete",
              "progress late",
              "settled");
      assertThat(fake.request.logs).containsExactly("1:hm");
    }
  }

  @Carriers
  void whatIsReadAtOnceIsToldInABurst(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      CompletableFuture<Boolean> inBurst = new CompletableFuture<>();
      RecordingListener observer =
          new RecordingListener() {
            @Override
            public void onItem(Payload item) {
              inBurst.complete(fake.request.inBurst.get());
              super.onItem(item);
            }
          };
      fake.worker().begin(CallHead.unary(1, "add"), Payload.EMPTY, listener);
      fake.worker().begin(CallHead.unary(2, "add"), Payload.EMPTY, observer);
      fake.write(batch(result(1, "3"), result(2, "5")));

      assertThat(observer.whenSettled()).containsExactly("item 5", "complete", "settled");
      assertThat(inBurst).isCompletedWithValue(true);
    }
  }

  @Carriers
  void framesThatComeByteByByteAreTheSame(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.stream(1, "count", 3), Payload.EMPTY, listener);
      for (byte one : batch(item(1, "a"), item(1, "b"), end(1))) {
        fake.write(new byte[] {one});
      }

      assertThat(listener.whenSettled()).containsExactly("item a", "item b", "complete", "settled");
    }
  }

  @Carriers
  void largeAttachmentsArriveByteForByteBothWays(Carrier carrier) throws Exception {
    byte[] large = new byte[5 << 20];
    new Random(5).nextBytes(large);
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Payload payload = new Payload(utf8("x"), List.of(ByteBuffer.wrap(large), utf8("small")));
      fake.worker().begin(CallHead.unary(1, "echo"), payload, listener);
      Received call = fake.read();
      assertThat(call.arguments()).isEqualTo("x");
      assertThat(call.attachments()).containsExactly(large, "small".getBytes(UTF_8));

      fake.write(frame(0x83, 3, 1, new byte[] {'y'}, large, new byte[0]));
      assertThat(listener.whenSettled()).containsExactly("item y", "complete", "settled");
      assertThat(listener.items.get(0).attachments().get(0).array()).isEqualTo(large);
    }
  }

  @Carriers
  void theWorkersErrorComesAsItIs(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "fail"), Payload.EMPTY, listener);
      fake.write(failure(1, "boom"));

      assertThat(listener.whenSettled()).containsExactly("failure REMOTE boom", "settled");
    }
  }

  @Carriers
  void aCallSentAheadCanBeWithdrawn(Carrier carrier) throws Exception {
    CallHead head = new CallHead(2, 0, "later", "", 0, false, 1, true, false, Map.of());
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Exchange exchange = fake.worker().begin(head, Payload.EMPTY, listener);
      exchange.cancel();
      assertThat(fake.read().brief()).isEqualTo("02/2");
      assertThat(fake.read().brief()).isEqualTo("04/2");
      fake.write(withdrawn(2));

      assertThat(listener.whenSettled()).containsExactly("failure WITHDRAWN", "settled");
      // It hadn't started, so there was no code of it to disturb.
      assertThat(fake.process.events).isEmpty();
    }
  }

  @Carriers
  void aCallToBeAnnouncedThatYieldsSomethingHasStarted(Carrier carrier) throws Exception {
    CallHead head = new CallHead(2, 0, "$tools", "", 0, false, 1, true, false, Map.of());
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(head, Payload.EMPTY, listener);
      fake.write(result(2, "[]"));

      assertThat(listener.whenSettled())
          .containsExactly("started", "item []", "complete", "settled");
    }
  }

  @Carriers
  void creditIsPassedOnUntilTheOutcome(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Exchange exchange =
          fake.worker().begin(CallHead.stream(1, "count", 0), Payload.EMPTY, listener);
      fake.read();
      exchange.request(2);
      exchange.request(Long.MAX_VALUE);
      Received two = fake.read();
      Received many = fake.read();
      fake.write(batch(item(1, "a"), item(1, "b"), item(1, "c"), end(1)));

      assertThat(two.brief()).isEqualTo("03/1");
      assertThat(two.content().getInt(0)).isEqualTo(2);
      assertThat(many.content().getInt(0)).isEqualTo(Integer.MAX_VALUE);
      assertThat(listener.whenSettled())
          .containsExactly("item a", "item b", "item c", "complete", "settled");
      exchange.request(1);
      fake.worker().probe();
      assertThat(fake.read().kind()).isEqualTo(0x06);
    }
  }

  @Carriers
  void hostCallsAreAnsweredWhereTheyCameFrom(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "price"), Payload.EMPTY, listener);
      fake.read();
      fake.write(hostCall(1, 77, "lookup", "{\"item\": 1}"));
      HostRequest request = listener.hostCall.get(30, TimeUnit.SECONDS);
      request.reply(new Payload(utf8("12"), List.of(utf8("raw"))));
      Received reply = fake.read();
      fake.write(result(1, "12"));

      assertThat(reply.brief()).isEqualTo("05/1");
      assertThat(reply.flags()).isZero();
      assertThat(reply.content().getLong(0)).isEqualTo(77);
      assertThat(reply.text()).endsWith("12");
      assertThat(reply.attachments()).containsExactly("raw".getBytes(UTF_8));
      assertThat(listener.whenSettled().get(0)).isEqualTo("host call lookup {\"item\": 1}");
    }
  }

  @Carriers
  void hostCallsCanFail(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "price"), Payload.EMPTY, listener);
      fake.read();
      fake.write(hostCall(1, 78, "lookup", ""));
      listener.hostCall.get(30, TimeUnit.SECONDS).fail(payload("no such item"));
      Received reply = fake.read();

      assertThat(reply.flags()).isEqualTo(1);
      assertThat(reply.text()).endsWith("no such item");
    }
  }

  @Carriers
  void aHostReplyBeyondTheLimitEndsItsCall(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier, SMALL)) {
      fake.worker().begin(CallHead.unary(1, "price"), Payload.EMPTY, listener);
      fake.read();
      fake.write(hostCall(1, 79, "lookup", ""));
      listener.hostCall.get(30, TimeUnit.SECONDS).reply(Payload.of(new byte[4096]));
      assertThat(fake.read().brief()).isEqualTo("04/1");
      fake.write(failure(1, "cancelled"));

      assertThat(listener.whenSettled()).endsWith("failure TOO_LARGE", "settled");
      assertThat(listener.failure.get().message()).contains("lookup", "2048");
    }
  }

  @Carriers
  void argumentsBeyondTheLimitAreAnOutcomeAndNothingIsSent(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier, SMALL)) {
      fake.worker().begin(CallHead.unary(1, "big"), Payload.of(new byte[4096]), listener);
      assertThat(listener.signals).containsExactly("failure TOO_LARGE", "settled");
      assertThat(listener.failure.get().message()).contains("big", "2048");

      RecordingListener next = new RecordingListener();
      fake.worker().begin(CallHead.unary(2, "small"), Payload.EMPTY, next);
      assertThat(fake.read().brief()).isEqualTo("02/2");
      fake.write(result(2, ""));
      assertThat(next.whenSettled()).contains("complete");
    }
  }

  @Carriers
  void probesAreAnswered(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      CompletableFuture<Void> first = fake.worker().probe().toCompletableFuture();
      CompletableFuture<Void> second = fake.worker().probe().toCompletableFuture();
      Received probe = fake.read();
      assertThat(first).isNotDone();
      fake.write(probeReply(probe.call()));

      first.get(30, TimeUnit.SECONDS);
      second.get(30, TimeUnit.SECONDS);
      fake.worker().probe();
      assertThat(fake.read().call()).isNotEqualTo(probe.call());
    }
  }

  @Carriers
  void aListenerThatThrowsLosesNothing(Carrier carrier) throws Exception {
    RecordingListener throwing =
        new RecordingListener() {
          @Override
          public void onItem(Payload item) {
            throw new IllegalStateException("on purpose");
          }
        };
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "add"), Payload.EMPTY, throwing);
      fake.write(result(1, "3"));

      assertThat(throwing.whenSettled()).containsExactly("complete", "settled");
    }
  }

  @Carriers
  void nothingWaitsForAWorkerThatDoesNotRead(Carrier carrier) throws Exception {
    byte[] large = new byte[8 << 20];
    List<Thread> nudging = new CopyOnWriteArrayList<>();
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.process.onInterrupt = () -> nudging.add(Thread.currentThread());
      Exchange first =
          fake.worker().begin(CallHead.stream(1, "stuck", 1), Payload.of(large), listener);
      for (int id = 2; id < 2000; id++) {
        fake.worker().begin(CallHead.unary(id, "more"), Payload.EMPTY, new RecordingListener());
      }
      first.request(1);
      first.cancel();
      // Not handed over yet, so who cancels doesn't nudge: it would find nothing.
      assertThat(nudging).doesNotContain(Thread.currentThread());

      // What waited arrives whole and in order when the worker reads again.
      assertThat(fake.read().call()).isEqualTo(1);
      for (int id = 2; id < 2000; id++) {
        assertThat(fake.read().call()).isEqualTo(id);
      }
      assertThat(fake.read().brief()).isEqualTo("03/1");
      assertThat(fake.read().brief()).isEqualTo("04/1");
      await().untilAsserted(() -> assertThat(fake.process.events).containsOnly("interrupt"));
    }
  }

  @Carriers
  void theNudgeComesAfterTheCancelFrameCanBeRead(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      CompletableFuture<String> atNudge = new CompletableFuture<>();
      fake.process.onInterrupt = () -> atNudge.completeAsync(() -> uncheckedRead(fake).brief());
      Exchange exchange = fake.worker().begin(CallHead.unary(1, "loop"), Payload.EMPTY, listener);
      fake.read();
      exchange.cancel();
      exchange.cancel();

      assertThat(atNudge.get(30, TimeUnit.SECONDS)).isEqualTo("04/1");
      fake.write(failure(1, "cancelled"));
      assertThat(listener.whenSettled()).containsExactly("failure REMOTE cancelled", "settled");
      exchange.cancel();
      assertThat(fake.process.events).containsOnly("interrupt");
    }
  }

  @Carriers
  void aCallThatStartsWhileItIsBeingCancelledIsNudgedThen(Carrier carrier) throws Exception {
    CallHead announced = new CallHead(1, 0, "loop", "", 0, false, 1, true, false, Map.of());
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Exchange exchange = fake.worker().begin(announced, Payload.EMPTY, listener);
      fake.read();
      exchange.cancel();
      assertThat(fake.read().brief()).isEqualTo("04/1");
      assertThat(fake.process.events).isEmpty();

      fake.write(started(1));

      assertThat(fake.read().brief()).isEqualTo("04/1");
      await().untilAsserted(() -> assertThat(fake.process.events).containsOnly("interrupt"));
    }
  }

  @Carriers
  void aCallThatWasCancelledMaySucceedAllTheSame(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Exchange exchange = fake.worker().begin(CallHead.unary(1, "quick"), Payload.EMPTY, listener);
      exchange.cancel();
      fake.write(result(1, "done"));

      assertThat(listener.whenSettled()).containsExactly("item done", "complete", "settled");
    }
  }

  private static Received uncheckedRead(FakeWorker fake) {
    try {
      return fake.read();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Payload payload(String text) {
    return new Payload(utf8(text), List.of());
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
