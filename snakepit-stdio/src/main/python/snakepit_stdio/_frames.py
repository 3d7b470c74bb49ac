"""Names and layouts of the wire, as ``docs/protocol/stdio.md`` gives them."""

from struct import Struct

VERSION = 1
PREAMBLE = b"SNKP" + VERSION.to_bytes(2, "big") + b"\0\0"
HELLO_LIMIT = 1024 * 1024

HEADER = Struct(">IBBHQ")
"""length, kind, flags, number of attachments, call."""

LENGTH_SIZE = 4
HEADER_REST = HEADER.size - LENGTH_SIZE

CALL_HEAD = Struct(">QQIHHH")
"""parent, budget, credit, bytes of tool name, bytes of session key, number of metadata pairs."""

CREDIT_HEAD = Struct(">I")
HOST_REPLY_HEAD = Struct(">Q")
HOST_CALL_HEAD = Struct(">QH")

# To the worker.
HELLO = 0x01
CALL = 0x02
CREDIT = 0x03
CANCEL = 0x04
HOST_REPLY = 0x05
PROBE = 0x06
STOP = 0x07

# To the JVM.
HELLO_ANSWER = 0x81
STARTED = 0x82
ITEM = 0x83
END = 0x84
FAILURE = 0x85
SETTLED = 0x86
HOST_CALL = 0x87
PROGRESS = 0x88
LOG = 0x89
PROBE_REPLY = 0x8A

# Flags of CALL.
STREAM = 1
ANNOUNCE = 2
# Flag of HOST_REPLY.
FAILED = 1
# Flags of ITEM, END and FAILURE.
LAST = 1
WITH_SETTLED = 2
WITHDRAWN = 4

ALLOWED_FLAGS = {
    HELLO: 0,
    CALL: STREAM | ANNOUNCE,
    CREDIT: 0,
    CANCEL: 0,
    HOST_REPLY: FAILED,
    PROBE: 0,
    STOP: 0,
}
"""What may come from the JVM, and the flags it may have."""
