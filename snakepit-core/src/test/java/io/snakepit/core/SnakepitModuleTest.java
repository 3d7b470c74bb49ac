package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.name.Names;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.HostTools;
import io.snakepit.api.Pool;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Guice users install one module and inject what they need; until then nothing starts, but in
 * production.
 */
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

  @Test
  void whatAStartThrowsIsTheCauseOfGuicesError() {
    Injector injector = Guice.createInjector(new SnakepitModule(config));
    for (Key<?> key : List.of(Key.get(Snakepit.class), Key.get(Pool.class, Names.named("one")))) {
      assertThatThrownBy(() -> injector.getInstance(key))
          .isInstanceOf(ProvisionException.class)
          .hasCauseInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void inProductionItStartsWithTheInjector() {
    assertThatThrownBy(() -> Guice.createInjector(Stage.PRODUCTION, new SnakepitModule(config)))
        .isInstanceOf(CreationException.class)
        .hasCauseInstanceOf(ConfigurationException.class);
  }
}
