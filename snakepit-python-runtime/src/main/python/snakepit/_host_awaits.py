"""Calls from here to tools of the JVM that are awaited: the event loop goes on meanwhile."""

import asyncio
from asyncio import Future
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from snakepit._call import Call
from snakepit._errors import CallCancelled

if TYPE_CHECKING:
    from snakepit._engine import Engine

_waiting: Final = ThreadPoolExecutor(1024, "snakepit-waiting")
"""Threads, made when they are needed. A loop that ends waits for its own, and one of these may read
until the JVM says something, though nobody awaits that any more."""


async def call_host(engine: "Engine", call: Call, tool: str, arguments: dict[str, Any]) -> Any:
    """Call a tool of the JVM and await its reply."""
    if call.cancelled:
        raise CallCancelled("the call was cancelled")
    await_reply = _told_by_the_reader if engine.has_loop_here() else _waiting_beside
    return await await_reply(engine, call, tool, arguments)


async def _told_by_the_reader(
    engine: "Engine", call: Call, tool: str, arguments: dict[str, Any]
) -> Any:
    """Await what a thread that does nothing but read passes on; it begins nested calls, too."""
    loop = asyncio.get_running_loop()
    replied = loop.create_future()
    pending = engine.host_calls.send(
        call, tool, arguments, lambda: loop.call_soon_threadsafe(_set, replied)
    )
    try:
        await replied
    finally:
        engine.host_calls.forget(pending)
    return engine.host_calls.finish(pending)


def _set(replied: "Future[None]") -> None:
    if not replied.done():
        replied.set_result(None)


async def _waiting_beside(
    engine: "Engine", call: Call, tool: str, arguments: dict[str, Any]
) -> Any:
    """Let a thread wait for the reply; what is nested runs here, on top, as it does without await.

    That thread may be the one that reads for all.
    """
    loop = asyncio.get_running_loop()
    with engine.shield():
        pending = engine.host_calls.send(call, tool, arguments)
    ready = partial(engine.has_news, call, pending)
    try:
        while pending.payload is None:
            await loop.run_in_executor(_waiting, engine.wait, call, ready)
            with engine.shield():
                goes_on = engine.goes_on(call, pending)
            if not goes_on:
                await asyncio.sleep(0)  # the task's cancellation may be on its way
                engine.give_up(call)
    finally:
        engine.host_calls.forget(pending)
    with engine.shield():
        return engine.host_calls.finish(pending)
