"""A template and the processes that it forks, as the JVM sees them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

_MAIN = Path(__file__).parents[2] / "main" / "python"

_ENTRY = """
import os, sys
{prepare}
def main(arguments):
    print("worker", *arguments, sys.argv[2:], flush=True)
    line = sys.stdin.readline().strip()
    if line:
        exec(line)
    sys.exit(0)
"""


class Template:
    """A template process, as the JVM sees it."""

    def __init__(self, folder: Path, sources: Sequence[str], prepare: str) -> None:
        (folder / "entry_of_test.py").write_text(_ENTRY.format(prepare=prepare))
        paths = os.pathsep.join((str(_MAIN), str(folder)))
        boot = str(_MAIN / "snakepit" / "_boot.py")
        self.process = subprocess.Popen(
            [sys.executable, boot, paths, "snakepit._template", "entry_of_test", *sources],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )

    def report(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.errors()
        report: dict[str, Any] = json.loads(line)
        return report

    def errors(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()

    def order(self, order: str, fork: int, *arguments: str) -> None:
        self.orders({"order": order, "fork": fork, "arguments": arguments})

    def orders(self, *orders: dict[str, Any]) -> None:
        """Give them in one piece."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"".join(json.dumps(order).encode() + b"\n" for order in orders))
        self.process.stdin.flush()

    def fork(self, number: int, *arguments: str) -> "Worker":
        self.order("fork", number, *arguments)
        report = self.report()
        assert (report["report"], report["fork"]) == ("forked", number)
        return Worker(report["pid"])

    def close(self) -> None:
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        self.process.kill()
        self.process.wait()


class Worker:
    """A forked process and its pipes."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.stdin = self._open(0, "wb")
        self.stdout = self._open(1, "rb")
        self.stderr = self._open(2, "rb")

    def _open(self, descriptor: int, mode: str) -> IO[bytes]:
        return open(f"/proc/{self.pid}/fd/{descriptor}", mode)

    def run(self, code: str) -> None:
        self.stdin.write(code.encode() + b"\n")
        self.stdin.flush()

    def close(self) -> None:
        for stream in (self.stdin, self.stdout, self.stderr):
            stream.close()


Start = Callable[..., Template]


def pipes_of(pid: int) -> set[str]:
    folder = f"/proc/{pid}/fd"
    links = set()
    for name in os.listdir(folder):
        try:
            links.add(os.readlink(f"{folder}/{name}"))
        except OSError:
            continue
    return {link for link in links if link.startswith("pipe:")}
