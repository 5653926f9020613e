"""Lists of turns, sessions and reviews of a log in Postgres: the same as of Parquet files."""

from pathlib import Path
from typing import Any

import pytest

from assistant.analyst import turns_query
from assistant.analyst.review_sample import reviewed_turns, sample_of
from assistant.analyst.shelf import Shelf
from assistant.analyst.turns_query import Wanted, every_session, every_turn
from assistant.analytics.filters import Filters
from assistant.analytics.opening import open_store
from assistant.analytics.store import Store
from assistant.analytics.synth.making import Part, synthesise
from assistant.analytics.synth.plan import Plan
from assistant.config import Settings
from tests.assistant.analytics.database import shop_settings
from tests.assistant.analytics.topics.test_topics import PLAN

pytestmark = pytest.mark.postgres


def _told(store: Store, folder: Path) -> tuple[Any, ...]:
    all_ = Filters(PLAN.first, PLAN.last)
    shelf = Shelf(folder / "analysts.sqlite")
    shelf.queue(sample_of(store, all_, "random", 30, 7), "random")
    reviewed = reviewed_turns(store, shelf.reviews())
    assert len(reviewed) == 30
    assert any(turn["before"] for turn in reviewed.values())
    turns = [row for page in every_turn(store, all_, Wanted()) for row in page]
    sessions = [row for page in every_session(store, all_) for row in page]
    return reviewed, turns, sessions


def test_both_stores_tell_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_query, "PIECE", 90)
    plan = Plan(400, PLAN.days, 5, PLAN.last)
    with shop_settings(tmp_path / "b") as settings:
        parquet, postgres = open_store(Settings(home=tmp_path / "a")), open_store(settings)

        def taken(part: Part, done: int) -> None:
            del done
            for store in (parquet, postgres):
                store.take(turns=part.turns, events=part.events)

        try:
            synthesise(plan, tmp_path / "scratch", taken)
            assert _told(parquet, tmp_path / "sa") == _told(postgres, tmp_path / "sb")
        finally:
            parquet.close()
            postgres.close()
