package io.snakepit.wire;

import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * Remembers the first bytes of a worker, for the message about a worker that doesn't speak the
 * wire: what it wrote instead is the best hint there is. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FirstBytes {

  private static final int MOST = 80;

  private final ByteBuffer bytes = ByteBuffer.allocate(MOST);

  /** Remembers nothing yet. */
  public FirstBytes() {}

  /**
   * Copies what there is room for.
   *
   * @param chunk what came next; it is left as it is
   */
  public synchronized void add(ByteBuffer chunk) {
    int count = Math.min(bytes.remaining(), chunk.remaining());
    bytes.put(bytes.position(), chunk, chunk.position(), count);
    bytes.position(bytes.position() + count);
  }

  /**
   * Whether nothing came.
   *
   * @return true until a byte was added
   */
  public synchronized boolean isEmpty() {
    return bytes.position() == 0;
  }

  /**
   * Describes them for people.
   *
   * @return the bytes in quotes, with escapes for what isn't printable ASCII
   */
  public synchronized String describe() {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < bytes.position(); i++) {
      append(text, bytes.get(i));
    }
    return text.append(bytes.hasRemaining() ? "\"" : "…\"").toString();
  }

  /**
   * Whether they can be something that was printed.
   *
   * @return true when there are some, all of them printable ASCII or blanks
   */
  public synchronized boolean areText() {
    for (int i = 0; i < bytes.position(); i++) {
      byte value = bytes.get(i);
      if ((value < ' ' || value == 0x7F) && "\t\r\n".indexOf(value) < 0) {
        return false;
      }
    }
    return !isEmpty();
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
