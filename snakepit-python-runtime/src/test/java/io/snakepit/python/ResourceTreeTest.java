package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTreeTest {

  /** Stands for a class of an adapter. */
  static final class Anchor {
    private Anchor() {}
  }

  private static final String ANCHOR = Anchor.class.getName();
  private static final String ANCHOR_FILE = ANCHOR.replace('.', '/') + ".class";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aJarIsReadWithAndWithoutAnEntryForTheFolder(boolean folderEntry) throws Exception {
    Path jar = folder.resolve("some adapter.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      put(entries, ANCHOR_FILE, anchorBytes());
      if (folderEntry) {
        entries.putNextEntry(new JarEntry("META-INF/side/"));
      }
      put(entries, "META-INF/side/wire/__init__.py", bytes("a"));
      put(entries, "META-INF/side/wire/deep/b.py", bytes("b"));
      put(entries, "META-INF/sideways/c.py", bytes("c"));
    }

    ResourceTree tree = read(jar.toUri().toURL());

    assertThat(tree.files())
        .containsOnlyKeys("wire/__init__.py", "wire/deep/b.py")
        .containsEntry("wire/deep/b.py", bytes("b"));
  }

  @Test
  void aFolderOfClassesIsReadToo() throws Exception {
    Path classes = folder.resolve("some classes");
    write(classes.resolve(ANCHOR_FILE), anchorBytes());
    write(classes.resolve("META-INF/side/wire/__init__.py"), bytes("a"));
    write(classes.resolve("META-INF/side/wire/__pycache__/x.cpython-311.pyc"), bytes("x"));

    ResourceTree tree = read(classes.toUri().toURL());

    assertThat(tree.files()).containsOnlyKeys("wire/__init__.py");
  }

  @Test
  void theNameFollowsTheContent() throws Exception {
    Path classes = folder.resolve("classes");
    write(classes.resolve(ANCHOR_FILE), anchorBytes());
    write(classes.resolve("META-INF/side/a.py"), bytes("one"));
    String before = read(classes.toUri().toURL()).name();
    String again = read(classes.toUri().toURL()).name();
    write(classes.resolve("META-INF/side/a.py"), bytes("two"));

    assertThat(again).isEqualTo(before);
    assertThat(read(classes.toUri().toURL()).name()).isNotEqualTo(before);
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> ResourceTree.read(Anchor.class, "META-INF/none"))
        .withMessageContainingAll("META-INF/none", ANCHOR);
  }

  private static ResourceTree read(URL place) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {place}, null)) {
      return ResourceTree.read(loader.loadClass(ANCHOR), "META-INF/side");
    }
  }

  private static byte[] anchorBytes() throws IOException {
    try (InputStream stream = ResourceTreeTest.class.getResourceAsStream("/" + ANCHOR_FILE)) {
      assertThat(stream).isNotNull();
      return stream.readAllBytes();
    }
  }

  private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
