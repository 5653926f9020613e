"""Which scenarios a run plays."""

from pathlib import Path

import pytest

from assistant.errors import UsageError
from evals.errors import ScenarioInvalid
from evals.runs.chosen import choose

_FILE = """
- id: boots-1
  about: Boots are found.
  tags: [find, hard]
  turns: [{say: boots}]
  ends: {said: [boots]}
- id: tents-1
  about: Tents are found.
  tags: [find]
  turns: [{say: tents}]
  ends: {said: [tents]}
- id: lamps-1
  abuot: A typo.
  turns: [{say: lamps}]
  ends: {said: [lamps]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with two scenarios and a broken one."""
    path = tmp_path / "some.yaml"
    path.write_text(_FILE, encoding="utf-8")
    return path


def _ids(file: Path, only: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
    return [each.id for each in choose([file], only, exclude).scenarios]


def test_a_broken_scenario_is_named_and_the_others_are_played(file: Path) -> None:
    chosen = choose([file], (), ())
    assert [each.id for each in chosen.scenarios] == ["boots-1", "tents-1"]
    assert {(one.scenario, one.file) for one in chosen.skipped} == {("lamps-1", "some.yaml")}
    assert any("abuot" in one.why for one in chosen.skipped)
    assert all(one.line is not None and one.line >= 12 for one in chosen.skipped)


def test_ids_and_tags_pick_and_leave_out(file: Path) -> None:
    assert _ids(file, ("tents-1",)) == ["tents-1"]
    assert _ids(file, ("find",)) == ["boots-1", "tents-1"]
    assert _ids(file, ("find",), ("hard",)) == ["tents-1"]


def test_a_name_that_nothing_has_is_said_with_the_nearest(file: Path) -> None:
    with pytest.raises(UsageError, match=r"tag boots-2; did you mean boots-1\?"):
        _ids(file, ("boots-2",))


def test_nothing_to_play_is_said(file: Path) -> None:
    with pytest.raises(ScenarioInvalid, match="--only and --exclude leave none of 2 scenarios"):
        _ids(file, ("hard",), ("find",))
