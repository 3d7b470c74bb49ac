"""How prints are cut into records."""

import pytest

from snakepit import _prints


@pytest.fixture
def records() -> list[str]:
    return []


@pytest.fixture
def stream(records: list[str]) -> _prints.LineStream:
    return _prints.LineStream("stdout", "INFO", lambda level, name, text: records.append(text))


def test_what_is_left_of_a_long_line_is_not_copied_for_each_record() -> None:
    records: list[str] = []
    kept: list[int] = []

    def sink(level: str, name: str, text: str) -> None:
        records.append(text)
        kept.append(sum(len(part) for line in _prints.unfinished.values() for part in line.parts))

    text = "x" * (10 * _prints.MAX_LINE) + "end"
    _prints.LineStream("stdout", "INFO", sink).write(text + "\n")
    assert [len(record) for record in records] == [_prints.MAX_LINE] * 10 + [3]
    assert "".join(records) == text
    assert max(kept) == 0


def test_a_long_line_of_several_parts_is_cut_where_it_reaches_the_bound(
    stream: _prints.LineStream, records: list[str]
) -> None:
    stream.write("ab")
    stream.write("c" * _prints.MAX_LINE + "d")
    stream.write("e\n")
    assert records == ["ab" + "c" * (_prints.MAX_LINE - 2), "ccde"]


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (["abc\r", "\n"], ["abc"]),
        (["abc\r", "\ndef\n"], ["abc", "def"]),
        (["abc\r", "\n\n"], ["abc", ""]),
        (["abc\r", "", "\n"], ["abc"]),
        (["abc\r", "def\n"], ["abc", "def"]),
        (["abc\r", "\r\n"], ["abc", ""]),
        (["abc\n", "\n"], ["abc", ""]),
        (["abc\r\n", "\n"], ["abc", ""]),
    ],
)
def test_the_end_of_a_line_may_come_in_two_parts(
    stream: _prints.LineStream, records: list[str], parts: list[str], lines: list[str]
) -> None:
    for part in parts:
        stream.write(part)
    assert records == lines


def test_nothing_is_no_line(stream: _prints.LineStream, records: list[str]) -> None:
    print("abc\n", end="", file=stream)
    print("def\r", end="", file=stream)
    _prints.finish_own_lines()
    _prints.finish_lines()
    assert records == ["abc", "def"]


def test_what_is_printed_while_a_part_of_a_line_is_sent_takes_nothing_of_it() -> None:
    records: list[str] = []
    streams: list[_prints.LineStream] = []

    def sink(level: str, name: str, text: str) -> None:
        records.append(text)
        if len(records) == 1:
            streams[0].write("finalizer\n")

    streams.append(_prints.LineStream("stdout", "INFO", sink))
    streams[0].write("x" * _prints.MAX_LINE + "rest")
    streams[0].write("\n")
    assert "".join(records).replace("finalizer", "") == "x" * _prints.MAX_LINE + "rest"
    assert not _prints.unfinished
