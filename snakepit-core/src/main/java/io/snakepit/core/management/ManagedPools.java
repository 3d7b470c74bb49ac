package io.snakepit.core.management;

import io.snakepit.api.Pool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pools of one Snakepit in the platform's MBean server, until they are closed. */
final class ManagedPools {

  private static final Logger logger = LoggerFactory.getLogger(ManagedPools.class);
  private static final String NAMES = "io.snakepit:type=Pool,pit=";

  private final MBeanServer server;
  private final List<ObjectName> names = new ArrayList<>();

  private ManagedPools(MBeanServer server) {
    this.server = server;
  }

  /** Registers pools under the first number that no other Snakepit of this JVM has. */
  static ManagedPools of(Collection<? extends Pool> pools, MBeanServer server) {
    ManagedPools managed = new ManagedPools(server);
    // There is one server for all class loaders, each of which may have Snakepits.
    synchronized (server) {
      try {
        int pit = 1;
        while (!server.queryNames(new ObjectName(NAMES + pit + ",*"), null).isEmpty()) {
          pit++;
        }
        for (Pool pool : pools) {
          managed.register(pit, pool);
        }
      } catch (JMException | RuntimeException | LinkageError failure) {
        logger.warn("not all pools are shown to JMX", failure);
      }
    }
    return managed;
  }

  private void register(int pit, Pool pool) throws JMException {
    ObjectName name = new ObjectName(NAMES + pit + ",name=" + pool.name());
    server.registerMBean(new PoolView(pool), name);
    names.add(name);
  }

  void close() {
    for (ObjectName name : names) {
      try {
        server.unregisterMBean(name);
      } catch (JMException | RuntimeException failure) {
        logger.debug("{} can't be taken out of JMX", name, failure);
      }
    }
    names.clear();
  }
}
