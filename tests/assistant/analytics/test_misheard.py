"""Which words are heard as which, against what was planted in a synthesised log."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.analytics.filters import Filters
from assistant.analytics.misheard import misheard, pairs_of
from assistant.analytics.opening import open_store
from assistant.analytics.store import Store
from assistant.analytics.synth.making import Part, synthesise
from assistant.analytics.synth.plan import Plan
from assistant.config import Settings

PLAN = Plan(turns=12_000, days=2, seed=2, last=date(2026, 11, 20))
ALL = Filters(PLAN.first, PLAN.last)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, Any]]]:
    home: Path = tmp_path_factory.mktemp("misheard")
    store = open_store(Settings(home=home))

    def taken(part: Part, done: int) -> None:
        del done
        store.take(turns=part.turns, events=part.events)

    yield store, synthesise(PLAN, home / "scratch", taken)
    store.close()


def test_planted_pairs_are_counted(planted: tuple[Store, dict[str, Any]]) -> None:
    store, truth = planted
    found = {(pair.understood, pair.heard): pair for pair in misheard(store, ALL)}
    often = [pair for pair in truth["misheard"] if pair["repaired"] >= 2]
    assert len(often) >= 3
    for pair in often:
        own = found[pair["name"], pair["heard"]]
        assert (own.turns, own.repaired) == (pair["turns"], pair["repaired"])
    # Never repaired, and known only because shoppers said it again.
    halvorsen = [pair for (name, _), pair in found.items() if name == "Halvorsen"]
    assert halvorsen
    assert all(pair.repaired == 0 and pair.failed > 0 for pair in halvorsen)


def test_nothing_that_was_not_planted_is_among_the_first(
    planted: tuple[Store, dict[str, Any]],
) -> None:
    store, truth = planted
    names = {pair["name"] for pair in truth["misheard"]}
    assert {pair.understood for pair in misheard(store, ALL, 10)} <= names


def test_an_empty_range_has_none(planted: tuple[Store, dict[str, Any]]) -> None:
    assert misheard(planted[0], Filters(date(1999, 1, 1), date(1999, 1, 2))) == []


@pytest.mark.parametrize(
    ("heard", "meant", "pairs"),
    [
        ("not night please", "not Nike please", [("night", "Nike")]),
        ("tats are a tent", "Tazzora tent", [("tats are a", "Tazzora")]),
        ("in blue", "in red", []),
        ("show me boots", "show me boots", []),
        ("a", "b", []),
        ("", "Nike", []),
    ],
)
def test_only_what_sounds_alike_is_a_pair(
    heard: str, meant: str, pairs: list[tuple[str, str]]
) -> None:
    assert pairs_of(heard, meant) == pairs
