package io.snakepit.python;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The files of a resource folder, whether it lies in a jar or in a folder of classes.
 *
 * @param files content by path below the folder, with slashes
 */
record ResourceTree(SortedMap<String, byte[]> files) {

  /**
   * Reads one.
   *
   * @param anchor a class whose loader finds the folder
   * @param folder its path, with slashes, none at either end
   */
  static ResourceTree read(Class<?> anchor, String folder) throws IOException {
    URL url = locate(anchor, folder);
    SortedMap<String, byte[]> files = new TreeMap<>();
    URLConnection connection = url.openConnection();
    if (connection instanceof JarURLConnection jar) {
      readJar(jar, folder + "/", files);
    } else if (url.getProtocol().equals("file")) {
      readFolder(path(url), files);
    } else {
      throw new IOException("can't list the resource folder " + url);
    }
    files.keySet().removeIf(name -> name.endsWith(".pyc"));
    if (files.isEmpty()) {
      throw new IOException("no resource folder " + folder + " beside " + anchor.getName());
    }
    return new ResourceTree(files);
  }

  /**
   * Writes the files that a folder doesn't hold yet, as they are here.
   *
   * @throws IOException when one points out of the folder, too
   */
  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey()).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException("a resource points out of its folder: " + file.getKey());
      }
      if (!holds(target, file.getValue())) {
        FileTrees.createPrivate(target.resolveSibling(""));
        FileTrees.writeWhole(target, file.getValue());
      }
    }
  }

  /** Whether a folder has all the files, whatever is in them. */
  boolean isIn(Path folder) {
    return files.keySet().stream().allMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static boolean holds(Path file, byte[] content) throws IOException {
    try {
      return Arrays.equals(Files.readAllBytes(file), content);
    } catch (NoSuchFileException missing) {
      return false;
    }
  }

  /** A name that changes when any file does. */
  String name() {
    Digest digest = new Digest();
    files.forEach((path, content) -> digest.add(path).add(content));
    return digest.name();
  }

  /** The folder, or the jar of the class: a jar needn't have entries for its folders. */
  private static URL locate(Class<?> anchor, String folder) throws IOException {
    URL url = anchor.getResource("/" + folder);
    if (url != null) {
      return url;
    }
    CodeSource source = anchor.getProtectionDomain().getCodeSource();
    URL home = source == null ? null : source.getLocation();
    if (home == null || (home.getProtocol().equals("file") && home.getPath().endsWith("/"))) {
      throw new IOException("no resource folder " + folder + " beside " + anchor.getName());
    }
    return home.getProtocol().equals("jar") ? home : URI.create("jar:" + home + "!/").toURL();
  }

  private static void readJar(
      JarURLConnection connection, String folder, SortedMap<String, byte[]> files)
      throws IOException {
    connection.setUseCaches(false); // a cached one is shared, and closing it would hurt others
    String inJar = connection.getEntryName();
    String prefix = inJar == null ? folder : withSlash(inJar);
    try (JarFile jar = connection.getJarFile()) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
          files.put(
              entry.getName().substring(prefix.length()), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private static void readFolder(Path folder, SortedMap<String, byte[]> files) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        files.put(name, Files.readAllBytes(file));
      }
    }
  }

  private static Path path(URL url) throws IOException {
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException malformed) {
      throw new IOException("no folder: " + url, malformed);
    }
  }

  private static String withSlash(String name) {
    return name.endsWith("/") ? name : name + "/";
  }
}
