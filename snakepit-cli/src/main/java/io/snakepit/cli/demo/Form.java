package io.snakepit.cli.demo;

/** How items travel. */
enum Form {
  /** As lists, written out as text. */
  LISTS("lists"),
  /** As raw bytes beside the text. */
  BINARY("binary attachments");

  private final String title;

  Form(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
