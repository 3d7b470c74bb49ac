package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.COUNT;
import static io.snakepit.testkit.contract.ContractTools.COUNT_AND_FAIL;
import static io.snakepit.testkit.contract.ContractTools.FAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Errors keep the worker's words, and end no more than their call. */
abstract class ErrorRules extends ContractRules {

  ErrorRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @Test
  void required_S12_aToolsErrorKeepsItsWords() {
    Failure failure = open().call(FAIL).with("message", "äöü on purpose").begin().awaitFailure();

    Map<?, ?> error = error(failure);
    assertThat(error.get("code")).isEqualTo("TOOL_RAISED");
    assertThat(String.valueOf(error.get("message"))).contains("äöü on purpose");
  }

  @Test
  void required_S12_anErrorInAStreamKeepsItsWords() {
    needs(Capability.STREAMING);

    Failure failure =
        open()
            .call(COUNT_AND_FAIL)
            .with("to", 1)
            .with("message", "broke off")
            .credit(5)
            .begin()
            .awaitFailure();

    assertThat(String.valueOf(error(failure).get("message"))).contains("broke off");
  }

  @Test
  void required_S12_anUnknownToolIsNamed() {
    Map<?, ?> error = error(open().call("no_such_tool").begin().awaitFailure());

    assertThat(error.get("code")).isEqualTo("UNKNOWN_TOOL");
    assertThat(String.valueOf(error.get("message"))).contains("no_such_tool");
  }

  @Test
  void required_S12_aStreamThatWasNotAskedForIsAnError() {
    needs(Capability.STREAMING);

    Map<?, ?> error = error(open().call(COUNT).with("to", 3).begin().awaitFailure());

    assertThat(error.get("code")).isEqualTo("STREAM_REQUIRED");
  }

  @Test
  void required_S12_errorsEndTheirCallOnly() {
    WorkerUnderTest worker = open();

    for (int i = 0; i < 20; i++) {
      RecordedCall call = worker.call(FAIL).with("message", "again").begin();
      call.awaitFailure();
      call.awaitSettled();
    }

    worker.assertHealthy();
  }

  private Map<?, ?> error(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Failure.Kind.REMOTE);
    Payload payload = failure.error();
    assertThat(payload).isNotNull();
    return Values.map(subject().codec().decode(Objects.requireNonNull(payload)));
  }
}
