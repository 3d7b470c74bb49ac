package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.name.Names;
import io.snakepit.api.HostTools;
import io.snakepit.api.Pool;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import org.junit.jupiter.api.Test;

/** Guice users install one module and inject what they need; nothing starts before that. */
class SnakepitModuleTest {

  private final SnakepitConfig config =
      SnakepitConfig.builder()
          .pool("one", p -> p.runtime("missing"))
          .pool("other", p -> p.runtime("missing"))
          .build();

  @Test
  void bindsSnakepitItsHostToolsAndEachPoolByName() {
    Injector injector = Guice.createInjector(new SnakepitModule(config));
    assertThat(injector.getExistingBinding(Key.get(Snakepit.class))).isNotNull();
    assertThat(injector.getExistingBinding(Key.get(HostTools.class))).isNotNull();
    assertThat(injector.getExistingBinding(Key.get(Pool.class, Names.named("one")))).isNotNull();
    assertThat(injector.getExistingBinding(Key.get(Pool.class, Names.named("other")))).isNotNull();
    assertThat(injector.getExistingBinding(Key.get(Pool.class, Names.named("none")))).isNull();
  }
}
