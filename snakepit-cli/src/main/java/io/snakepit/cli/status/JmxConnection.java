package io.snakepit.cli.status;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.snakepit.api.PoolMXBean;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A connection to the MBeans of a JVM of the same user. */
public final class JmxConnection implements AutoCloseable {

  private static final String POOLS = "io.snakepit:type=Pool,*";

  private final JMXConnector connector;

  private JmxConnection(JMXConnector connector) {
    this.connector = connector;
  }

  /**
   * Connects to a JVM.
   *
   * @throws IOException when it is none, is another user's, doesn't answer, or lets nobody in
   */
  @SuppressWarnings(
      "BanJNDI") // what it sends is deserialized, as by JConsole: it is our own user's
  public static JmxConnection to(RunningJvm jvm) throws IOException {
    if (!ProcessHandle.of(jvm.pid()).isPresent()) {
      throw new IOException("there is no such process");
    }
    if (jvm.isOfOther()) {
      throw new IOException(
          "it runs as the user '" + jvm.user().orElse("?") + "', as which this has to run, too");
    }
    if (!jvm.mayBeOne()) {
      throw new IOException("it is no JVM; without a process id those that have pools are shown");
    }
    if (QuitSignal.isFatalTo(jvm.pid())) {
      throw new IOException("it is no JVM, or hasn't come so far as to be looked at");
    }
    return new JmxConnection(JMXConnectorFactory.connect(new JMXServiceURL(address(jvm))));
  }

  /** Where it listens for those on this machine who may read a file of its user. */
  private static String address(RunningJvm jvm) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
      try {
        return machine.startLocalManagementAgent();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  /**
   * The pools, by the number of their Snakepit and by name.
   *
   * @throws IOException when the connection breaks
   */
  public List<PoolMXBean> pools() throws IOException {
    MBeanServerConnection server = connector.getMBeanServerConnection();
    try {
      return new TreeSet<>(server.queryNames(new ObjectName(POOLS), null))
          .stream().map(name -> JMX.newMXBeanProxy(server, name, PoolMXBean.class)).toList();
    } catch (MalformedObjectNameException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException ended) {
      // The JVM has closed it, with what else it had.
    }
  }
}
