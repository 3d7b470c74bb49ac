package io.snakepit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A pipe to one Python process with JSON on both sides, and nothing else: the least that a call can
 * cost. It uses nothing of Snakepit.
 */
final class PipeFloor implements Contender {

  private final ObjectReader reader = new ObjectMapper().readerFor(JsonNode.class);
  private final ObjectWriter writer = new ObjectMapper().writer();
  private final Process process;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];

  PipeFloor(String python, Path script) throws IOException {
    this.process = new ProcessBuilder(python, script.toString()).start();
    this.out = process.getOutputStream();
    this.in = process.getInputStream();
  }

  @Override
  public String name() {
    return "floor: pipe and JSON";
  }

  @Override
  public void run(int operations, Histogram nanos) throws IOException {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      out.write(writer.writeValueAsBytes(Map.of("a", 2, "b", 3)));
      out.write('\n');
      out.flush();
      int length = in.read(buffer);
      JsonNode answer = reader.readValue(buffer, 0, length);
      if (answer.get("result").asInt() != 5) {
        throw new IOException("wrong answer: " + answer);
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
