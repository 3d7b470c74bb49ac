package io.snakepit.core.management;

import io.snakepit.api.Pool;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows pools to JMX, where the JVM has it. */
public final class PoolManagement implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(PoolManagement.class);

  private @Nullable ManagedPools shown;

  /** Shows pools. Nothing depends on it: what goes wrong is logged. */
  public void show(Collection<? extends Pool> pools) {
    // A small Java that jlink made may lack it; no class that names one of its may be linked then.
    if (ModuleLayer.boot().findModule("java.management").isPresent()) {
      try {
        shown = ManagedPools.of(pools, ManagementFactory.getPlatformMBeanServer());
      } catch (RuntimeException | LinkageError failure) { // what a JVM may be told to use
        logger.warn("this JVM has no server for MBeans: pools aren't shown to JMX", failure);
      }
    } else {
      logger.debug("this Java has no module java.management: pools aren't shown to JMX");
    }
  }

  @Override
  public void close() {
    if (shown != null) {
      shown.close();
    }
  }
}
