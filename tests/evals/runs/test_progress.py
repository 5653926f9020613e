"""What is seen of a run while it is played."""

from evals.runs.progress import Progress
from tests.evals.runs.made import Seen, record


def test_a_failure_is_told_at_once_with_at_most_three_lines() -> None:
    screen = Seen(renews=True)
    progress = Progress(screen, 2, clock=iter(float(n) for n in range(9)).__next__)
    progress.played(record("boots-1"), False, ("turn 1: a", "turn 2: b", "turn 2: c", "end: d"))
    assert screen.lines == [
        "failed   boots-1 #0 turn 1: a",
        "failed   boots-1 #0 turn 2: b",
        "failed   boots-1 #0 turn 2: c",
        "         boots-1 #0 and 1 more",
    ]
    assert screen.statuses == ["1/2 trials, 0 of 1 pass, 1 s left"]


def test_invalid_simulations_are_counted_apart_and_their_reason_is_told() -> None:
    screen = Seen(renews=True)
    progress = Progress(screen, 3)
    progress.played(record("boots-1", valid=False, rejected=("a", "b", "c", "d")), None, ())
    progress.played(record("boots-2", rejected=("a",), condition="clean"), True, ())
    assert screen.lines == ["invalid  boots-1 #0 d"]
    assert (progress.tally.invalid, progress.tally.again, progress.tally.judged) == (1, 4, 1)
    assert screen.statuses[-1].startswith("2/3 trials, 1 of 1 pass, 1 invalid, ")


def test_without_a_terminal_lines_come_seldom_and_the_last_one_always() -> None:
    screen = Seen()
    progress = Progress(screen, 30, clock=iter(float(n) for n in range(99)).__next__)
    for number in range(30):
        progress.played(record("boots-1", number), True, ())
    assert len(screen.statuses) == 3
    assert screen.statuses[-1] == "30/30 trials, 30 of 30 pass, done"
