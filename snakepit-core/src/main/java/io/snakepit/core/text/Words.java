package io.snakepit.core.text;

/** What an exception says, whoever's it is. */
public final class Words {

  private Words() {}

  /**
   * Its message, or its class when it has none; of an error both, whose message is often no more
   * than a name.
   *
   * @return never fails, although the application's code may write the message
   */
  public static String of(Throwable failure) {
    String name = failure.getClass().getName();
    try {
      String message = failure.getMessage();
      if (message == null) {
        return name;
      }
      return failure instanceof Error ? name + ": " + message : message;
    } catch (RuntimeException | Error another) {
      return name + " (its message can't be had: " + another.getClass().getName() + ")";
    }
  }
}
