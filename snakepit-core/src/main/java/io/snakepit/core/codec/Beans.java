package io.snakepit.core.codec;

/** Classes whose values travel as maps of their properties: records and beans, which are users'. */
final class Beans {

  private Beans() {}

  /** Whether a class is one that users wrote. The platform's own ones have no form of theirs. */
  static boolean isBean(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null && loader != ClassLoader.getPlatformClassLoader();
  }
}
