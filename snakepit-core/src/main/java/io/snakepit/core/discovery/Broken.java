package io.snakepit.core.discovery;

import io.snakepit.core.discovery.plugin.PluginFolder;

/**
 * A provider, or a whole plugin, that can't be loaded.
 *
 * @param what its class as far as it is known, and its plugin if it comes from one
 * @param reason why not
 * @param remedy what to do about it
 */
record Broken(String what, String reason, String remedy) {

  private static final String VERSIONS =
      "check that the versions of its jar and of those that it needs fit together";

  static Broken provider(String what, Throwable failure) {
    return new Broken(what, reason(failure), remedy(failure));
  }

  /** The service loader tells its complaints apart in its message alone. */
  private static String remedy(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    Throwable cause = failure.getCause();
    if (cause instanceof NoSuchMethodException || message.endsWith("not in an exported package")) {
      return "make the class public, with a public constructor without parameters";
    }
    if (message.endsWith(" not found")) {
      return "correct the name in META-INF/services, or put the class into the jar";
    }
    if (message.endsWith(" not a subtype")) {
      return "list a class that implements it in META-INF/services";
    }
    if (failure instanceof IllegalArgumentException) {
      return "correct what its name() says";
    }
    boolean isConstructors =
        cause != null && !(failure instanceof LinkageError) && !(cause instanceof LinkageError);
    return isConstructors ? "see what its constructor asks for" : VERSIONS;
  }

  static Broken plugin(PluginFolder.Broken plugin) {
    return new Broken("plugin " + plugin.place(), plugin.reason(), "mend it or remove it");
  }

  /** One line for people. */
  String describe() {
    return what + " can't be loaded: " + reason + "; " + remedy;
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.toString() : failure.getMessage() + ": " + cause;
  }
}
