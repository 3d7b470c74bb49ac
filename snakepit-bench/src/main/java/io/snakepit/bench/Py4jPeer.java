package io.snakepit.bench;

import java.io.IOException;
import java.nio.file.Path;
import py4j.ClientServer;
import py4j.GatewayServer;

/**
 * Py4J's {@code ClientServer} with an entry point in Python that implements a Java interface. Each
 * thread that calls has a connection of its own, and a thread in Python.
 */
final class Py4jPeer implements Peer {

  static final String NAME = "Py4J";

  /** Of the jar's version: both halves are released together. */
  static final String PACKAGES = "py4j>=0.10.9,<0.11";

  private final PythonServer python;
  private final ClientServer server;
  private final Py4jTools tools;

  /**
   * Starts it.
   *
   * @param interpreter one that has the package
   */
  Py4jPeer(String interpreter, Path script) throws IOException {
    GatewayServer.turnLoggingOff();
    python = PythonServer.start(interpreter, script.toString());
    server =
        new ClientServer.ClientServerBuilder()
            .javaPort(0)
            .pythonPort(Integer.parseInt(python.firstLine()))
            .build();
    tools = (Py4jTools) server.getPythonServerEntryPoint(new Class<?>[] {Py4jTools.class});
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int add(int a, int b) {
    return tools.add(a, b);
  }

  @Override
  public byte[] echo(byte[] data) {
    return tools.echo(data);
  }

  @Override
  public void close() {
    server.shutdown();
    python.close();
  }
}
