"""Which event loop runs on this thread, as far as asyncio knows."""

import sys
from collections.abc import Callable


def without(run: Callable[[], None]) -> None:
    """Run what may run an event loop, on top of one that stands still: asyncio allows one alone."""
    events = sys.modules.get("asyncio.events")
    if events is None:
        run()
        return
    outer = events._get_running_loop()
    events._set_running_loop(None)
    try:
        run()
    finally:
        events._set_running_loop(outer)
