package io.snakepit.core.codec;

import io.snakepit.api.NdArray;

/** Classes whose values travel as maps of their properties: records and beans, which are users'. */
final class Beans {

  private Beans() {}

  /**
   * Whether users wrote a class, by name: neither the platform's own ones nor lambdas are beans,
   * nor what the table lists of ours.
   */
  static boolean isBean(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return !type.isHidden()
        && loader != null
        && loader != ClassLoader.getPlatformClassLoader()
        && type != NdArray.class;
  }
}
