"""Names and layouts of the wire, as ``docs/protocol/stdio.md`` gives them."""

from struct import Struct
from typing import Final

VERSION: Final = 1
PREAMBLE: Final = b"SNKP" + VERSION.to_bytes(2, "big") + b"\0\0"
HELLO_LIMIT: Final = 1024 * 1024

HEADER: Final = Struct(">IBBHQ")
"""length, kind, flags, number of attachments, call."""

LENGTH_SIZE: Final = 4
HEADER_REST: Final = HEADER.size - LENGTH_SIZE

CALL_HEAD: Final = Struct(">QQIHHH")
"""parent, budget, credit, bytes of tool name, bytes of session key, number of metadata pairs."""

MEMORY_HEAD: Final = Struct(">QII")
"""process, descriptor, bytes each way; the name follows."""

IN_MEMORY: Final = 1 << 31
"""In the attachment table: instead of the attachment its place in memory is in the frame."""

PLACE_SIZE: Final = 8

CREDIT_HEAD: Final = Struct(">I")
HOST_REPLY_HEAD: Final = Struct(">Q")
HOST_CALL_HEAD: Final = Struct(">QH")

# To the worker.
HELLO: Final = 0x01
CALL: Final = 0x02
CREDIT: Final = 0x03
CANCEL: Final = 0x04
HOST_REPLY: Final = 0x05
PROBE: Final = 0x06
STOP: Final = 0x07
MEMORY_ANSWER: Final = 0x08

# To the JVM.
HELLO_ANSWER: Final = 0x81
STARTED: Final = 0x82
ITEM: Final = 0x83
END: Final = 0x84
FAILURE: Final = 0x85
SETTLED: Final = 0x86
HOST_CALL: Final = 0x87
PROGRESS: Final = 0x88
LOG: Final = 0x89
PROBE_REPLY: Final = 0x8A
MEMORY_OFFER: Final = 0x8B

# Flags of CALL.
STREAM: Final = 1
ANNOUNCE: Final = 2
# Flag of HOST_REPLY.
FAILED: Final = 1
# Flag of MEMORY_ANSWER.
REFUSED: Final = 1
# Flags of ITEM, END and FAILURE.
LAST: Final = 1
WITH_SETTLED: Final = 2
WITHDRAWN: Final = 4

ALLOWED_FLAGS: Final = {
    HELLO: 0,
    CALL: STREAM | ANNOUNCE,
    CREDIT: 0,
    CANCEL: 0,
    HOST_REPLY: FAILED,
    PROBE: 0,
    STOP: 0,
    MEMORY_ANSWER: REFUSED,
}
"""What may come from the JVM, and the flags it may have."""
