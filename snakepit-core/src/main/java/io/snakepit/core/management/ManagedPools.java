package io.snakepit.core.management;

import io.snakepit.api.Pool;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pools of one Snakepit in the platform's MBean server, until they are closed. */
final class ManagedPools {

  private static final Logger logger = LoggerFactory.getLogger(ManagedPools.class);

  private final MBeanServer server;
  private final List<ObjectName> names = new ArrayList<>();

  private ManagedPools(MBeanServer server) {
    this.server = server;
  }

  /** Registers pools under the first number that no other Snakepit has. */
  static ManagedPools of(Collection<? extends Pool> pools) {
    ManagedPools managed = new ManagedPools(ManagementFactory.getPlatformMBeanServer());
    try {
      int pit = 1;
      while (!managed.register(pit, pools)) {
        pit++;
      }
    } catch (JMException | RuntimeException failure) {
      logger.warn("not all pools are shown to JMX", failure);
    }
    return managed;
  }

  /** Registers all, or none when the number is another Snakepit's. */
  private boolean register(int pit, Collection<? extends Pool> pools) throws JMException {
    for (Pool pool : pools) {
      ObjectName name = nameOf(pit, pool.name());
      try {
        server.registerMBean(new PoolView(pool), name);
      } catch (InstanceAlreadyExistsException taken) {
        close();
        return false;
      }
      names.add(name);
    }
    return true;
  }

  private static ObjectName nameOf(int pit, String pool) throws JMException {
    return new ObjectName("io.snakepit:type=Pool,pit=" + pit + ",name=" + pool);
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
