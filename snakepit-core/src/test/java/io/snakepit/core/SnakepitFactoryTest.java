package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.core.discovery.DiscoveredProviders;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Snakepit that can't be put together. */
class SnakepitFactoryTest {

  private final SnakepitConfig config =
      SnakepitConfig.builder().pool("default", pool -> pool.runtime("fake")).build();

  @Test
  void theReasonIsThrownAsItIsAndWhatWasFoundIsClosed() throws Exception {
    ConfigurationException reason = new ConfigurationException("no good");
    DiscoveredProviders providers = spy(DiscoveredProviders.find(Optional.empty()));
    when(providers.adapterRegistry()).thenThrow(reason);

    assertThatThrownBy(() -> CoreSnakepitProvider.start(config, providers)).isSameAs(reason);

    verify(providers).close();
  }
}
