package io.snakepit.core.template;

/** What a template has loaded can't be forked, or what it forks can't be reached. */
final class UnfitTemplateException extends Exception {

  private static final long serialVersionUID = 1L;

  UnfitTemplateException(String reason) {
    super(reason);
  }
}
