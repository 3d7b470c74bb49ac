"""A template loads everything once, and says whether it can fork."""

import sys
from pathlib import Path

import pytest

from templates import Start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux alone")


def test_sources_are_loaded_once(start: Start, tmp_path: Path) -> None:
    model = tmp_path / "model_of_test.py"
    model.write_text("import os\nPID = os.getpid()\nprint('loaded', flush=True)\n")
    template = start(str(model), "json")
    template.report()
    for number in (1, 2):
        worker = template.fork(number)
        template.order("go", number)
        worker.run("import model_of_test as m; print(m.PID == os.getppid(), 'json' in sys.modules)")
        assert worker.stdout.read().endswith(b"True True\n")
        assert template.report()["report"] == "ended"
        worker.close()
    template.process.kill()
    assert template.errors() == "loaded\n"


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        ("no_such_module_at_all", "TOOLS_NOT_FOUND", "there is no module 'no_such_module_at_all'"),
        ("/no/such/file.py", "TOOLS_NOT_FOUND", "there is no file or folder /no/such/file.py"),
    ],
)
def test_what_is_not_there_is_named(start: Start, source: str, code: str, message: str) -> None:
    template = start("json", source)
    report = template.report()
    assert report["report"] == "failed"
    assert report["error"]["code"] == code
    assert report["error"]["message"].startswith("the option preload: " + message)
    assert template.process.wait(30) == 1


def test_what_fails_has_its_traceback(start: Start, tmp_path: Path) -> None:
    broken = tmp_path / "broken_of_test.py"
    broken.write_text("raise KeyError('weights')\n")
    report = start(str(broken)).report()
    assert report["error"]["type"] == "KeyError"
    assert "broken_of_test.py" in report["error"]["traceback"]


def test_threads_make_it_unfit(start: Start, tmp_path: Path) -> None:
    busy = tmp_path / "busy_of_test.py"
    busy.write_text(
        "import threading\n"
        "threading.Thread(target=threading.Event().wait, name='fetcher', daemon=True).start()\n"
    )
    template = start("json", str(busy))
    report = template.report()
    assert report["report"] == "unfit"
    assert report["reason"].startswith(f"{busy} has left threads running (fetcher)")
    assert template.process.wait(30) == 0


def test_threads_that_have_ended_do_not(start: Start, tmp_path: Path) -> None:
    busy = tmp_path / "ended_of_test.py"
    busy.write_text(
        "import threading\nt = threading.Thread(target=lambda: None)\nt.start()\nt.join()\n"
    )
    assert start(str(busy)).report() == {"report": "ready"}


def test_what_the_entry_prepares_is_there_before(start: Start) -> None:
    template = start(prepare="def prepare():\n    sys.prepared_by = os.getpid()\n")
    template.report()
    worker = template.fork(1)
    template.order("go", 1)
    worker.run("print(sys.prepared_by == os.getppid())")
    assert worker.stdout.read().endswith(b"True\n")
    worker.close()
