package io.snakepit.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps outcomes as JSON, with all that is needed to make or to doubt them again. */
final class ResultFile {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultFile() {}

  /**
   * Writes the file, over that of an earlier measurement.
   *
   * @return the file
   */
  static Path write(
      Path file, String command, Instant at, Map<String, Object> machine, List<Outcome> outcomes)
      throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("command", command);
    content.put("at", at.toString());
    content.put("machine", machine);
    content.put("outcomes", outcomes);
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writeValue(file.toFile(), content);
    return file;
  }
}
