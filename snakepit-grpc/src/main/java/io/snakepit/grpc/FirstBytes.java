package io.snakepit.grpc;

import java.nio.ByteBuffer;

/**
 * Remembers the first bytes of a worker, for the message about a worker that doesn't speak the
 * wire: what it wrote instead is the best hint there is. Safe for use by several threads.
 */
final class FirstBytes {

  private static final int MOST = 80;

  private final ByteBuffer bytes = ByteBuffer.allocate(MOST);

  /** Copies what there is room for; leaves the chunk as it is. */
  synchronized void add(ByteBuffer chunk) {
    int count = Math.min(bytes.remaining(), chunk.remaining());
    bytes.put(bytes.position(), chunk, chunk.position(), count);
    bytes.position(bytes.position() + count);
  }

  /** The bytes in quotes, with escapes for what isn't printable ASCII. */
  synchronized String describe() {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < bytes.position(); i++) {
      append(text, bytes.get(i));
    }
    return text.append(bytes.hasRemaining() ? "\"" : "…\"").toString();
  }

  private static void append(StringBuilder text, byte value) {
    switch (value) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '"', '\\' -> text.append('\\').append((char) value);
      default -> {
        if (value >= ' ' && value < 0x7F) {
          text.append((char) value);
        } else {
          text.append(String.format("\\x%02x", value));
        }
      }
    }
  }
}
