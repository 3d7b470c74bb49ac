package io.snakepit.core.discovery.plugin;

import java.util.function.Supplier;

/** Code of a plugin: says whose library it uses, and what the libraries' context loader is. */
public final class LibraryUser implements Supplier<ClassLoader> {

  @Override
  public ClassLoader get() {
    return Library.loader();
  }
}
