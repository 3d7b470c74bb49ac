package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.UnavailableException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which of several pools it is that can't start. */
@Timeout(30)
class PoolNotStartedTest {

  @Test
  void ofSeveralPoolsTheOneThatCantStartIsNamed() {
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool("texts", pool -> pool.runtime("fake"))
            .pool("images", pool -> pool.runtime("fake").adapter("stido"))
            .build();

    assertThatThrownBy(() -> FakePit.start(config, FakeAdapter.of(new FakeTools())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("pool 'images': there is no adapter named 'stido'");
  }

  @Test
  void theOnlyPoolNeedsNoName() {
    assertThatThrownBy(
            () -> FakePit.start(FakeAdapter.of(new FakeTools()), pool -> pool.adapter("stido")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("there is no adapter named 'stido'");
  }

  @Test
  void everythingElseOfTheFailureStays() {
    ConfigurationException wrong = new ConfigurationException(List.of("a", "b"));
    assertThat(((ConfigurationException) named(wrong)).problems())
        .containsExactly("pool 'p': a", "pool 'p': b");

    UnavailableException missing =
        new UnavailableException(ErrorCode.RUNTIME_UNAVAILABLE, "no Python", "install it", null);
    assertThat(named(missing))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("pool 'p': no Python; install it")
        .hasCause(missing)
        .extracting(failure -> ((UnavailableException) failure).remedy())
        .isEqualTo("install it");

    WorkerStartException start =
        new WorkerStartException(ErrorCode.TOOLS_FAILED, "no module", "line 1", null);
    assertThat(named(start))
        .isInstanceOf(WorkerStartException.class)
        .hasMessage("pool 'p': no module")
        .extracting(
            SnakepitException::code, failure -> ((WorkerStartException) failure).traceback())
        .containsExactly(ErrorCode.TOOLS_FAILED, "line 1");
  }

  @Test
  void aFailureOfAnotherKindIsLeftAsItIs() {
    CallCancelledException other = new CallCancelledException(ErrorCode.CANCELLED, "m");

    assertThat(named(other)).isSameAs(other);
  }

  private static SnakepitException named(SnakepitException failure) {
    return PoolNotStarted.of("p", failure);
  }
}
