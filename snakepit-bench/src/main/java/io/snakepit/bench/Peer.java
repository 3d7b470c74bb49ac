package io.snakepit.bench;

/** Another bridge from Java to a process of Python, as its own documentation says to use it. */
interface Peer extends AutoCloseable {

  /** Its name in the table. */
  String name();

  /** Adds, and waits for the sum. */
  int add(int a, int b) throws Exception;

  /** Sends bytes, and waits until the same bytes are back in an array of their own. */
  byte[] echo(byte[] data) throws Exception;

  @Override
  void close();
}
