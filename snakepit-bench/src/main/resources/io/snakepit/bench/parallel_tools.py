"""What the benchmark of several calls at once calls."""

import asyncio
import hashlib
import time

from snakepit import tool

_PAUSE = 0.01
_BLOCK = bytes(64 * 1024 * 1024)


@tool
def wait_on_main() -> None:
    """Wait, on the main thread."""
    time.sleep(_PAUSE)


@tool(thread_safe=True)
def wait_on_thread() -> None:
    """Wait, on a thread."""
    time.sleep(_PAUSE)


@tool
async def wait_on_loop() -> None:
    """Wait, on the event loop."""
    await asyncio.sleep(_PAUSE)


@tool(thread_safe=True)
def hash_on_thread() -> str:
    """Compute, without the interpreter's lock."""
    return hashlib.sha256(_BLOCK).hexdigest()
