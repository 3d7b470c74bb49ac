"""The event loops of a worker that runs several calls: one, and further ones for nested calls."""

from collections.abc import Callable, Container
from contextvars import Context, copy_context
from threading import current_thread
from typing import TYPE_CHECKING

from snakepit._call import Call

if TYPE_CHECKING:
    from snakepit._loop_lane import LoopLane
    from snakepit._multiplexed import MultiplexedEngine


class Loops:
    """Makes each when there is need of it: asyncio takes long to import, so not all have one."""

    def __init__(self, engine: "MultiplexedEngine", ended: Callable[[Call], None]) -> None:
        self._engine = engine
        self._ended = ended
        self._lanes: list[LoopLane] = []
        self.context: Context = copy_context()
        """What each call on a further one gets a copy of."""

    def main(self) -> "LoopLane":
        """Give that of all calls that aren't nested, and of the hooks."""
        return self._lanes[0] if self._lanes else self._add()

    def beside(self, ancestors: Container[Call]) -> "LoopLane":
        """Give one that no code of these calls holds up."""
        for lane in self._lanes:
            if lane.blocked_by not in ancestors:
                return lane
        return self._add()

    def _add(self) -> "LoopLane":
        from snakepit._loop_lane import LoopLane

        lane = LoopLane(self._engine, self._ended, self.context)
        self._lanes.append(lane)
        return lane

    def here(self) -> "LoopLane | None":
        """Give the one of this thread."""
        thread = current_thread()
        return next((lane for lane in self._lanes if lane.thread is thread), None)

    def wake(self, call: int) -> None:
        """Make a call look again what it waits for."""
        for lane in self._lanes:
            lane.wake(call)

    def wake_all(self) -> None:
        """Make all calls look again."""
        for lane in self._lanes:
            lane.wake_all()
