package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.DAMAGE;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.PRINT_EVERYWHERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerLoss;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What user code prints, what strangers send, and what nobody may see. */
abstract class SecurityRules extends ContractRules {

  SecurityRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @Test
  void required_S6_printsDoNotReachTheWire() {
    WorkerUnderTest worker = open();

    for (int i = 0; i < 5; i++) {
      assertThat(worker.call(PRINT_EVERYWHERE).with("text", "printed " + i).value())
          .isEqualTo("printed " + i);
    }

    worker.assertHealthy();
  }

  @Test
  void required_S6_aWorkerThatPrintsMuchDoesNotHang() {
    WorkerUnderTest worker = open();
    String much = "printed ".repeat(12_000); // more than a pipe holds, less than an argument may

    assertThat(worker.call(PRINT_EVERYWHERE).with("text", much).value()).isEqualTo(much);

    worker.assertHealthy();
  }

  @Test
  void optional_S6_printsAreCaptured() {
    if (!subject().capturesPrints()) {
      abort("declines to capture what is printed");
    }
    WorkerUnderTest worker = open();

    worker.call(PRINT_EVERYWHERE).with("text", "to be captured").value();

    Waits.until("what was printed", subject(), () -> isCaptured(worker, "to be captured"));
  }

  @Test
  void required_S6_whatIsBelowTheLogLevelIsNotSent() {
    needsProcess(); // other workers have no standard output of their own
    WorkerUnderTest worker = open(OpenPlan.plain().logLevel("ERROR"));

    worker.call(PRINT_EVERYWHERE).with("text", "not wanted").value();
    worker.assertHealthy(); // what was sent before it has arrived

    assertThat(worker.opening().logs())
        .extracting(log -> String.valueOf(subject().codec().decode(log)))
        .noneMatch(record -> record.contains("not wanted"));
  }

  @Test
  void required_S6_damageEndsTheWorkerWithAProtocolError() {
    WorkerUnderTest worker = open();
    if (!worker.offers(DAMAGE)) {
      abort("the worker can't damage its wire");
    }
    WorkerUnderTest neighbour = open();

    RecordedCall call = worker.call(DAMAGE).begin();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.PROTOCOL);
    call.awaitSettled();
    assertThat(worker.awaitLost().kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
    neighbour.assertHealthy();
  }

  @Test
  void required_S9_malformedArgumentsEndThatCallOnly() {
    WorkerUnderTest worker = open();

    RecordedCall call =
        worker.call(ECHO).encoded(Payload.of(new byte[] {(byte) 0xff, (byte) 0xc1, '{'})).begin();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.REMOTE);
    call.awaitSettled();
    worker.assertHealthy();
  }

  @Test
  void required_S9_theSecretIsNotAmongTheArguments() {
    needsProcess();
    OpeningUnderTest opening = open().opening();
    byte[] secret = opening.secret();

    assertThat(String.join(" ", opening.arguments()))
        .doesNotContainIgnoringCase(HexFormat.of().formatHex(secret))
        .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(secret))
        .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(secret))
        .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
  }

  @Test
  void untested_S9_otherUsersCannotReachAWorker() {
    abort("needs a second user");
  }

  private boolean isCaptured(WorkerUnderTest worker, String text) {
    Stream<String> logs =
        worker.opening().logs().stream().map(log -> String.valueOf(subject().codec().decode(log)));
    return Stream.concat(logs, worker.opening().stderr().stream())
        .anyMatch(line -> line.contains(text));
  }
}
