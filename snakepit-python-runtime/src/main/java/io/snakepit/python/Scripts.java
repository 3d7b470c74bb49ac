package io.snakepit.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The little Python scripts that an interpreter is given to run. */
enum Scripts {
  INTERPRETER("interpreter_facts.py"),
  REQUIREMENTS("unmet_requirements.py"),
  COMPILATION("compile_code.py"),
  NATIVE_CODE("compile_native.py");

  private final String text;

  Scripts(String resource) {
    this.text = read(resource);
  }

  String text() {
    return text;
  }

  private static String read(String resource) {
    try (InputStream stream = Scripts.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("not in this jar: " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("can't read " + resource, unreadable);
    }
  }
}
