package io.snakepit.core.discovery.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.JarFile;

/** Jars with a class loader of their own. Safe for use by several threads. */
public final class Plugin implements AutoCloseable {

  private final Path place;
  private final URLClassLoader loader;
  private final ContextLoader context;

  private Plugin(Path place, URLClassLoader loader) {
    this.place = place;
    this.loader = loader;
    this.context = new ContextLoader(loader);
  }

  /**
   * Opens one.
   *
   * @param place a jar, or a folder of jars
   * @param application has what plugins share with Snakepit
   * @throws IOException naming the jar that can't be read, when there is one
   */
  static Plugin open(Path place, ClassLoader application) throws IOException {
    List<Path> jars = PluginFolder.jars(place);
    if (jars.isEmpty()) {
      throw new IOException("there is no jar in it");
    }
    for (Path jar : jars) {
      check(jar); // a class loader passes over what it can't read, and misses classes later
    }
    URLClassLoader loader =
        new URLClassLoader(
            "plugin " + place.getFileName(),
            jars.stream().map(Plugin::url).toArray(URL[]::new),
            new SharedClasses(application));
    return new Plugin(place, loader);
  }

  /** The jar, or the folder of jars. */
  public Path place() {
    return place;
  }

  /** Sees the plugin's jars and what plugins share with Snakepit. */
  public ClassLoader loader() {
    return loader;
  }

  /** Runs code of the plugin. */
  public <T> T call(Supplier<T> task) {
    return context.call(task);
  }

  /** A provider whose methods run as {@link #call} does it. */
  public <T> T around(Class<T> service, T provider) {
    return context.around(service, provider);
  }

  /** Closes its jars. Classes that it hasn't loaded yet can't be loaded any more. */
  @Override
  public void close() throws IOException {
    loader.close();
  }

  @Override
  public String toString() {
    return "plugin " + place;
  }

  private static void check(Path jar) throws IOException {
    try (JarFile readable = new JarFile(jar.toFile())) {
      readable.getManifest();
    } catch (IOException failure) {
      throw new IOException(jar.getFileName() + " can't be read: " + failure.getMessage(), failure);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(jar.toString(), impossible);
    }
  }
}
