"""What a worker has yet to send, where it outlives the worker, however that ends."""

import errno
import mmap
import os

SIZE = 64 * 1024
_HEAD = 8


class Journal:
    """A file: eight bytes that say how many follow, then frames. The JVM reads it at the end.

    To write into mapped memory costs next to nothing, and no crash loses it. Frames may stay after
    they were sent. One thread at a time uses it.
    """

    def __init__(self, path: str) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            # Written, not just made long: a full file system is to fail here, not kill us later.
            if os.write(descriptor, bytes(SIZE)) < SIZE:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            self._memory = mmap.mmap(descriptor, SIZE)
        except OSError:
            os.unlink(path)
            raise
        finally:
            os.close(descriptor)
        self._path = path
        self._length = memoryview(self._memory)[:_HEAD].cast("Q")
        self._end = _HEAD

    def is_there(self) -> bool:
        """Whether the JVM can find it: what tidies temporary folders up may have removed it."""
        return os.path.exists(self._path)

    def add(self, frames: bytes) -> bool:
        """Keep frames; False when there is no room."""
        start = self._end
        end = start + len(frames)
        if end > SIZE:
            return False
        self._memory[start:end] = frames
        self._end = end
        self._length[0] = end - _HEAD  # one store, after the frames: what it counts is whole
        return True

    def clear(self) -> None:
        """Forget all: it has been sent."""
        self._end = _HEAD
        self._length[0] = 0
