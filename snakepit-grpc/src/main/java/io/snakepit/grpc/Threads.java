package io.snakepit.grpc;

/**
 * Makes the adapter's threads: they never keep the JVM alive, and their names tell whose they are.
 */
final class Threads {

  private Threads() {}

  static Thread make(String worker, String role, Runnable body) {
    Thread thread = new Thread(body, "snakepit-" + worker + "-" + role);
    thread.setDaemon(true);
    return thread;
  }
}
