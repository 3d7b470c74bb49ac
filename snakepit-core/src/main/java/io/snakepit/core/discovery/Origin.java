package io.snakepit.core.discovery;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider comes from, as far as it is known.
 *
 * @param provider its class
 * @param version as its jar's manifest says it, or empty
 * @param place its jar or folder of classes, or empty
 */
record Origin(String provider, String version, String place) {

  static Origin of(Class<?> provider) {
    CodeSource source = provider.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return new Origin(provider.getName(), version(provider, null), "");
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      return new Origin(provider.getName(), version(provider, place), place.toString());
    } catch (URISyntaxException | RuntimeException noPath) {
      String place = source.getLocation().toString();
      return new Origin(provider.getName(), version(provider, null), place);
    }
  }

  /** As {@code com.example.FooAdapter 1.2 from /opt/foo.jar}. */
  String describe() {
    String text = version.isEmpty() ? provider : provider + " " + version;
    return place.isEmpty() ? text : text + " from " + place;
  }

  private static String version(Class<?> provider, @Nullable Path place) {
    String version = provider.getPackage().getImplementationVersion();
    if (version == null && place != null && Files.isRegularFile(place)) {
      version = pluginVersion(place);
    }
    return version == null ? "" : version;
  }

  private static @Nullable String pluginVersion(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null ? null : manifest.getMainAttributes().getValue("Plugin-Version");
    } catch (IOException unreadable) {
      return null; // a version is for people only
    }
  }
}
