package io.snakepit.core.text;

/** What an exception says, whoever's it is. */
public final class Words {

  private Words() {}

  /**
   * Its message, or its class when it has none.
   *
   * @return never fails, although the application's code may write the message
   */
  public static String of(Throwable failure) {
    String name = failure.getClass().getName();
    try {
      String message = failure.getMessage();
      return message == null ? name : message;
    } catch (RuntimeException | Error another) {
      return name + " (its message can't be had: " + another.getClass().getName() + ")";
    }
  }
}
