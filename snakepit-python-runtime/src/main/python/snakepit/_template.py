"""A template: loads what workers need, once, and forks them.

``docs/protocol/template.md`` says how the JVM talks to it. It is started by::

    snakepit/_boot.py PATHS snakepit._template ENTRY [SOURCE...]

ENTRY is the module whose ``main(arguments)`` makes a process a worker; its ``prepare()``, if it has
one, imports what that will need. The sources are files, folders and modules of users.
"""

import gc
import importlib
import os
import sys
import time
from _thread import get_native_id
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from snakepit import _loading, _process
from snakepit._template_control import Control
from snakepit._template_forks import Forks

_TASKS = "/proc/self/task"
_PATIENCE = 1.0
"""Seconds. A thread that was waited for goes a moment later."""


def main(arguments: Sequence[str]) -> NoReturn:
    """Be a template, and in each process that it forks a worker."""
    _process.ignore_signals()
    control = Control.claim()
    _process.settle_in()
    if sys.platform != "linux":
        _be_unfit(control, "workers are forked on Linux alone")
    entry, *sources = arguments
    start = _load(control, entry, sources)
    gc.collect()
    gc.freeze()  # else the collector would write to pages that workers share
    forks = Forks(control)
    control.tell("ready")
    given = forks.serve()
    sys.argv[2:] = [entry, *given]
    _differ()
    start(given)


def _load(control: Control, entry: str, sources: Sequence[str]) -> Callable[[list[str]], NoReturn]:
    worker: Any = importlib.import_module(entry)
    getattr(worker, "prepare", int)()
    _require_one_thread(control, entry)
    for source in sources:
        try:
            _loading.preload(source)
        except _loading.StartFailed as failed:
            failed.failure["message"] = "the option preload: " + failed.failure["message"]
            control.tell("failed", error=failed.failure)
            sys.exit(1)
        _require_one_thread(control, source)
    start: Callable[[list[str]], NoReturn] = worker.main
    return start


def _require_one_thread(control: Control, source: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while threads := _other_threads():
        if time.monotonic() > deadline:
            names = ", ".join(sorted(threads))
            reason = (
                f"{source} has left threads running ({names}), and a forked process would have "
                "none of them"
            )
            _be_unfit(control, reason)
        time.sleep(0.01)


def _be_unfit(control: Control, reason: str) -> NoReturn:
    control.tell("unfit", reason=reason)
    sys.exit(0)


def _other_threads() -> list[str]:
    """Give the names of all threads but this one: Python's, and those of libraries."""
    own = str(get_native_id())
    threading: Any = sys.modules.get("threading")
    names = {} if threading is None else {str(t.native_id): t.name for t in threading.enumerate()}
    return [names.get(task) or _name_of(task) for task in os.listdir(_TASKS) if task != own]


def _name_of(task: str) -> str:
    try:
        with open(f"{_TASKS}/{task}/comm", encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return task  # it is about to go


def _differ() -> None:
    """Undo in a worker what would make it too much like the others, or like the template."""
    random: Any = sys.modules.get("numpy.random")
    if random is not None:
        random.seed()  # Python's own module sees to that itself
    torch: Any = sys.modules.get("torch")
    if torch is not None:
        torch.seed()
    multiprocessing: Any = sys.modules.get("multiprocessing.process")
    if multiprocessing is not None:  # else the first worker that leaves would end them for all
        multiprocessing._children.clear()
    logging: Any = sys.modules.get("logging")
    if logging is not None:  # what a worker logs goes to the JVM, and nowhere else
        for handler in logging.root.handlers[:]:
            if getattr(handler, "stream", None) in (sys.__stdout__, sys.__stderr__):
                logging.root.removeHandler(handler)
