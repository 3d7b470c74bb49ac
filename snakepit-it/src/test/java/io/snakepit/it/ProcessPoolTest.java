package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools that compute in processes of their own, as those of scientific libraries do. */
@Timeout(240)
class ProcessPoolTest {

  private static final int ROUNDS = 10;

  @ParameterizedTest
  @CsvSource({"stdio,fork", "stdio,spawn", "grpc,fork", "grpc,spawn"})
  void aPoolOfProcessesComputesWhatItIsGiven(String adapter, String method) {
    int rounds = method.equals("fork") ? ROUNDS : 1;
    try (Snakepit pit = start(adapter, p -> p.workers(1))) {
      assertThat(pit.execute("squares", Map.of("rounds", rounds, "method", method)).value())
          .isEqualTo(Collections.nCopies(rounds, 385L));
    }
  }

  private static Snakepit start(String adapter, Consumer<PoolConfig.Builder> pool) {
    return adapter.equals("grpc") ? RealGrpc.start(pool) : RealPython.start(pool);
  }
}
