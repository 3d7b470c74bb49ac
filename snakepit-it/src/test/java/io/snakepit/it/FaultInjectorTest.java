package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Call;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.testkit.fault.Fault;
import io.snakepit.testkit.fault.FaultInjector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that are injected between a pool and real Python workers. */
@Timeout(120)
class FaultInjectorTest {

  private static final Call ECHO = Call.of("echo").arg("value", 1);

  private final FaultInjector faults = FaultInjector.over("stdio");

  @ParameterizedTest
  @ValueSource(strings = {"pipes", "socket"})
  void everyFaultHasItsErrorAndTheNextCallIsWellAgain(String carrier) {
    try (Snakepit pit = start(carrier)) {
      assertThat(codeOf(pit, Fault.crash())).isEqualTo(ErrorCode.WORKER_CRASHED);
      assertThat(codeOf(pit, Fault.garbage())).isEqualTo(ErrorCode.PROTOCOL_VIOLATION);
      assertThat(codeOf(pit, Fault.halfFrame()))
          .isIn(ErrorCode.WORKER_CRASHED, ErrorCode.PROTOCOL_VIOLATION);
      assertThat(codeOf(pit, Fault.hang())).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(pit.execute(ECHO).as(Integer.class)).isEqualTo(1);
    }
  }

  @Test
  void aWorkerThatIsRefusedIsReplaced() {
    faults.refuseNextWorker("no room");

    try (Snakepit pit = start("auto")) {
      assertThat(pit.execute(ECHO).as(Integer.class)).isEqualTo(1);
    }
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void anAdapterThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> FaultInjector.over("no-such"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("there is no adapter named 'no-such', only ")
        .hasMessageContaining("stdio");
  }

  private ErrorCode codeOf(Snakepit pit, Fault fault) {
    // time for a replacement to start, but for the hang, which would use all of it
    boolean hangs = fault.toString().equals("HANG");
    pit.execute(ECHO);
    faults.next("echo", fault);
    try {
      pit.execute(ECHO.timeout(hangs ? Duration.ofSeconds(1) : Duration.ofSeconds(60)));
      throw new AssertionError(fault + " did no harm");
    } catch (SnakepitException e) {
      return e.code();
    }
  }

  private Snakepit start(String carrier) {
    return faults.start(
        SnakepitConfig.builder()
            .pool(
                "default",
                pool ->
                    pool.adapter(faults.name())
                        .adapterOption("carrier", carrier)
                        .tools(RealPython.file("it_tools.py"))
                        .workers(2))
            .build());
  }
}
