"""Topics of a synthesised log, against what was planted in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.analytics.filters import Filters
from assistant.analytics.opening import open_store
from assistant.analytics.store import Store
from assistant.analytics.synth.making import Part, synthesise
from assistant.analytics.synth.plan import Plan
from assistant.analytics.topics.asking import all_topics, demand, one_cluster, turns_in
from assistant.analytics.topics.freshening import ShopTopics
from assistant.analytics.topics.topics import Topics
from assistant.config import Settings
from tests.assistant.analytics.topics.embedding import Trigrams

PLAN = Plan(turns=3_000, days=5, seed=5, last=date(2026, 11, 20))
ALL = Filters(PLAN.first, PLAN.last)


@dataclass(slots=True)
class Made:
    """A log, and its topics."""

    settings: Settings
    store: Store
    topics: Topics
    embed: Trigrams
    truth: dict[str, Any]


def _made(home: Path, plan: Plan = PLAN) -> Made:
    settings = Settings(home=home)
    store = open_store(settings)

    def taken(part: Part, done: int) -> None:
        del done
        store.take(turns=part.turns, events=part.events)

    truth = synthesise(plan, home / "scratch", taken)
    embed = Trigrams()
    topics = Topics(settings.topics_path, embed)
    assert topics.catch_up(store) in {plan.days, plan.days + 1}
    return Made(settings, store, topics, embed, truth)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    made = _made(tmp_path_factory.mktemp("topics"))
    yield made
    made.store.close()


def test_what_was_planted_as_unmet_is_found_with_its_sessions(made: Made) -> None:
    found = {row.label.lower(): row for row in demand(made.topics, made.store, ALL, limit=1000)}
    for theme in made.truth["unmet"]:
        if theme["reason"] != "brand":
            continue
        row = found[theme["value"].lower()]
        assert 0.75 * theme["sessions"] <= row.sessions <= theme["sessions"]
        assert row.nowhere == row.turns
        rose = theme["sessions_last_half"] > theme["sessions_first_half"]
        assert (row.trend is None) or (row.trend > 0) == rose or abs(row.trend) < 0.5


def test_kinds_are_told_apart(made: Made) -> None:
    brands = demand(made.topics, made.store, ALL, "brand", 1000)
    assert {next(iter(_reasons(row.reasons))) for row in brands} == {"brand"}
    kinds = demand(made.topics, made.store, ALL, "category", 1000)
    assert "kayak" in " ".join(row.label for row in kinds)
    assert all(row.zero for row in demand(made.topics, made.store, ALL, "zero", 1000))
    assert demand(made.topics, made.store, ALL, "relaxed", 1000)


def _reasons(told: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(told)
    return found


def test_every_search_has_one_topic(made: Made) -> None:
    searches = made.store.ask(
        "SELECT count(*) FILTER (WHERE coalesce(query, user_query) <> '') AS n"
        " FROM turns WHERE is_search AND day <= $last",
        {"last": PLAN.last},
    )
    rows = all_topics(made.topics, made.store, ALL, 100_000)
    assert sum(row.turns for row in rows) == searches.rows[0][0]
    assert sum(row.share or 0.0 for row in rows) == pytest.approx(1.0)


def test_one_cluster_in_full_adds_up_to_its_row(made: Made) -> None:
    row = demand(made.topics, made.store, ALL, limit=1)[0]
    one = one_cluster(made.topics, made.store, ALL, row.id)
    assert one is not None
    assert sum(day["turns"] for day in one.by_day) == row.turns
    assert len(one.by_day) == PLAN.days
    assert sum(query["turns"] for query in one.queries) <= row.turns
    assert one.examples[0]["user_query"]
    assert len(turns_in(made.topics, ALL, row.id, 10_000)) == row.turns
    assert one_cluster(made.topics, made.store, ALL, "n-nobody") is None


def test_filters_and_empty_ranges(made: Made) -> None:
    voice = Filters(PLAN.first, PLAN.last, modality="voice")
    text = Filters(PLAN.first, PLAN.last, modality="text")
    whole, spoken, typed = (
        sum(row.turns for row in demand(made.topics, made.store, each, limit=10_000))
        for each in (ALL, voice, text)
    )
    assert whole == spoken + typed
    assert 0 < spoken < whole
    assert demand(made.topics, made.store, Filters(date(1999, 1, 1), date(1999, 2, 1))) == []


def test_an_erased_session_leaves_no_turn_and_no_word(tmp_path: Path) -> None:
    made = _made(tmp_path, Plan(800, 2, 5, PLAN.last))
    try:
        row = next(
            row
            for row in demand(made.topics, made.store, ALL, limit=10_000)
            if row.sessions == 1 and row.id.startswith("n-")
        )
        (_, query_id), *_ = turns_in(made.topics, ALL, row.id, 1)
        session = made.store.ask(
            "SELECT session_id FROM turns WHERE query_id = $id", {"id": query_id}
        ).rows[0][0]
        made.store.erase(session_ids=[str(session)])
        asked = len(made.embed.asked)
        assert 1 <= made.topics.catch_up(made.store) <= 2  # over midnight perhaps
        assert made.embed.asked[asked:] == []  # nothing is embedded twice
        assert one_cluster(made.topics, made.store, ALL, row.id) is None
        folder = made.settings.topics_path
        for path in folder.iterdir():
            assert row.label.encode() not in path.read_bytes(), path
        assert made.topics.catch_up(made.store) == 0
    finally:
        made.store.close()


@pytest.mark.model
def test_with_the_real_embedder_what_was_planted_is_its_own_cluster(made: Made) -> None:
    settings = made.settings.model_copy(update={"home": made.settings.home / "real"})
    shop = ShopTopics(settings, made.store)
    shop.catch_up()
    assert not shop.is_behind
    rows = {row.label: row for row in demand(shop.topics, made.store, ALL, "category", 1000)}
    for theme in made.truth["unmet"]:
        if theme["reason"] != "type" or theme["sessions"] < 5:
            continue
        head = theme["names"][0].split()[-1]
        own = [row for label, row in rows.items() if head in label or label in theme["names"]]
        assert own, theme["name"]
        assert max(row.sessions for row in own) >= 0.5 * theme["sessions"], theme["name"]


def test_the_store_says_when_topics_are_behind(made: Made) -> None:
    shop = ShopTopics(made.settings, made.store)
    assert not shop.is_behind
