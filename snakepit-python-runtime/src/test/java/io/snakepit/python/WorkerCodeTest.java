package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCodeTest {

  @TempDir Path cache;

  private final WorkerCode code = new WorkerCode(Limits.runner());
  private final ResourceTree tree = tree("one/__init__.py", "X = 1\n", "one/two.py", "Y = 2\n");

  @Test
  void everyFileIsUnpackedBelowAFolderNamedByTheContent() throws Exception {
    Path folder = code.unpack(tree, cache);

    assertThat(folder).isEqualTo(cache.resolve(tree.name()));
    assertThat(folder.resolve("one/__init__.py")).hasContent("X = 1");
    assertThat(folder.resolve("one/two.py")).hasContent("Y = 2");
  }

  @Test
  void whatIsThereIsLeftAlone() throws Exception {
    Path file = code.unpack(tree, cache).resolve("one/two.py");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, old);
    code.unpack(tree, cache);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
  }

  @Test
  void whatIsDamagedOrMissingIsMended() throws Exception {
    Path folder = code.unpack(tree, cache);
    Files.writeString(folder.resolve("one/two.py"), "Y =");
    Files.delete(folder.resolve("one/__init__.py"));
    code.unpack(tree, cache);

    assertThat(folder.resolve("one/__init__.py")).hasContent("X = 1");
    assertThat(folder.resolve("one/two.py")).hasContent("Y = 2");
  }

  @Test
  void manyMayUnpackAtOnce() throws Exception {
    List<Path> folders =
        IntStream.range(0, 16).parallel().mapToObj(i -> unpackUnchecked()).distinct().toList();

    assertThat(folders).hasSize(1);
    try (Stream<Path> files = Files.list(folders.get(0).resolve("one"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("__init__.py", "two.py");
    }
  }

  @Test
  void aPathThatPointsOutIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> code.unpack(tree("../out.py", ""), cache))
        .withMessageContaining("../out.py");
  }

  @Test
  void byteCodeIsWrittenOnceAndUsedWithoutLookingAtTimes() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Path folder = code.unpack(tree, cache);
    code.compile(folder, real);
    Path byteCode = folder.resolve("one/__pycache__/__init__." + real.cacheTag() + ".pyc");
    byte[] written = Files.readAllBytes(byteCode);

    // Bytes 4 to 7 are the flags: 1 is a hash that isn't checked.
    assertThat(written[4]).isEqualTo((byte) 1);
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(byteCode, old);
    code.compile(folder, real);
    assertThat(Files.getLastModifiedTime(byteCode)).isEqualTo(old);
  }

  @Test
  void codeThatDoesNotCompileIsNoError() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Path folder = code.unpack(tree("broken.py", "def"), cache);
    code.compile(folder, real);
    code.compile(folder, new Interpreter(cache.resolve("none"), real.version(), "none", Set.of()));

    assertThat(folder.resolve("broken.py")).hasContent("def");
  }

  @Test
  void byteCodeThatIsCutShortIsNoneAtAll() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Path folder = code.unpack(tree("long.py", "TEXT = '" + "x".repeat(20_000) + "'\n"), cache);
    // as a full file system cuts it: Python writes what fits, and calls it done
    Path cramped = cache.resolve("cramped");
    Files.writeString(cramped, "#!/bin/sh\nulimit -f 8\nexec '" + real.executable() + "' \"$@\"\n");
    assertThat(cramped.toFile().setExecutable(true)).isTrue();

    code.compile(folder, new Interpreter(cramped, real.version(), real.cacheTag(), Set.of()));

    assertThat(folder.resolve("__pycache__/long." + real.cacheTag() + ".pyc")).doesNotExist();
    assertThat(folder.resolve(".compiled-" + real.cacheTag())).doesNotExist();
    assertThat(
            Limits.runner()
                .run(
                    List.of(real.executable().toString(), "-B", "-"),
                    "import sys; sys.path[:0] = ['" + folder + "']; import long",
                    Limits.GENEROUS)
                .lines())
        .isEmpty();
  }

  private Path unpackUnchecked() {
    try {
      return code.unpack(tree, cache);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static ResourceTree tree(String... namesAndContents) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return new ResourceTree(files);
  }
}
