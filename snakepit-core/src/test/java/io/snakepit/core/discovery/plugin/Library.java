package io.snakepit.core.discovery.plugin;

/** A library that application and plugin both have. */
public final class Library {

  private Library() {}

  /** Which of the two it is. */
  public static ClassLoader loader() {
    return Library.class.getClassLoader();
  }
}
