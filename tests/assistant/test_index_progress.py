"""The progress of `aisle index`, on a terminal and in a log."""

from io import StringIO

from assistant.commands.index_progress import ProgressLine
from retrieval.progress import Progress, Stage


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_a_log_gets_a_line_every_five_seconds_with_speed_and_time_left() -> None:
    clock, out = Clock(), StringIO()
    with ProgressLine(clock, out) as line:
        for done in range(0, 3_001, 100):
            line.tell(Progress(Stage.INDEXING, done, 60_000))
            clock.now_s += 1.0
    lines = out.getvalue().splitlines()
    assert len(lines) == 6
    assert lines[0] == "Indexing: 500 of 60,000 products, 100 a second, 10 min left"
    assert "\r" not in out.getvalue()


def test_a_terminal_gets_one_line_that_is_wiped() -> None:
    clock, out = Clock(), Terminal()
    with ProgressLine(clock, out) as line:
        for done in range(1_000):
            line.tell(Progress(Stage.READING, done * 1_000_000, 2_000_000_000, products=done))
            clock.now_s += 0.01
        line.tell(Progress(Stage.FINISHING))
    written = out.getvalue()
    assert "\n" not in written
    assert written.endswith("\r\x1b[K")
    assert "Reading: 500 products, 500 of 2,000 MB, 15 s left" in written
    assert 80 < written.count("\r") < 120


def test_a_quick_build_says_nothing_in_a_log() -> None:
    out = StringIO()
    with ProgressLine(Clock(), out) as line:
        for stage in Stage:
            line.tell(Progress(stage, 1, 2))
    assert not out.getvalue()
