package io.snakepit.python;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Python package that can be installed without a network: {@code tiny.ANSWER} is 42. */
final class TinyWheel {

  private static final String METADATA = "tiny-1.0.dist-info/";

  private TinyWheel() {}

  /** Writes it into a folder, with a requirements file that names it. */
  static RequirementsFile in(Path folder) throws IOException {
    Path wheel = folder.resolve("tiny-1.0-py3-none-any.whl");
    try (OutputStream file = Files.newOutputStream(wheel);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      put(zip, "tiny.py", "ANSWER = 42\n");
      put(zip, METADATA + "METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n");
      put(
          zip,
          METADATA + "WHEEL",
          "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      put(zip, METADATA + "RECORD", "tiny.py,,\n");
    }
    return RequirementsFile.read(
        Files.writeString(folder.resolve("tiny-requirements.txt"), wheel + "\n"));
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
