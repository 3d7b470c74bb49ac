"""What only one of the carriers does."""

import fcntl
import os

import pytest

from snakepit_stdio._carriers import PipeCarrier


@pytest.mark.skipif(not hasattr(fcntl, "F_GETPIPE_SZ"), reason="pipes have one size here")
def test_wide_pipes_hold_more() -> None:
    (source, far_target), (far_source, target) = os.pipe(), os.pipe()
    carrier = PipeCarrier(source, target)
    try:
        carrier.widen()
        for descriptor in (source, target):
            assert fcntl.fcntl(descriptor, fcntl.F_GETPIPE_SZ) == 1024 * 1024
        assert carrier.write([bytes(1024 * 1024)]) == 1024 * 1024
    finally:
        carrier.close()
        os.close(far_source)
        os.close(far_target)


def test_pipes_that_cannot_be_widened_do_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    (source, far_target), (far_source, target) = os.pipe(), os.pipe()
    carrier = PipeCarrier(source, target)
    try:
        carrier.widen()
        assert carrier.write([b"12345"]) == 5
        assert os.read(far_source, 10) == b"12345"
    finally:
        carrier.close()
        os.close(far_source)
        os.close(far_target)
