package io.snakepit.core.bind;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles an interface as users do who forget {@code -parameters}. */
final class CompiledWithoutNames {

  private CompiledWithoutNames() {}

  static Class<?> interfaceWithoutNames() {
    try {
      Path folder = Files.createTempDirectory("without-names");
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      boolean compiled =
          compiler
              .getTask(
                  null,
                  null,
                  null,
                  List.of("-d", folder.toString(), "-proc:none"),
                  null,
                  List.of(new Source()))
              .call();
      if (!compiled) {
        throw new IllegalStateException("the interface can't be compiled");
      }
      try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
        return loader.loadClass("WithoutNames");
      } finally {
        Files.delete(folder.resolve("WithoutNames.class"));
        Files.delete(folder);
      }
    } catch (IOException | ClassNotFoundException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    Source() {
      super(URI.create("string:///WithoutNames.java"), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return "public interface WithoutNames { int add(int a, int b); }";
    }
  }
}
