"""Keeps descriptors 0 and 1, to which anybody may print, apart from what a wire uses."""

import os


def private(descriptor: int) -> int:
    """Duplicate a descriptor beyond those that programs use by number."""
    duplicate = os.dup(descriptor)
    if duplicate > 2:
        return duplicate
    beyond = private(descriptor)  # 0 to 2 weren't all open
    os.close(duplicate)
    return beyond


def point_elsewhere() -> None:
    """Point descriptor 1 at stderr and 0 at the null device: nothing printed reaches the wire."""
    null = os.open(os.devnull, os.O_RDWR)
    try:
        os.fstat(2)
    except OSError:  # there is no stderr
        os.dup2(null, 2)
    os.dup2(2, 1)
    os.dup2(null, 0)
    if null > 2:
        os.close(null)


def occupy() -> None:
    """Have descriptors 0 to 2 open, whoever may have closed them: no pipe is to come by there."""
    null = os.open(os.devnull, os.O_RDWR)
    while null <= 2:
        null = os.dup(null)
    os.close(null)
