package io.snakepit.core.discovery.plugin;

import io.snakepit.api.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The plugins of a folder: each jar directly in it, and each folder in it.
 *
 * @param plugins those that could be opened, in the order of their names
 * @param broken those that couldn't
 */
public record PluginFolder(List<Plugin> plugins, List<Broken> broken) {

  /**
   * A plugin that can't be opened.
   *
   * @param place its jar or folder
   * @param reason why not
   */
  public record Broken(Path place, String reason) {}

  /**
   * Opens all of them.
   *
   * @param application has what plugins share with Snakepit
   * @throws ConfigurationException when there is no such folder, or it can't be read
   */
  public static PluginFolder open(Path folder, ClassLoader application) {
    PluginFolder opened = new PluginFolder(new ArrayList<>(), new ArrayList<>());
    for (Path place : places(folder.toAbsolutePath().normalize())) {
      try {
        opened.plugins.add(Plugin.open(place, application));
      } catch (IOException failure) {
        opened.broken.add(new Broken(place, String.valueOf(failure.getMessage())));
      }
    }
    return opened;
  }

  private static List<Path> places(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ConfigurationException("the plugin folder " + folder + " is no folder");
    }
    try {
      return list(
          folder,
          entry ->
              !entry.getFileName().toString().startsWith(".")
                  && (isJar(entry) || Files.isDirectory(entry)));
    } catch (IOException failure) {
      throw new ConfigurationException(
          "the plugin folder " + folder + " can't be read: " + failure);
    }
  }

  /** The jar itself, or those of a folder, in the order of their names. */
  static List<Path> jars(Path place) throws IOException {
    return Files.isDirectory(place) ? list(place, PluginFolder::isJar) : List.of(place);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).sorted().toList();
    } catch (UncheckedIOException brokenOff) {
      throw brokenOff.getCause();
    }
  }

  private static boolean isJar(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }
}
