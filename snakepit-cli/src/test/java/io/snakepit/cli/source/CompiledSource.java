package io.snakepit.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Pool;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Source that is compiled as a user's would be who depends on the API alone. */
public final class CompiledSource {

  private static final List<String> OPTIONS =
      List.of("--release", "17", "-proc:none", "-Xlint:all", "-Xdoclint:all,-missing", "-Werror");

  private CompiledSource() {}

  /** Compiles it, without a single warning, and loads the type. */
  public static Class<?> load(String name, String source, Path folder) throws Exception {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(List.of("-d", folder.toString(), "-classpath", api()));
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, problems, options, null, List.of(new Source(name, source)))
        .call();
    assertThat(problems.getDiagnostics())
        .extracting(Diagnostic::toString)
        .as("what the compiler says of\n" + source)
        .isEmpty();
    return new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, CompiledSource.class.getClassLoader())
        .loadClass(name);
  }

  /** The API, and what its artifact brings along. */
  private static String api() throws Exception {
    List<String> path = new ArrayList<>();
    for (Class<?> type : List.of(Pool.class, Nullable.class, API.class)) {
      URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      path.add(Path.of(location).toString());
    }
    return String.join(File.pathSeparator, path);
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
