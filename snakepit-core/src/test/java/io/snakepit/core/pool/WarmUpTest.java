package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Workers that are ready when their generation's fate has been decided. */
class WarmUpTest {

  private final Fleet.Crew pool = mock(Fleet.Crew.class);
  private final WarmUp warmUp = new WarmUp("default", 2, pool);
  private final PooledWorker early = mock(PooledWorker.class);
  private final PooledWorker late = mock(PooledWorker.class);

  @Test
  void theOnesOfADismissedGenerationAreSentAway() {
    warmUp.ready(early);
    assertThat(warmUp.dismiss()).containsExactly(early);

    warmUp.ready(late);
    verify(late).retire(Duration.ZERO);
    verifyNoInteractions(pool);
  }

  @Test
  void theOnesOfAGenerationThatServesJoinThePool() {
    warmUp.ready(early);
    assertThat(warmUp.finish()).containsExactly(early);

    warmUp.ready(late);
    verify(pool).ready(late);
  }
}
