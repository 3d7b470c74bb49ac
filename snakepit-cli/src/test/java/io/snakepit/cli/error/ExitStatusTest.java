package io.snakepit.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExitStatusTest {

  /** Written out once more, so that a changed status is a decision and not an accident. */
  private static final Map<Integer, String> EXPECTED =
      Map.of(
          1, "TOOL_RAISED TOOL_EXITED UNREPRESENTABLE_RESULT RESULT_TOO_LARGE",
          2,
              "INVALID_ARGUMENT UNKNOWN_TOOL STREAM_REQUIRED UNREPRESENTABLE_ARGUMENT"
                  + " MALFORMED_PAYLOAD TYPE_MISMATCH CALL_TOO_LARGE SESSION_BUSY SESSION_CLOSED"
                  + " NESTED_CALL_BLOCKED INVALID_CONFIGURATION TOOLS_NOT_FOUND TOOLS_FAILED"
                  + " NO_TOOLS DUPLICATE_TOOL STARTUP_FAILED",
          3, "DEADLINE_EXCEEDED STREAM_IDLE",
          4,
              "WORKER_CRASHED WORKER_KILLED PROTOCOL_VIOLATION WORKER_START_FAILED SESSION_LOST"
                  + " POOL_BROKEN",
          5,
              "UNSUPPORTED_CAPABILITY ADAPTER_UNAVAILABLE RUNTIME_UNAVAILABLE ENVIRONMENT_FAILED"
                  + " NO_COMMON_CODEC",
          6, "QUEUE_FULL QUEUE_BYTES QUEUE_TIMEOUT CHANGE_IN_PROGRESS",
          130, "CANCELLED INTERRUPTED POOL_CLOSED");

  @Test
  void everyErrorCodeHasItsStatus() {
    Map<ErrorCode, Integer> expected = new EnumMap<>(ErrorCode.class);
    EXPECTED.forEach(
        (status, codes) -> {
          for (String code : codes.split(" ", -1)) {
            expected.put(ErrorCode.valueOf(code), status);
          }
        });
    Map<ErrorCode, Integer> actual = new EnumMap<>(ErrorCode.class);
    for (ErrorCode code : ErrorCode.values()) {
      actual.put(code, ExitStatus.of(code));
    }
    assertThat(actual).isEqualTo(expected);
  }
}
