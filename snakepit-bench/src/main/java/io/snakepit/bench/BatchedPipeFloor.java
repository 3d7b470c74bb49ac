package io.snakepit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * As {@link PipeFloor}, with a number of calls under way at any time: what has been answered is
 * replaced, all of it in one write.
 */
final class BatchedPipeFloor implements Contender {

  private final ObjectReader reader = new ObjectMapper().readerFor(JsonNode.class);
  private final ObjectWriter writer = new ObjectMapper().writer();
  private final Process process;
  private final OutputStream out;
  private final InputStream in;
  private final long[] begins;
  private final byte[] buffer = new byte[1 << 16];

  BatchedPipeFloor(String python, Path script, int outstanding) throws IOException {
    this.process = new ProcessBuilder(python, script.toString()).start();
    this.out = process.getOutputStream();
    this.in = process.getInputStream();
    this.begins = new long[outstanding];
  }

  @Override
  public String name() {
    return "floor: pipe and JSON";
  }

  @Override
  public void run(int operations, Histogram nanos) throws IOException {
    int made = 0;
    int ended = 0;
    int filled = 0;
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    while (ended < operations) {
      for (; made < operations && made - ended < begins.length; made++) {
        begins[made % begins.length] = System.nanoTime();
        batch.writeBytes(writer.writeValueAsBytes(Map.of("a", 2, "b", 3)));
        batch.write('\n');
      }
      batch.writeTo(out);
      out.flush();
      batch.reset();
      filled += in.read(buffer, filled, buffer.length - filled);
      int start = 0;
      for (int i = 0; i < filled; i++) {
        if (buffer[i] == '\n') {
          JsonNode answer = reader.readValue(buffer, start, i - start);
          if (answer.get("result").asInt() != 5) {
            throw new IOException("wrong answer: " + answer);
          }
          start = i + 1;
          nanos.recordValue(System.nanoTime() - begins[ended++ % begins.length]);
        }
      }
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
