"""What user code prints and logs, from wherever it does."""

from pathlib import Path

import pytest

from conftest import Start

TOOLS = """
import ctypes
import logging
import subprocess

@tool
def prints():
    print("one")
    print("two", "three", end="")
    print("err", file=sys.stderr)
    sys.stdout.write("a\\nb\\r\\nc\\rd")

@tool
def everywhere():
    os.write(1, b"fd 1\\n")
    os.write(2, b"fd 2\\n")
    sys.__stdout__.write("original\\n")
    ctypes.CDLL(None).puts(b"from C")
    subprocess.run("echo child; echo child error >&2", shell=True)
    return os.read(0, 10)

@tool
def logs():
    log = logging.getLogger("my.module")
    log.debug("not sent")
    log.info("info %d", 1)
    log.warning("warn")
    try: 1 / 0
    except ZeroDivisionError: log.exception("failed")
    context.log.critical("worst")
    log.error("y" * 200_000)

@tool
def odd():
    print("x" * 200_000)
    print("\\ud800")
    sys.stdout.buffer.write("é\\n".encode())
    sys.stdout.buffer.write("é\\n".encode()[:1])
    sys.stdout.buffer.write("é\\n".encode()[1:])
    print()
    try: sys.stdout.write(b"bytes")
    except TypeError: print("refused")
    return [sys.stdout.fileno(), sys.stdout.isatty(), sys.stdout.encoding, sys.stdout.writable()]

@tool
def from_a_thread():
    thread = threading.Thread(target=lambda: print("in a thread"))
    thread.start()
    thread.join()

@tool
def many(threads: int, lines: int):
    def run():
        for i in range(lines): print("x" * 500)
    all = [threading.Thread(target=run) for _ in range(threads)]
    for one in all: one.start()
    for _ in range(lines): yield "y" * 500
    for one in all: one.join()

@tool
def finalizer():
    class Cyclic:
        def __init__(self): self.me = self
        def __del__(self): print("finalized")
    for _ in range(20_000): Cyclic()
    return "alive"
"""


def test_prints_are_records_of_their_call(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("prints")
    assert worker.result(id) is None
    texts = [(logger, text) for call, logger, text in worker.prints() if call == id]
    out = [text for logger, text in texts if logger == "stdout"]
    assert out == ["one", "two threea", "b", "c", "d"]
    assert ("stderr", "err") in texts
    assert len(texts) == len(worker.logs)


def test_what_bypasses_the_streams_goes_to_stderr(start: Start) -> None:
    for carrier in ("socket", "pipes"):
        worker = start(TOOLS, carrier=carrier)
        worker.call("everywhere")
        frame = worker.next()
        assert frame.attachments == [b""]
        lines = worker.stderr().splitlines()
        for line in ("fd 1", "fd 2", "original", "from C", "child", "child error"):
            assert line in lines
        assert not worker.logs


def test_logging_arrives_with_level_and_logger(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("logs")
    worker.result(id)
    records = [
        (call, record["level"], record["logger"], record["message"].splitlines())
        for call, record in worker.logs
    ]
    assert records[:2] == [
        (id, "INFO", "my.module", ["info 1"]),
        (id, "WARN", "my.module", ["warn"]),
    ]
    assert records[2][:3] == (id, "ERROR", "my.module")
    assert records[2][3][0] == "failed"
    assert records[2][3][-1] == "ZeroDivisionError: division by zero"
    assert worker.logs[4][1]["message"] == "y" * 65_536 + " … cut"
    assert records[3] == (id, "ERROR", "snakepit.tool.logs", ["worst"])


def test_logging_arrives_though_it_was_looked_for_before_or_its_import_has_failed(
    start: Start,
) -> None:
    worker = start(
        """
        @tool
        def imports():
            import importlib.util
            assert "logging" not in sys.modules
            importlib.util.find_spec("logging")
            weakref, sys.modules["weakref"] = sys.modules.get("weakref"), None
            try:
                import logging
            except ImportError:
                sys.modules.pop("weakref")
                if weakref is not None: sys.modules["weakref"] = weakref
            import logging
            logging.getLogger("mine").info("told")
        """
    )
    worker.run("imports")
    assert [(one["logger"], one["message"]) for _, one in worker.logs] == [("mine", "told")]


def test_log_of_the_context_outlives_a_configuration_of_logging(start: Start) -> None:
    worker = start(
        """
        import logging.config

        @tool
        def configures():
            context.log.info("before")
            logging.config.dictConfig({"version": 1})  # it silences all loggers that are there
            context.log.info("after")
        """
    )
    worker.run("configures")
    assert [record["message"] for _, record in worker.logs] == ["before", "after"]


def test_log_level_of_the_offer_is_honoured(start: Start) -> None:
    worker = start(TOOLS, log_level="ERROR")
    worker.run("logs")
    worker.run("prints")
    assert [record["level"] for _, record in worker.logs] == ["ERROR"] * 3
    verbose = start(TOOLS, log_level="DEBUG")
    verbose.run("logs")
    assert verbose.logs[0][1]["message"] == "not sent"


def test_odd_output_is_carried(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("odd") == [2, False, "utf-8", True]
    texts = [text for _, _, text in worker.prints()]
    assert [len(text) for text in texts[:4]] == [65_536, 65_536, 65_536, 200_000 - 3 * 65_536]
    assert texts[4:] == ["\\ud800", "é", "é", "", "refused"]


def test_thread_prints_for_the_only_running_call(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("from_a_thread")
    worker.result(id)
    assert worker.prints() == [(id, "stdout", "in a thread")]


def test_prints_of_threads_never_get_between_the_frames_of_others(start: Start) -> None:
    for carrier in ("socket", "pipes"):
        worker = start(TOOLS, carrier=carrier)
        id = worker.stream("many", {"threads": 4, "lines": 300})
        assert [worker.item(id) for _ in range(300)] == ["y" * 500] * 300
        worker.end(id)
        assert [text for _, _, text in worker.prints()] == ["x" * 500] * 1200


def test_finalizers_that_print_do_not_lock_the_worker(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("finalizer") == "alive"
    assert {text for _, _, text in worker.prints()} == {"finalized"}


def test_prints_while_the_tools_are_loaded_precede_the_answer(start: Start) -> None:
    worker = start("print('loading')\n@tool\ndef f(): pass")
    assert worker.prints() == [(0, "stdout", "loading")]


def test_streams_may_be_reconfigured_as_python_s_own(start: Start) -> None:
    worker = start(
        """
        sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)

        @tool
        def prints(): print("one")
        """
    )
    id = worker.call("prints")
    worker.result(id)
    assert worker.prints() == [(id, "stdout", "one")]


def test_lines_without_end_of_parent_and_forked_child_are_told_once(start: Start) -> None:
    worker = start(
        """
        import multiprocessing

        @tool
        def both():
            print("in the parent", end="")
            child = multiprocessing.get_context("fork").Process(
                target=lambda: print("in the child", end=""))
            child.start()
            child.join()
        """
    )
    id = worker.call("both")
    worker.result(id)
    assert worker.prints() == [(id, "stdout", "in the parent")]
    assert worker.stderr() == "in the child\n"


def test_a_worker_whose_own_streams_are_closed_stops_all_the_same(start: Start) -> None:
    worker = start("import sys\n@tool\ndef f(): sys.__stdout__.close(); sys.__stderr__.close()")
    assert worker.run("f") is None
    assert worker.stop() == 0


def test_a_worker_whose_own_streams_are_closed_starts(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.__stdout__.close()")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    worker = start("@tool\ndef f(): print('hi')")
    assert worker.run("f") is None
    assert [text for _, _, text in worker.prints()] == ["hi"]


def test_what_user_code_puts_around_a_stream_sends_lines_when_they_end(start: Start) -> None:
    worker = start(
        """
        import io
        sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
        sys.stderr = io.TextIOWrapper(sys.stderr.buffer, encoding="utf-8")

        @tool
        def says():
            print("out")
            print("err", file=sys.stderr)
        """
    )
    id = worker.call("says")
    worker.result(id)
    assert worker.prints() == [(id, "stdout", "out"), (id, "stderr", "err")]
