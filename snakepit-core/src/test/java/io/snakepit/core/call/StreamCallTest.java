package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.LimitConfig;
import io.snakepit.api.Result;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stream asks for, and when it gives up. */
class StreamCallTest {

  private static final int KIB = 1 << 10;
  private static final long QUEUE_DEADLINE = 1_000;

  private final CallControl control = mock(CallControl.class);
  private final Timer timer = mock(Timer.class);
  private final Attempt attempt = mock(Attempt.class);
  private final Codec codec = mock(Codec.class);

  @BeforeEach
  void wire() {
    when(control.timer()).thenReturn(timer);
    when(attempt.isStarted()).thenReturn(true);
  }

  private StreamCall stream(LimitConfig limits) {
    return stream(limits, Timer.NEVER);
  }

  private StreamCall stream(LimitConfig limits, long deadline) {
    return stream(limits, deadline, null);
  }

  private StreamCall stream(LimitConfig limits, long deadline, @Nullable Duration timeout) {
    CallSpec spec =
        new CallSpec(
            "count",
            Payload.of(new byte[0]),
            codec,
            true,
            null,
            Map.of(),
            false,
            null,
            null,
            deadline,
            timeout,
            QUEUE_DEADLINE,
            null);
    return new StreamCall(spec, control, limits, Duration.ofNanos(60));
  }

  private void begin(StreamCall call) {
    call.beginAttempt("worker-1");
    call.carriedBy(attempt);
  }

  @Test
  void untilTheSizeOfAnItemIsKnownAsManyAreAskedForAsFitAtTheirLargest() {
    LimitConfig limits = LimitConfig.defaults().withFrameBytes(64 * KIB).withStreamBytes(128 * KIB);
    StreamCall call = stream(limits);
    call.consume(() -> {});
    begin(call);
    assertThat(call.initialCredit()).isEqualTo(2);

    call.item(Payload.of(new byte[16 * KIB]), codec);

    verify(attempt).request(6); // one is here and one under way, of the eight that fit
  }

  @Test
  void itemsThatMayBeLargerThanTheWindowComeOneAtATime() {
    StreamCall call = stream(LimitConfig.defaults());
    call.consume(() -> {});
    begin(call);
    assertThat(call.initialCredit()).isEqualTo(1);

    call.item(Payload.of(new byte[1]), codec);

    verify(attempt).request(15);
    call.item(Payload.of(new byte[1]), codec);
    verify(attempt, times(1)).request(anyLong());
  }

  @Test
  void itemsThatCanNotFillTheWindowAreAskedForAllAtOnce() {
    StreamCall call = stream(LimitConfig.defaults().withFrameBytes(KIB));
    call.consume(() -> {});
    begin(call);

    assertThat(call.initialCredit()).isEqualTo(16);
  }

  @Test
  void ofTheLargestWindowNotEachItemIsAskedForByItself() {
    StreamCall call =
        stream(
            LimitConfig.defaults()
                .withFrameBytes(KIB)
                .withStreamItems(Integer.MAX_VALUE)
                .withStreamBytes(Long.MAX_VALUE));
    call.consume(() -> {});
    begin(call);
    assertThat(call.initialCredit()).isEqualTo(Integer.MAX_VALUE);

    call.item(Payload.of(new byte[1]), codec);
    call.poll();

    verify(attempt, never()).request(anyLong());
  }

  @Test
  void aStreamThatWaitsForAWorkerIsNotIdle() {
    StreamCall call = stream(LimitConfig.defaults());

    assertThat(call.check(100)).as("to look again").isEqualTo(160);
    assertThat(call.isEnded()).isFalse();

    when(timer.nanoTime()).thenReturn(150L);
    begin(call);
    assertThat(call.check(200)).isEqualTo(210);
    assertThat(call.isEnded()).isFalse();

    call.check(210);
    assertThat(call.failure().code()).isEqualTo(ErrorCode.STREAM_IDLE);
  }

  @Test
  void oneThatWaitsForAWorkerAgainIsNotIdle() {
    StreamCall call = stream(LimitConfig.defaults());
    begin(call);
    call.dropped(attempt);

    assertThat(call.check(100)).as("to look again").isEqualTo(160);

    when(timer.nanoTime()).thenReturn(150L);
    begin(call);
    assertThat(call.check(160)).isEqualTo(210);
    assertThat(call.isEnded()).isFalse();
  }

  @Test
  void norIsOneThatWaitsAtItsWorkerBehindOthers() {
    when(attempt.isStarted()).thenReturn(false);
    StreamCall call = stream(LimitConfig.defaults());
    begin(call);
    assertThat(call.check(100)).isEqualTo(160);

    when(timer.nanoTime()).thenReturn(150L);
    call.started();
    assertThat(call.check(160)).isEqualTo(210);
    assertThat(call.isEnded()).isFalse();
  }

  @Test
  void itIsIdleNoSoonerThanAfterItsLastItemAndWhoTookOne() {
    StreamCall call = stream(LimitConfig.defaults());
    call.consume(() -> {});
    begin(call);

    when(timer.nanoTime()).thenReturn(50L);
    call.item(Payload.of(new byte[1]), codec);
    assertThat(call.check(100)).isEqualTo(110);

    when(timer.nanoTime()).thenReturn(100L);
    assertThat(call.poll()).isNotNull();
    assertThat(call.check(110)).isEqualTo(160);

    when(timer.nanoTime()).thenReturn(150L);
    assertThat(call.poll()).as("there is none").isNull();
    assertThat(call.check(155)).isEqualTo(160);
  }

  @Test
  void anIdleOneSaysThatItsToolGaveNothing() {
    StreamCall call = stream(LimitConfig.defaults());
    call.consume(() -> {});
    begin(call);
    assertThat(call.initialCredit()).isPositive();

    call.check(60);

    assertThat(call.failure())
        .hasMessageContaining("tool 'count' gave no item of its stream for")
        .hasMessageContaining("raise it for a tool that needs longer for one");
  }

  @Test
  void anIdleOneSaysThatNobodyTookWhatItsToolGave() {
    StreamCall call = stream(LimitConfig.defaults());
    call.consume(() -> {});
    begin(call);
    call.item(Payload.of(new byte[1]), codec);

    call.check(60);

    assertThat(call.failure())
        .hasMessageContaining("nobody took an item of the stream of tool 'count' for")
        .hasMessageContaining("close streams that aren't read to their end");
  }

  @Test
  void anIdleOneSaysThatNobodyReadsIt() {
    StreamCall call = stream(LimitConfig.defaults());
    begin(call);

    call.check(60);

    assertThat(call.failure())
        .hasMessageContaining("nobody took an item of the stream of tool 'count' for");
  }

  @Test
  void closingItBeforeItsLastItemIsTakenIsNeverItsEnd() {
    StreamCall call = stream(LimitConfig.defaults());
    CallStream stream = new CallStream(call);
    Iterator<Result> items = stream.iterator();
    begin(call);
    call.item(Payload.of(new byte[1]), codec);
    call.item(Payload.of(new byte[1]), codec);
    call.succeed(); // the worker is done: there is nobody to cancel any more
    items.next();

    stream.close();

    assertThatThrownBy(items::hasNext)
        .isInstanceOf(CallCancelledException.class)
        .hasMessageContaining("was closed");
    assertThatThrownBy(items::next).isInstanceOf(CallCancelledException.class);
  }

  @Test
  void closingItBehindItsLastItemChangesNothing() {
    StreamCall call = stream(LimitConfig.defaults());
    CallStream stream = new CallStream(call);
    Iterator<Result> items = stream.iterator();
    begin(call);
    call.item(Payload.of(new byte[1]), codec);
    call.succeed();
    items.next();

    stream.close();

    assertThat(items.hasNext()).isFalse();
  }

  @Test
  void aSubscriberOfAStreamThatIsClosedIsToldToo() {
    when(control.executor()).thenReturn(Runnable::run);
    StreamCall call = stream(LimitConfig.defaults());
    CallStream stream = new CallStream(call);
    List<Object> signals = new ArrayList<>();
    stream.subscribe(new OneAtFirst(signals));
    begin(call);
    call.item(Payload.of(new byte[1]), codec);
    call.item(Payload.of(new byte[1]), codec);
    call.succeed();

    stream.close();

    assertThat(signals).hasSize(2);
    assertThat(signals.get(1)).isInstanceOf(CallCancelledException.class);
  }

  /** Takes one item, and asks for no more. */
  private record OneAtFirst(List<Object> signals) implements Flow.Subscriber<Result> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(Result item) {
      signals.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(failure);
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }
  }

  @Test
  void itEndsBehindItsItemsAndIsNotMadeAgainOnceThereWasOne() {
    StreamCall call = stream(LimitConfig.defaults());
    begin(call);
    assertThat(call.hasDelivered()).isFalse();

    call.item(Payload.of(new byte[1]), codec);
    call.succeed();

    assertThat(call.hasDelivered()).isTrue();
    assertThat(call.isExhausted()).isFalse();
    assertThat(call.poll()).isNotNull();
    assertThat(call.isExhausted()).isTrue();
  }

  @Test
  void ofAStreamThatWasClosedNothingIsKept() {
    StreamCall call = stream(LimitConfig.defaults());
    call.consume(() -> {});
    begin(call);
    call.item(Payload.of(new byte[1]), codec);

    call.close();
    call.item(Payload.of(new byte[1]), codec); // which was on its way

    assertThat(call.poll()).isNull();
    assertThat(call.isExhausted()).isTrue();
  }

  @Test
  void aStreamThatIsCutShortByItsDeadlineMayHaveHadResults() {
    StreamCall call = stream(LimitConfig.defaults(), 50, Duration.ofMillis(7));
    begin(call);

    call.check(50);

    assertThat(call.failure())
        .hasMessage(
            "the stream of tool 'count' hadn't ended at its deadline, after 7 ms (Call.timeout)");
  }

  @Test
  void aDeadlineThatIsNotItsOwnIsSaidToBeInherited() {
    StreamCall call = stream(LimitConfig.defaults(), 50, null);
    begin(call);

    call.check(50);

    assertThat(call.failure())
        .hasMessage(
            "the stream of tool 'count' hadn't ended at its deadline, which is that of the call"
                + " that it is nested in");
  }
}
