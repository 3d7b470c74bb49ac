package io.snakepit.stdio;

import io.snakepit.wire.WireException;
import org.jspecify.annotations.Nullable;

/** What a frame says. Kinds below 0x80 go to the worker, the others come from it. */
enum FrameKind {
  HELLO_OFFER(0x01),
  CALL(0x02),
  CREDIT(0x03),
  CANCEL(0x04),
  HOST_REPLY(0x05),
  PROBE(0x06),
  STOP(0x07),
  MEMORY_ANSWER(0x08),
  HELLO_ANSWER(0x81),
  STARTED(0x82),
  ITEM(0x83, Flags.LAST | Flags.SETTLED),
  END(0x84, Flags.SETTLED),
  FAILURE(0x85, Flags.SETTLED | Flags.WITHDRAWN),
  SETTLED(0x86),
  HOST_CALL(0x87),
  PROGRESS(0x88),
  LOG(0x89),
  PROBE_REPLY(0x8A),
  MEMORY_OFFER(0x8B);

  private static final @Nullable FrameKind[] BY_CODE = new FrameKind[256];

  static {
    for (FrameKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  private final int code;
  private final int allowedFlags;

  FrameKind(int code) {
    this(code, 0);
  }

  /** The flags matter only for kinds that are read: what is written is right by construction. */
  FrameKind(int code, int allowedFlags) {
    this.code = code;
    this.allowedFlags = allowedFlags;
  }

  /** The kind a worker may send under this code; damage for any other. */
  static FrameKind fromWorker(byte code) throws WireException {
    FrameKind kind = BY_CODE[code & 0xFF];
    if (kind == null || kind.code < 0x80) {
      throw new WireException(String.format("a frame of the unknown kind 0x%02X", code));
    }
    return kind;
  }

  byte code() {
    return (byte) code;
  }

  boolean allows(int flags) {
    return (flags & ~allowedFlags) == 0;
  }
}
