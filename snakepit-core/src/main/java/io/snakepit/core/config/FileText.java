package io.snakepit.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file, which may be a pipe, and so is read once and not without bound. */
final class FileText {

  private static final int MOST_BYTES = 1 << 20;

  private FileText() {}

  static String read(Path file, Problems problems) {
    byte[] bytes;
    try (InputStream input = Files.newInputStream(file)) {
      bytes = input.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException absent) {
      throw problems.fatal(0, "there is no such file");
    } catch (IOException failure) {
      throw problems.fatal(0, "it can't be read: " + failure.getMessage());
    }
    if (bytes.length > MOST_BYTES) {
      throw problems.fatal(0, "it has more than " + MOST_BYTES + " bytes");
    }
    return decode(bytes, problems);
  }

  private static String decode(byte[] bytes, Problems problems) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult end = StandardCharsets.UTF_8.newDecoder().decode(input, text, true);
    if (end.isError()) {
      throw problems.fatal(lineAt(bytes, input.position()), "this isn't UTF-8");
    }
    return text.flip().toString();
  }

  private static int lineAt(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
