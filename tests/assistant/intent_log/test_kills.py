"""Processes that write the log are killed at random instants: nothing acknowledged is lost."""

from pathlib import Path

from evals.bench.kill_log import killed_writers

KILLS = 6
"""A second each; `aisle bench log-write` kills 200 times."""


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    killed = killed_writers(tmp_path, KILLS)
    assert killed.kills == KILLS
    assert killed.acknowledged > KILLS
    assert killed.lost == 0
    assert killed.unreadable == 0
