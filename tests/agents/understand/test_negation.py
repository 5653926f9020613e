"""What a "not" reaches: excluded, not needed, or allowed."""

import pytest

from agents.understand import Understander
from tests.agents.understand.catalog import vocabulary
from tests.agents.understand.summary import summary

_UNDERSTANDER = Understander(vocabulary())

READ = """
sandals, not leather or cork | -material=cork -material=leather
sandals in anything but brown | -colour=brown
sandals, anything goes but leather | -material=leather
I can't stand leather sandals | -material=leather
sandals that don't come in brown | -colour=brown
sandals, leather is a no go | -material=leather
sandals with no leather, no cork and no nylon | -material=cork -material=leather -material=nylon
sandals, leather but not brown | -colour=brown material=leather
I don't dislike brown sandals | ~colour=brown
I don't mind brown, sandals | ~colour=brown
sandals, not necessarily brown |
sandals, leather isn't necessary | drop:material=leather
sandals, no need for leather | drop:material=leather
I don't need leather sandals | drop:material=leather
"""
_ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in READ.strip().splitlines()]


@pytest.mark.parametrize(("text", "meant"), _ROWS)
def test_scope_of_negation(text: str, meant: str) -> None:
    words = summary(_UNDERSTANDER.read(text)).split()
    words = [word for word in words if word not in ("find", "category=sandals")]
    told = [word.split("=")[0] if word.startswith("drop:") else word for word in words]
    assert sorted(told) == sorted(m.split("=")[0] if m.startswith("drop:") else m
                                  for m in meant.split())  # fmt: skip
