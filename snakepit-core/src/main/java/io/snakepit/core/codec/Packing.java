package io.snakepit.core.codec;

import java.nio.ByteBuffer;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Makes what packs and unpacks MessagePack. */
final class Packing {

  private static final String WITHOUT_UNSAFE = "msgpack.universal-buffer";

  /** From here on, the JVM prints a warning when a library reaches for {@code sun.misc.Unsafe}. */
  private static final int UNSAFE_WARNS_SINCE = 24;

  static {
    if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE
        && System.getProperty(WITHOUT_UNSAFE) == null) {
      System.setProperty(WITHOUT_UNSAFE, "true");
    }
  }

  private static final MessagePack.PackerConfig config =
      new MessagePack.PackerConfig().withBufferSize(1024);

  private Packing() {}

  static MessageBufferPacker packer() {
    return config.newBufferPacker();
  }

  static MessageUnpacker unpacker(ByteBuffer body) {
    if (body.hasArray()) {
      return MessagePack.newDefaultUnpacker(
          body.array(), body.arrayOffset() + body.position(), body.remaining());
    }
    byte[] copy = new byte[body.remaining()];
    body.duplicate().get(copy);
    return MessagePack.newDefaultUnpacker(copy);
  }
}
