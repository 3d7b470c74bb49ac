"""The worker's beginning: what it is told, and what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PATHS = [
    str(ROOT / "src/main/python"),
    str(ROOT.parent / "snakepit-python-runtime/src/main/python"),
]
SECRET = bytes(range(32))
ARGUMENTS = ["--listen", "tcp:5000-5001", "--frame", "1000", "--unknown", "too"]

SCRIPT = """
import sys
sys.path[:0] = {paths!r}
from snakepit_grpc._door import Door
door = Door.claim({arguments!r})
print("printed")
print(door.listen, door.frame_limit, door.secret.hex(), repr(sys.stdin.read()), file=sys.stderr)
door.tell("tcp:127.0.0.1:5000")
"""


def run(stdin: bytes, arguments: "list[str]" = ARGUMENTS) -> "subprocess.CompletedProcess[bytes]":
    script = SCRIPT.format(paths=PATHS, arguments=arguments)
    return subprocess.run(
        [sys.executable, "-c", script], input=stdin, capture_output=True, check=False
    )


def test_the_secret_is_read_and_the_address_is_all_that_is_said() -> None:
    done = run(SECRET + b"more")

    assert done.stdout == b"snakepit.v1 tcp:127.0.0.1:5000\n"
    assert f"tcp:5000-5001 1000 {SECRET.hex()} ''" in done.stderr.decode()


def test_prints_do_not_reach_stdout() -> None:
    assert b"printed" in run(SECRET).stderr


def test_a_secret_cut_short_is_told() -> None:
    done = run(SECRET[:31])

    assert done.returncode == 1
    assert b"before the secret was there" in done.stderr


@pytest.mark.parametrize("arguments", [["--listen", "tcp"], ["--listen", "tcp", "--frame", "many"]])
def test_missing_or_wrong_arguments_are_told(arguments: "list[str]") -> None:
    done = run(SECRET, arguments)

    assert done.returncode != 0
    assert b"--frame" in done.stderr


def test_own_descriptors_are_closed_and_no_others(tmp_path: Path) -> None:
    from snakepit_grpc._own_descriptors import OwnDescriptors

    before = os.open(tmp_path, os.O_RDONLY)
    descriptors = OwnDescriptors()
    own, replaced = os.open(tmp_path, os.O_RDONLY), os.open(tmp_path, os.O_RDONLY)
    descriptors.note()
    os.close(replaced)
    (tmp_path / "other").touch()
    other = os.open(tmp_path / "other", os.O_RDONLY)
    assert other == replaced, "the number is used again"

    descriptors.close()

    with pytest.raises(OSError):
        os.fstat(own)
    os.fstat(before)
    os.fstat(other)
    os.close(before)
    os.close(other)
