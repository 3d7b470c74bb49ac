package io.snakepit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments that no command line can hold, or that another program has made. */
final class ArgumentFile {

  private static final String STDIN = "-";

  private ArgumentFile() {}

  /**
   * Reads the members of one JSON object.
   *
   * @param name the file's, or {@code -} for standard input
   * @throws UsageException when there is none
   */
  static Map<String, @Nullable Object> read(String name) {
    try {
      Object value = JsonReader.read(bytes(name));
      if (value instanceof Map<?, ?> members) {
        return arguments(members);
      }
      throw new UsageException(name + ": it has to be one JSON object, a member for each argument");
    } catch (JsonProcessingException notJson) {
      int line = notJson.getLocation().getLineNr();
      throw new UsageException(name + ":" + line + ": " + notJson.getOriginalMessage());
    } catch (NoSuchFileException absent) {
      throw new UsageException(name + ": there is no such file");
    } catch (IOException failure) {
      throw new UsageException(name + ": it can't be read: " + failure.getMessage());
    } catch (IllegalArgumentException refusal) {
      throw new UsageException(name + ": " + refusal.getMessage());
    }
  }

  private static byte[] bytes(String name) throws IOException {
    return name.equals(STDIN) ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
  }

  private static Map<String, @Nullable Object> arguments(Map<?, ?> members) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    members.forEach((name, value) -> arguments.put(String.valueOf(name), value));
    return arguments;
  }
}
