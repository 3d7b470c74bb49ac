package io.snakepit.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Capability;
import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.WorkerInfo;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit takes of a hello what a pool takes, and refuses what a pool refuses. */
class HelloJsonTest {

  @Test
  void aNewerWorkerMayHaveOtherCapabilities() {
    WorkerInfo info = read("{\"codec\": \"json\", \"capabilities\": [\"TELEPATHY\", \"BINARY\"]}");

    assertThat(info.capabilities()).containsExactly(Capability.BINARY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void aWorkerRunsNoMoreCallsThanItWasAskedTo(int concurrency) {
    assertThatThrownBy(() -> read("{\"codec\": \"json\", \"concurrency\": " + concurrency + "}"))
        .isInstanceOf(WorkerStartException.class)
        .hasMessage("the worker's concurrency is " + concurrency + ", asked for were at most 2");
  }

  private static WorkerInfo read(String answer) {
    return HelloJson.read(ByteBuffer.wrap(answer.getBytes(UTF_8)), 2);
  }
}
