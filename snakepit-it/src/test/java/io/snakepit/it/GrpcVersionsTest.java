package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerStatus;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One set of descriptors serves the versions of protobuf that we say are tested. */
class GrpcVersionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"protobuf>=6.33,<6.34", "protobuf>=7.36,<7.37"})
  void callsAndStreamsWork(String protobuf) {
    try (Snakepit pit =
        RealGrpc.start(pool -> pool.workers(1).runtimeOption("packages", protobuf))) {
      byte[] bytes = {0, 1, (byte) 0xff};
      assertThat(pit.execute("same", Map.of("value", bytes)).as(byte[].class)).isEqualTo(bytes);
      int items = 0;
      try (ResultStream stream = pit.executeStream("count", Map.of("n", 100))) {
        for (Result item : stream) {
          assertThat(item.as(Integer.class)).isEqualTo(items++);
        }
      }
      assertThat(items).isEqualTo(100);
      assertThat(pit.pool("default").workers())
          .extracting(WorkerStatus::adapter)
          .containsOnly("grpc");
    }
  }
}
