package io.snakepit.core.text;

import java.util.Arrays;

/** Where a thread is, for people. */
public final class StackPlace {

  private StackPlace() {}

  /** As {@code at com.acme.Model.load(Model.java:7)}: the first line that isn't the JDK's. */
  public static String of(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(frame -> !frame.getClassName().matches("(java|jdk|sun)\\..*"))
        .findFirst()
        .or(() -> Arrays.stream(stack).findFirst())
        .map(StackPlace::line)
        .orElse("nowhere");
  }

  /** Without loader and module, with which a frame's own text begins. */
  private static String line(StackTraceElement frame) {
    return "at "
        + frame.getClassName()
        + "."
        + frame.getMethodName()
        + "("
        + frame.getFileName()
        + ":"
        + frame.getLineNumber()
        + ")";
  }
}
