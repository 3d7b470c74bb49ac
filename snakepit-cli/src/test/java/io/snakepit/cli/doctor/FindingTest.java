package io.snakepit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

  @Test
  void aRemedyStandsBelowWhatIsMissing() {
    assertThat(Finding.absent("package", "numpy", "for arrays", "pip install numpy").text().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("package")
        .contains("numpy", "for arrays")
        .doesNotContain("pip");
    assertThat(Finding.ok("java", "17", "here").text().lines()).hasSize(1);
  }

  @Test
  void aFailureIsShownWithItsRemedyApart() {
    assertThat(Finding.of("pool", "a", unavailable("no Python; no pypy", "install one; or two")))
        .isEqualTo(Finding.broken("pool", "a", "no Python; no pypy", "install one; or two"));
    assertThat(Finding.of("pool", "a", unavailable("no Python; no pypy", "")))
        .isEqualTo(Finding.broken("pool", "a", "no Python; no pypy", ""));
  }

  @Test
  void onlyAServedCallMakesTheMachineFit() {
    Finding served = Finding.ok("worker", "default-1", "served a call");
    Finding failed = Finding.broken("worker", "start", "no Python", "install it");
    Finding adapter = Finding.ok("adapter", "stdio", "");
    assertThat(Examination.isCallServed(List.of(adapter, served))).isTrue();
    assertThat(Examination.isCallServed(List.of(adapter, failed))).isFalse();
    assertThat(Examination.isCallServed(List.of())).isFalse();
  }

  private static UnavailableException unavailable(String reason, String remedy) {
    return new UnavailableException(ErrorCode.RUNTIME_UNAVAILABLE, reason, remedy, null);
  }
}
