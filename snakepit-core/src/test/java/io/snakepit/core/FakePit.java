package io.snakepit.core;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.TestSupport;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeOpening;
import io.snakepit.testkit.fake.FakeRuntime;
import io.snakepit.testkit.fake.FakeTools;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Snakepits whose workers live in this JVM. */
public final class FakePit {

  private FakePit() {}

  /** Starts one pool, named default, of workers with these tools. */
  public static Snakepit start(FakeTools tools, Consumer<PoolConfig.Builder> more) {
    return start(FakeAdapter.of(tools), more);
  }

  /** Starts one pool, named default, over this adapter. */
  public static Snakepit start(FakeAdapter adapter, Consumer<PoolConfig.Builder> more) {
    return start(
        SnakepitConfig.builder()
            .pool(
                "default",
                pool -> {
                  pool.runtime("fake");
                  more.accept(pool);
                })
            .build(),
        adapter);
  }

  /** Lets workers say hello, but not while this is set: then there is "no memory left". */
  public static FakeOpening refusedWhile(AtomicBoolean set) {
    return request ->
        (set.get() ? FakeOpening.refuse("no memory left") : FakeOpening.atOnce()).begin(request);
  }

  /** Starts a configuration over these adapters. */
  public static Snakepit start(SnakepitConfig config, Adapter... present) {
    return TestSupport.load().start(config, List.of(present), List.of(new FakeRuntime()));
  }
}
