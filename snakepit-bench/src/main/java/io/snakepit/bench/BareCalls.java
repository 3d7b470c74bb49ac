package io.snakepit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A message for each call and a message for each answer, with JSON in them, and nothing else. */
final class BareCalls implements Contender {

  static final String NAME = "floor: bare gRPC stream";

  private final ObjectReader reader = new ObjectMapper().readerFor(JsonNode.class);
  private final ObjectWriter writer = new ObjectMapper().writer();
  private final BareStream stream;
  private final long[] begins;

  BareCalls(BareStream stream, int outstanding) {
    this.stream = stream;
    this.begins = new long[outstanding];
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(int operations, Histogram nanos) throws IOException, InterruptedException {
    int made = 0;
    for (int ended = 0; ended < operations; ended++) {
      for (; made < operations && made - ended < begins.length; made++) {
        begins[made % begins.length] = System.nanoTime();
        stream.send(writer.writeValueAsBytes(Map.of("a", 2, "b", 3)));
      }
      JsonNode answer = reader.readValue(stream.receive());
      if (answer.get("result").asInt() != 5) {
        throw new IOException("wrong answer: " + answer);
      }
      nanos.recordValue(System.nanoTime() - begins[ended % begins.length]);
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
