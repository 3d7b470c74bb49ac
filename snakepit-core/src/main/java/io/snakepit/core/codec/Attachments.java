package io.snakepit.core.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The attachments of a payload that is being written. */
final class Attachments {

  private static final int MOST = 65_535;

  private final List<ByteBuffer> all = new ArrayList<>(0);

  /** Adds bytes, which aren't copied, and gives their index. */
  int add(ByteBuffer bytes) throws ValueFault {
    if (all.size() == MOST) {
      throw ValueFault.unrepresentable(
          "more than " + MOST + " byte strings and arrays in one value");
    }
    all.add(bytes);
    return all.size() - 1;
  }

  List<ByteBuffer> all() {
    return all.isEmpty() ? List.of() : all;
  }
}
