package io.snakepit.wire;

import org.apiguardian.api.API;

/**
 * Makes the threads of adapters: they never keep the JVM alive, and their names tell whose they
 * are.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Threads {

  private Threads() {}

  /**
   * Makes a thread that hasn't started.
   *
   * @param worker the worker it is for
   * @param role what it does there, in a word
   * @param body what it runs
   * @return a daemon
   */
  public static Thread make(String worker, String role, Runnable body) {
    Thread thread = new Thread(body, "snakepit-" + worker + "-" + role);
    thread.setDaemon(true);
    return thread;
  }
}
