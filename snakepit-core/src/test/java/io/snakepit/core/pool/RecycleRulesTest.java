package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.RecycleConfig;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecycleRulesTest {

  private final PooledWorker worker = mock(PooledWorker.class);
  private final RecycleConfig never = RecycleConfig.defaults().withJitter(0.5);

  @BeforeEach
  void anOldOne() {
    when(worker.calls()).thenReturn(100L);
    when(worker.age()).thenReturn(Duration.ofHours(1));
    when(worker.lastMemory()).thenReturn(OptionalLong.of(1000));
  }

  private boolean areReached(RecycleConfig config) {
    return new RecycleRules(config).areReachedBy(worker);
  }

  @Test
  void withoutABoundNoneIsReached() {
    assertThat(areReached(never)).isFalse();
  }

  @Test
  void callsAreCounted() {
    assertThat(areReached(never.withAfterCalls(100))).isTrue();
    assertThat(areReached(never.withAfterCalls(101))).isFalse();
  }

  @Test
  void ageCounts() {
    assertThat(areReached(never.withAfterAge(Duration.ofHours(1)))).isTrue();
    assertThat(areReached(never.withAfterAge(Duration.ofHours(1).plusNanos(1)))).isFalse();
  }

  @Test
  void eachHasItsOwnPartOfTheJitter() {
    when(worker.spread()).thenReturn(1.0);
    assertThat(areReached(never.withAfterCalls(67))).isFalse();
    assertThat(areReached(never.withAfterCalls(66))).isTrue();
    assertThat(areReached(never.withAfterAge(Duration.ofMinutes(41)))).isFalse();
    assertThat(areReached(never.withAfterAge(Duration.ofMinutes(40)))).isTrue();
  }

  @Test
  void memoryCountsWithoutJitter() {
    when(worker.spread()).thenReturn(1.0);
    assertThat(areReached(never.withAboveBytes(999))).isTrue();
    assertThat(areReached(never.withAboveBytes(1000))).isFalse();
  }

  @Test
  void memoryThatIsntKnownIsNone() {
    when(worker.lastMemory()).thenReturn(OptionalLong.empty());
    assertThat(areReached(never.withAboveBytes(1))).isFalse();
  }

  @Test
  void oneThatIsTooLargeBeforeItsFirstCallStaysForItsSuccessorWouldBeSo() {
    when(worker.calls()).thenReturn(0L);
    when(worker.isIdle()).thenReturn(true);
    assertThat(areReached(never.withAboveBytes(1))).isFalse();
  }
}
