package io.snakepit.core.discovery;

import com.google.auto.service.AutoService;
import io.snakepit.spi.Inventory;
import java.nio.file.Path;
import java.util.Optional;

/** Shows tools what a start would find. */
@AutoService(Inventory.Taker.class)
public final class InventoryTaker implements Inventory.Taker {

  @Override
  public Inventory take(Optional<Path> plugins) {
    return DiscoveredProviders.find(plugins);
  }
}
