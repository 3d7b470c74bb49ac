package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A null that isn't allowed is refused where it is given, not where it would be used. */
class NullsTest {

  @Test
  void ofACall() {
    Call call = Call.of("add");

    assertRefused("listener", () -> call.onProgress(null));
    assertRefused("lineage", () -> call.within(null));
    assertRefused("name", () -> call.arg(null, 1));
    assertRefused("name", () -> call.args(Collections.singletonMap(null, 1)));
  }

  @Test
  void ofASnakepit() {
    SnakepitConfig.Builder config = SnakepitConfig.builder();

    assertRefused("config", () -> config.pool("default", (PoolConfig) null));
    assertRefused("tool", () -> config.hostTool("lookup", null));
    assertRefused("listener", () -> config.listener(null));
    assertRefused("executor", () -> config.executor(null));
    assertRefused("executor", () -> config.hostToolExecutor(null));
    assertRefused("directory", () -> config.workDirectory(null));
    assertRefused("folder", () -> config.plugins(null));
  }

  @Test
  void ofAPool() {
    PoolConfig.Builder pool = PoolConfig.builder();

    assertRefused("key", () -> pool.adapterOption(null, "value"));
    assertRefused("carrier", () -> pool.adapterOption("carrier", null));
    assertRefused("key", () -> pool.runtimeOption(null, "value"));
    assertRefused("queue", () -> pool.queue(same -> null));
    assertRefused("timeouts", () -> pool.timeouts(same -> null));
    assertRefused("limits", () -> pool.limits(same -> null));
    assertRefused("restart", () -> pool.restart(same -> null));
    assertRefused("recycle", () -> pool.recycle(same -> null));
    assertRefused("retry", () -> pool.retry(same -> null));
  }

  @Test
  void ofAnError() {
    assertRefused("code", () -> new ValueException(null, "message", "", null));
  }

  private static void assertRefused(String name, ThrowingCallable given) {
    assertThatThrownBy(given).isInstanceOf(NullPointerException.class).hasMessage(name);
  }
}
