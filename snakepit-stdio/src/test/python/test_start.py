"""The hello, and what keeps a worker from starting."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from jvm import BOOT, HELLO, PATIENCE, PREAMBLE, SOURCES, Jvm, encode, vector

Begin = Callable[..., Jvm]

_HELLO_LIMIT = 1024 * 1024


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Give a function that starts a worker from sources, leaving the answer to the test."""
    with ExitStack() as stack:
        yield lambda *tools, **options: stack.enter_context(Jvm(tools, tmp_path, **options))


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def _fail(worker: Jvm) -> Any:
    error = worker.answer()["error"]
    assert worker.process.wait(PATIENCE) == 0
    return error


def test_answer_says_what_the_worker_can(begin: Begin, tmp_path: Path) -> None:
    file = _write(tmp_path / "tools.py", "from snakepit import tool\n@tool\ndef f(): pass\n")
    worker = begin(file)
    answer = worker.answer()
    assert answer["protocol"] == 1
    assert answer["codec"] == "json"
    assert answer["pid"] == worker.process.pid
    assert answer["language"] == "python"
    assert answer["concurrency"] == 1
    assert answer["capabilities"] == [
        "STREAMING",
        "CANCELLATION",
        "HOST_CALLS",
        "REENTRANT",
        "BINARY",
        "EXACT_NUMBERS",
        "MULTIPLEXING",
    ]
    assert "f" in [tool["name"] for tool in answer["tools"]]


def test_missing_file_is_named(begin: Begin, tmp_path: Path) -> None:
    error = _fail(begin(tmp_path / "absent.py"))
    assert error["code"] == "TOOLS_NOT_FOUND"
    assert str(tmp_path / "absent.py") in error["message"]


def test_missing_module_is_named(begin: Begin) -> None:
    error = _fail(begin("absent_module.tools"))
    assert error["code"] == "TOOLS_NOT_FOUND"
    assert "absent_module" in error["message"]


def test_module_that_misses_another_has_failed(begin: Begin, tmp_path: Path) -> None:
    error = _fail(begin(_write(tmp_path / "tools.py", "import absent_library\n")))
    assert error["code"] == "TOOLS_FAILED"
    assert error["type"] == "ModuleNotFoundError"
    assert f"{os.path.normpath(sys.executable)} doesn't have it" in error["message"]


@pytest.mark.parametrize(
    ("source", "type", "text"),
    [
        ("1 / 0\n", "ZeroDivisionError", 'tools.py", line 1, in <module>'),
        ("def f(:\n", "SyntaxError", 'tools.py", line 1'),
        ("import sys\nsys.exit(4)\n", "SystemExit", "SystemExit: 4"),
        (
            "class Odd(Exception):\n    def __str__(self): raise RuntimeError\nraise Odd()\n",
            "tools.Odd",
            'tools.py", line 3, in <module>',
        ),
    ],
)
def test_failing_file_is_told_with_its_traceback(
    begin: Begin, tmp_path: Path, source: str, type: str, text: str
) -> None:
    error = _fail(begin(_write(tmp_path / "tools.py", source)))
    assert (error["code"], error["type"]) == ("TOOLS_FAILED", type)
    assert text in error["traceback"]
    assert "importlib" not in error["traceback"]
    assert "_loading" not in error["traceback"]


def test_file_without_a_tool_is_told(begin: Begin, tmp_path: Path) -> None:
    good = _write(tmp_path / "good.py", "from snakepit import tool\n@tool\ndef f(): pass\n")
    empty = _write(tmp_path / "empty.py", "def f(): pass\n")
    error = _fail(begin(good, empty))
    assert error["code"] == "NO_TOOLS"
    assert str(empty) in error["message"]


def test_two_tools_of_one_name_are_told_with_their_places(begin: Begin, tmp_path: Path) -> None:
    source = "from snakepit import tool\n@tool\ndef f(): pass\n"
    first = _write(tmp_path / "a.py", source)
    second = _write(tmp_path / "b.py", "\n" + source)
    error = _fail(begin(first, second))
    assert error["code"] == "DUPLICATE_TOOL"
    assert f"{first}:2" in error["message"]
    assert f"{second}:3" in error["message"]


def test_function_that_can_not_be_a_tool_is_told(begin: Begin, tmp_path: Path) -> None:
    source = "from snakepit import tool\n@tool\ndef f(*values): pass\n"
    error = _fail(begin(_write(tmp_path / "tools.py", source)))
    assert error["code"] == "TOOLS_FAILED"
    assert "parameter *values" in error["message"]


def test_unreadable_hint_is_told(begin: Begin, tmp_path: Path) -> None:
    source = "from snakepit import tool\n@tool\ndef f(x: '1 +'): pass\n"
    error = _fail(begin(_write(tmp_path / "tools.py", source)))
    assert error["code"] == "TOOLS_FAILED"
    assert "type hint of 'x'" in error["message"]


@pytest.mark.parametrize("kind", ["def", "async def"])
def test_failing_start_hook_is_told_with_its_traceback(
    begin: Begin, tmp_path: Path, kind: str
) -> None:
    source = (
        "from snakepit import tool, on_start\n@tool\ndef f(): pass\n"
        f"@on_start\n{kind} load(): raise OSError('no model')\n"
    )
    error = _fail(begin(_write(tmp_path / "tools.py", source)))
    assert (error["code"], error["type"]) == ("STARTUP_FAILED", "OSError")
    assert "no model" in error["message"]
    assert "in load" in error["traceback"]


def test_failing_start_hook_is_told_whatever_its_error_is_made_of(
    begin: Begin, tmp_path: Path
) -> None:
    source = (
        "from snakepit import tool, on_start\n@tool\ndef f(): pass\n"
        "class Odd(Exception):\n    def __repr__(self): raise RuntimeError\n"
        "@on_start\ndef load(): raise Odd('no model')\n"
    )
    error = _fail(begin(_write(tmp_path / "tools.py", source)))
    assert (error["code"], error["type"]) == ("STARTUP_FAILED", "tools.Odd")
    assert "no model" in error["traceback"]


def test_what_is_printed_before_a_start_fails_precedes_the_answer(
    begin: Begin, tmp_path: Path
) -> None:
    worker = begin(_write(tmp_path / "tools.py", "print('without end', end='')\n1 / 0\n"))
    assert _fail(worker)["type"] == "ZeroDivisionError"
    assert worker.prints() == [(0, "stdout", "without end")]


@pytest.mark.parametrize("place", ["@on_start\ndef load(): ", ""])
def test_long_error_of_a_start_has_room_in_the_answer(
    begin: Begin, tmp_path: Path, place: str
) -> None:
    source = (
        "from snakepit import tool, on_start\n@tool\ndef f(): pass\n"
        "Long = type('Long' * 100_000, (Exception,), {})\n"
        f"{place}raise Long('no model: ' + '\U0001f40d' * 1_000_000 + ' at all')\n"
    )
    frame = begin(_write(tmp_path / "tools.py", source)).next()
    assert len(frame.content) < _HELLO_LIMIT
    error = frame.json(len(PREAMBLE))["error"]
    assert error["message"].endswith((" at all", " at all')"))
    assert error["traceback"].endswith(" at all\n")


def test_more_tools_than_an_answer_has_room_for_are_told(begin: Begin, tmp_path: Path) -> None:
    source = (
        "from snakepit import tool\ndef f(): pass\n"
        "for n in range(2000): tool(name=f't{n}', description='long' * 150)(f)\n"
    )
    error = _fail(begin(_write(tmp_path / "tools.py", source)))
    assert error["code"] == "TOOLS_FAILED"
    assert "descriptions" in error["message"]


def test_hint_that_raises_when_it_is_looked_at_is_told(begin: Begin, tmp_path: Path) -> None:
    source = (
        "from snakepit import tool\n"
        "class Odd:\n    def __getattr__(self, name): raise RuntimeError('odd')\n"
        "@tool\ndef f(x: Odd()): pass\n"
    )
    error = _fail(begin(_write(tmp_path / "tools.py", source)))
    assert error["code"] == "TOOLS_FAILED"
    assert "the type hint of 'x' can't be read: odd" in error["message"]


def test_tool_that_is_kept_under_no_name_is_one(begin: Begin, tmp_path: Path) -> None:
    source = (
        "import functools\nfrom snakepit import tool\n"
        "tool(name='max')(functools.partial(lambda a, b: max(a, b), b=2))\n"
    )
    worker = begin(_write(tmp_path / "tools.py", source))
    worker.answer()
    assert worker.run("max", {"a": 1}) == 2


def test_file_that_was_loaded_by_another_name_as_well_is_told(begin: Begin, tmp_path: Path) -> None:
    _write(tmp_path / "package" / "__init__.py", "")
    source = "from snakepit import tool\n@tool\ndef f(): pass\n"
    file = _write(tmp_path / "package" / "tools.py", source)
    other = _write(tmp_path / "other.py", "import package.tools\n" + source.replace(" f", " g"))
    error = _fail(begin(other, file))
    assert error["code"] == "DUPLICATE_TOOL"
    assert f"{file}:2" in error["message"]
    assert "as module 'package.tools' and as module 'tools'" in error["message"]


def test_hidden_files_of_a_folder_are_no_tools(begin: Begin, tmp_path: Path) -> None:
    """Editors leave links that lead nowhere, and macOS what isn't Python."""
    source = "from snakepit import tool\n@tool\ndef f(): return 1\n"
    folder = _write(tmp_path / "folder" / "tools.py", source).parent
    (folder / ".#tools.py").symlink_to("nobody@nowhere")
    (folder / "._tools.py").write_bytes(b"\0")
    worker = begin(folder)
    worker.answer()
    assert worker.run("f") == 1


def test_start_hooks_run_once_before_the_first_call(begin: Begin, tmp_path: Path) -> None:
    source = (
        "from snakepit import tool, on_start\nloaded = []\n"
        "@on_start\ndef load(): loaded.append(1)\n"
        "@on_start\nasync def later(): loaded.append(2)\n"
        "@tool\ndef f(): return loaded\n"
    )
    worker = begin(_write(tmp_path / "tools.py", source))
    worker.answer()
    assert worker.run("f") == [1, 2]
    assert worker.run("f") == [1, 2]


def test_folder_gives_the_tools_of_its_files_which_may_import_each_other(
    begin: Begin, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    _write(folder / "helper.py", "def value(): return 42\n")
    _write(
        folder / "first.py",
        "from snakepit import tool\nimport helper, second\n@tool\ndef f(): return helper.value()\n",
    )
    _write(folder / "second.py", "from snakepit import tool\n@tool\ndef g(): return 2\n")
    worker = begin(folder)
    worker.answer()
    assert (worker.run("f"), worker.run("g")) == (42, 2)


def test_importable_module_gives_its_tools(begin: Begin, tmp_path: Path) -> None:
    source = "from snakepit import tool\n@tool\ndef {}(): return __name__\n"
    file = _write(tmp_path / "folder" / "first.py", source.format("f"))
    _write(tmp_path / "folder" / "package" / "__init__.py", "from package import inside\n")
    _write(tmp_path / "folder" / "package" / "inside.py", source.format("g"))
    _write(tmp_path / "folder" / "package" / "other.py", source.format("h"))
    worker = begin(file, "package", "package.other")
    worker.answer()
    assert [worker.run(name) for name in "fgh"] == ["first", "package.inside", "package.other"]


def test_files_of_one_name_and_of_a_library_module_s_name_both_load(
    begin: Begin, tmp_path: Path
) -> None:
    def source(name: str) -> str:
        return f"from snakepit import tool\n@tool\ndef {name}(): return '{name}'\n"

    worker = begin(
        _write(tmp_path / "one" / "tools.py", source("f")),
        _write(tmp_path / "two" / "tools.py", source("g")),
        _write(tmp_path / "three" / "json.py", source("h")),
        _write(tmp_path / "three" / "my-tools.py", source("i")),
    )
    worker.answer()
    assert [worker.run(name) for name in "fghi"] == list("fghi")


def test_unknown_codec_is_told(begin: Begin) -> None:
    offer = {"protocol": 1, "codecs": ["morse"], "tools": []}
    worker = begin(offer=encode(HELLO, 0, PREAMBLE + json.dumps(offer).encode()))
    error = _fail(worker)
    assert error["code"] == "NO_COMMON_CODEC"
    assert error["message"].startswith("the pool speaks morse; ")
    assert error["message"].endswith("add json to the codecs of the pool")


def test_worker_without_tools_of_its_own_has_the_built_in_ones(begin: Begin) -> None:
    worker = begin()
    assert [tool["name"] for tool in worker.answer()["tools"]] == [
        "ping",
        "echo",
        "info",
        "ping_stream",
    ]


@pytest.mark.parametrize(
    "offer",
    [
        b"GET / HTTP/1.1\r\n\r\n" + b"x" * 1_000,
        vector("bad-hello-version"),
        vector("bad-hello-preamble"),
        encode(HELLO, 0, PREAMBLE + b"no JSON"),
        encode(HELLO, 0, PREAMBLE + b'{"protocol": 99}'),
        encode(HELLO, 0, b"x" * 2_000_000),
        encode(7, 0),
    ],
    ids=[
        "other protocol",
        "other version",
        "no preamble",
        "no JSON",
        "no offer",
        "too large",
        "no hello",
    ],
)
def test_what_is_no_hello_ends_the_worker_with_one_line(begin: Begin, offer: bytes) -> None:
    worker = begin(offer=b"")
    try:
        worker.send(offer)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it didn't wait for the rest
    assert worker.process.wait(PATIENCE) == 70
    (line,) = worker.stderr().splitlines()
    assert line.startswith("snakepit: the wire is damaged: ")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ([], "usage"),
        (["", "absent_entry"], "absent_entry"),
        (
            [":".join(map(str, SOURCES)), "snakepit_stdio", "--connect", "/absent/socket"],
            "can't connect to /absent/socket: No such file or directory",
        ),
    ],
)
def test_what_is_wrong_on_the_command_line_is_one_line(arguments: list[str], text: str) -> None:
    run = subprocess.run(
        [sys.executable, str(BOOT), *arguments], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert text in line
    assert run.stdout == ""


def test_user_modules_are_not_shadowed_by_private_ones(begin: Begin, tmp_path: Path) -> None:
    source = "from snakepit import tool\nimport sys\n@tool\ndef f(): return sys.path\n"
    worker = begin(_write(tmp_path / "tools.py", source))
    worker.answer()
    path = worker.run("f")
    assert path[1:3] == [str(folder) for folder in SOURCES]
    assert str(BOOT.parent) not in path
