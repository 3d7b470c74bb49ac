package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolClosedException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.generation.GenerationPlan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A change of generation that comes to nothing. */
class ChangeoversTest {

  @Test
  void whateverItFailsOfItsWorkersAreSentAway() {
    GenerationPlan plan = mock();
    when(plan.config()).thenReturn(PoolConfig.builder().workers(1).build());
    PooledWorker worker = mock();
    Fleet fleet = mock();
    when(fleet.start()).thenReturn(new CompletableFuture<>());
    Changeovers.Site site = mock();
    when(site.generation()).thenReturn(mock());
    when(site.muster(any(), any()))
        .thenAnswer(
            mustered -> {
              mustered.<WarmUp>getArgument(1).ready(worker);
              return fleet;
            });
    when(site.relieve(any(), any())).thenThrow(new IllegalStateException("half relieved"));
    Changeovers changeovers =
        new Changeovers("default", mock(), mock(), mock(), site, Runnable::run);

    assertThatThrownBy(() -> changeovers.change(() -> plan)).hasMessage("half relieved");

    verify(site).dismiss(fleet, List.of(worker));
  }

  /** Another thread has made the exception, where the worker failed. */
  @Test
  void whatItFailsOfSaysWhereItsCallerIs() {
    GenerationPlan plan = mock();
    when(plan.config()).thenReturn(PoolConfig.builder().workers(1).build());
    SnakepitException madeElsewhere =
        CompletableFuture.<SnakepitException>supplyAsync(() -> new PoolClosedException("no memory"))
            .join();
    Fleet fleet = mock();
    when(fleet.start()).thenReturn(CompletableFuture.failedFuture(madeElsewhere));
    Changeovers.Site site = mock();
    when(site.generation()).thenReturn(mock());
    when(site.muster(any(), any())).thenReturn(fleet);
    Changeovers changeovers =
        new Changeovers("default", mock(), mock(), mock(), site, Runnable::run);

    Throwable thrown = catchThrowable(() -> changeovers.change(() -> plan));

    assertThat(thrown).isSameAs(madeElsewhere);
    assertThat(thrown.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("whatItFailsOfSaysWhereItsCallerIs");
  }
}
