"""A worker's life on any wire: hello, tools, calls, end."""

import gc
import json
import os
import signal
import sys
from typing import Any, NoReturn

from snakepit import _codecs, _current, _failures, _hooks, _logs, _prints, _process, _unraisable
from snakepit._builtin import tools as builtin_tools
from snakepit._engine import Engine
from snakepit._fork import ForkGuard
from snakepit._loading import StartFailed, load
from snakepit._payload import Codec
from snakepit._tool import Tool
from snakepit._wire import Wire, WireClosed, WireDamaged

PROTOCOL = 1
_DEFAULT_LIMIT = 256 * 1024 * 1024
_CAPABILITIES = (
    "STREAMING",
    "CANCELLATION",
    "HOST_CALLS",
    "REENTRANT",
    "BINARY",
    "EXACT_NUMBERS",
    "MULTIPLEXING",
)
_MOST_AT_ONCE = 1024
_LONGEST_ANSWER = 1_048_000
"""Bytes. A wire's frame for it may have a MiB."""


def serve(wire: Wire) -> NoReturn:
    """Be a worker until the JVM says STOP or is gone. Doesn't return."""
    _process.settle_in()
    try:
        offer = _read_offer(wire)
    except (WireClosed, WireDamaged) as error:
        _process.leave(error)
    # Whatever escapes ends the process at once: Python would wait for other threads first, those of
    # user code and of the wire.
    _process.or_die(lambda: _live(wire, offer))()
    _process.finish()


def _live(wire: Wire, offer: dict[str, Any]) -> None:
    try:
        try:
            engine = _start(wire, offer)
        except StartFailed as failed:
            _prints.finish_lines()
            wire.answer(_write({"error": failed.failure}))
            return
        engine.serve()
    except (WireClosed, WireDamaged) as error:
        _process.leave(error)
    _run_stop_hooks(engine)


def _read_offer(wire: Wire) -> dict[str, Any]:
    try:
        offer = json.loads(wire.offer())
    except ValueError as error:
        raise WireDamaged(f"the hello offer isn't JSON: {error}") from None
    if not isinstance(offer, dict) or offer.get("protocol") != PROTOCOL:
        raise WireDamaged("the hello offer isn't one of protocol 1")
    return offer


def _start(wire: Wire, offer: dict[str, Any]) -> Engine:
    offered = offer.get("codecs") or []
    codec = _codecs.choose(offered)
    if codec is None:
        missing = "install msgpack, or " if "msgpack" in offered else ""
        raise StartFailed(
            "NO_COMMON_CODEC",
            f"the pool speaks {', '.join(offered) or 'no codec'}; "
            f"this worker speaks {', '.join(_codecs.names())}; "
            f"{missing}add json to the codecs of the pool",
        )
    limit = int((offer.get("limits") or {}).get("frame") or _DEFAULT_LIMIT)
    concurrency = min(max(int(offer.get("concurrency") or 1), 1), _MOST_AT_ONCE)
    engine = _make_engine(wire, codec, str(offer.get("worker")), limit, concurrency)
    wire.attach(engine, limit)
    logs = _logs.Logs(
        _codecs.initial(), engine.log, str(offer.get("logLevel")), engine.outcomes.text_bound
    )
    _prints.install(logs.record)
    _logs.install(logs)
    _current.engine = engine
    ForkGuard(wire, engine.interrupts, engine.shield).install()
    engine.signals.install()
    engine.signals.own(signal.SIGTERM, _process.do_nothing)
    engine.tools.update(builtin_tools())
    engine.tools.update(engine.interrupts.let_in(lambda: load(offer.get("tools") or [])))
    _run_start_hooks(engine)
    _unraisable.install(engine)  # around the hook that user code may have set
    answer = _write(_describe(codec, engine.tools, concurrency))
    if len(answer) > _LONGEST_ANSWER:
        raise StartFailed(
            "TOOLS_FAILED",
            f"names, descriptions and hints of the tools take {len(answer)} bytes; "
            f"there is room for {_LONGEST_ANSWER}",
        )
    _prints.keep_in_step()
    _prints.finish_lines()
    engine.signals.own(signal.SIGTERM, engine.interrupts.on_signal)
    gc.collect()
    gc.freeze()  # what was loaded lives as long as the worker: no use in looking at it again
    logs.settle(codec, lambda: wire.answer(answer))
    return engine


def _make_engine(wire: Wire, codec: Codec, worker: str, limit: int, concurrency: int) -> Engine:
    if concurrency == 1:
        return Engine(wire, codec, {}, worker, limit)
    from snakepit._multiplexed import MultiplexedEngine

    return MultiplexedEngine(wire, codec, {}, worker, limit, concurrency)


def _describe(codec: Codec, tools: dict[str, Tool], concurrency: int) -> dict[str, Any]:
    return {
        "codec": codec.name,
        "pid": os.getpid(),
        "language": "python",
        "version": ".".join(map(str, sys.version_info[:3])),
        "implementation": sys.implementation.name,
        "capabilities": _CAPABILITIES,
        "concurrency": concurrency,
        "tools": [tool.describe() for tool in tools.values()],
    }


def _write(answer: dict[str, Any]) -> bytes:
    return json.dumps({"protocol": PROTOCOL, **answer}).encode()


def _run_start_hooks(engine: Engine) -> None:
    for hook in _hooks.starting:
        try:
            engine.run_hook(hook)
        except BaseException as error:
            name = getattr(hook, "__qualname__", type(hook).__qualname__)
            reason = _failures.repr_of(error)
            raise StartFailed(
                "STARTUP_FAILED", f"the start hook {name} failed: {reason}", error
            ) from None


def _run_stop_hooks(engine: Engine) -> None:
    for hook in reversed(_hooks.stopping):
        try:
            engine.run_hook(hook)
        except BaseException as error:
            failure = _failures.raised(error, engine.outcomes.text_bound)
            _prints.warn(f"a stop hook failed\n{failure['traceback'].rstrip()}")
    _prints.finish_lines()
