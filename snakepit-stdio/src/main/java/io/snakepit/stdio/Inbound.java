package io.snakepit.stdio;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes what a link reads. Called by one thread at a time. */
interface Inbound {

  /** Takes all bytes of a chunk; the buffer is used again afterwards. */
  void onBytes(ByteBuffer chunk);

  /**
   * Nothing more will be read.
   *
   * @param cause why, or null for a regular end of stream
   */
  void onEndOfStream(@Nullable IOException cause);

  /** Nothing more can be written; there may be bytes to read still. */
  void onBrokenOutput(IOException cause);

  /** Whether somebody must read although nobody drives. */
  boolean needsReader();
}
