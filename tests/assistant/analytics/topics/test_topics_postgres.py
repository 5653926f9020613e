"""Topics and misheard words of a log in Postgres: the same as of Parquet files."""

from pathlib import Path

import pytest

from assistant.analytics.filters import Filters
from assistant.analytics.misheard import misheard
from assistant.analytics.opening import open_store
from assistant.analytics.store import Store
from assistant.analytics.synth.making import Part, synthesise
from assistant.analytics.synth.plan import Plan
from assistant.analytics.topics.asking import ClusterRow, demand, one_cluster
from assistant.analytics.topics.topics import Topics
from assistant.config import Settings
from tests.assistant.analytics.database import shop_settings
from tests.assistant.analytics.topics.embedding import Trigrams
from tests.assistant.analytics.topics.test_topics import PLAN

pytestmark = pytest.mark.postgres

ALL = Filters(PLAN.first, PLAN.last)


def _asked(store: Store, folder: Path) -> tuple[list[ClusterRow], object, object]:
    topics = Topics(folder, Trigrams())
    topics.catch_up(store)
    rows = demand(topics, store, ALL, limit=500)
    return rows, one_cluster(topics, store, ALL, rows[0].id), misheard(store, ALL)


def test_both_stores_give_the_same(tmp_path: Path) -> None:
    plan = Plan(1500, PLAN.days, 5, PLAN.last)
    with shop_settings(tmp_path / "b") as settings:
        parquet, postgres = open_store(Settings(home=tmp_path / "a")), open_store(settings)

        def taken(part: Part, done: int) -> None:
            del done
            for store in (parquet, postgres):
                store.take(turns=part.turns, events=part.events)

        try:
            synthesise(plan, tmp_path / "scratch", taken)
            assert _asked(parquet, tmp_path / "pa") == _asked(postgres, tmp_path / "pb")
        finally:
            parquet.close()
            postgres.close()
