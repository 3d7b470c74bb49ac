package io.snakepit.core.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Writes a jar with classes of the tests, which a plugin's loader then defines anew. */
public final class PluginJar {

  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Begins a jar. */
  public PluginJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** Says something in the manifest. */
  public PluginJar saying(String key, String value) {
    manifest.getMainAttributes().putValue(key, value);
    return this;
  }

  /** Puts a file in. */
  public PluginJar with(String name, String content) {
    entries.put(name, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Puts classes in. */
  public PluginJar with(Class<?>... classes) throws IOException {
    for (Class<?> one : classes) {
      String name = one.getName().replace('.', '/') + ".class";
      try (InputStream content = one.getResourceAsStream("/" + name)) {
        entries.put(name, content.readAllBytes());
      }
    }
    return this;
  }

  /** Puts a class in and lists it as a provider. */
  public PluginJar providing(Class<?> service, Class<?> provider) throws IOException {
    return with(provider).with("META-INF/services/" + service.getName(), provider.getName());
  }

  /** Writes it. */
  public Path to(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
    return file;
  }
}
