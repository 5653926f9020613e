"""A synthesised log: as large as asked, the same for a seed, and with what its truth says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assistant.analytics.made.turns import MADE
from assistant.analytics.synth.goods import sample_shop
from assistant.analytics.synth.making import synthesise
from assistant.analytics.synth.plan import Plan
from assistant.analytics.synth.records import write_segments
from assistant.analytics.synth.themes import UNMET
from assistant.analytics.tables import EVENTS, TURNS
from assistant.events.event import Event
from assistant.intent_log.reading import read_records
from assistant.turn_record import TurnRecord

PLAN = Plan(turns=4_000, days=7, seed=3, last=date(2026, 11, 20))

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("made")
    return folder, synthesise(PLAN, folder)


@pytest.fixture
def ask(made: tuple[Path, dict[str, Any]]) -> Ask:
    folder, _ = made

    def answered(sql: str) -> list[tuple[Any, ...]]:
        turns, events = (f"'{folder}/{name}-*.parquet'" for name in ("turns", "events"))
        return duckdb.execute(sql.replace("TURNS", turns).replace("EVENTS", events)).fetchall()

    return answered


def test_there_are_as_many_turns_and_days_as_were_asked_for(ask: Ask) -> None:
    many, ids, first, days = ask(
        "SELECT count(*), count(DISTINCT query_id), min(day), count(DISTINCT day) FROM TURNS"
    )[0]
    assert (many, ids, first) == (PLAN.turns, PLAN.turns, PLAN.first)
    assert days == PLAN.days
    assert ask("SELECT max(day) FROM EVENTS") == [(PLAN.last,)]


def test_columns_are_those_of_the_tables(ask: Ask) -> None:
    turns = {row[0]: row[1] for row in ask("DESCRIBE SELECT * FROM TURNS")}
    events = {row[0]: row[1] for row in ask("DESCRIBE SELECT * FROM EVENTS")}
    assert set(turns) == set(TURNS.names) - set(MADE)
    assert set(events) == set(EVENTS.names)
    assert (turns["timestamp"], turns["day"], events["value"]) == ("TIMESTAMP", "DATE", "DOUBLE")


def test_the_same_plan_gives_the_same_rows(tmp_path: Path, ask: Ask) -> None:
    synthesise(PLAN, tmp_path)
    again = f"'{tmp_path}/turns-*.parquet'"
    assert ask(f"SELECT count(*) FROM (SELECT * FROM TURNS EXCEPT SELECT * FROM {again})") == [(0,)]
    other = tmp_path / "other"
    synthesise(Plan(4_000, 7, 4, PLAN.last), other)
    assert ask(f"SELECT count(*) FROM TURNS JOIN '{other}/turns-*.parquet' USING (query_id)") == [
        (0,)
    ]


def test_events_belong_to_turns_that_showed_their_object(ask: Ask) -> None:
    strays = ask(
        "SELECT count(*) FROM EVENTS e LEFT JOIN TURNS t USING (query_id)"
        " WHERE e.object_id IS NOT NULL AND (t.query_id IS NULL OR"
        " strpos(t.query_response_hit_ids, e.object_id) = 0 OR e.timestamp < t.timestamp)"
    )
    assert strays == [(0,)]
    assert ask("SELECT count(*) > 20 FROM EVENTS WHERE action_name = 'purchase'") == [(True,)]


def test_what_is_on_the_screen_stays_there(ask: Ask) -> None:
    before = "lag({}) OVER (PARTITION BY session_id ORDER BY timestamp)"
    hits, was = "query_response_hit_ids", before.format("query_response_hit_ids")
    kept = ask(
        f"SELECT intent, count(*) FILTER ({hits} = was), count(*) FROM (SELECT *, {was} AS was,"
        f" {before.format('outcome')} AS went FROM TURNS) WHERE outcome <> 'failed'"
        " AND went <> 'failed' AND intent IN ('unclear', 'out_of_scope', 'checkout', 'stop')"
        " GROUP BY 1"
    )
    assert len(kept) == 4
    assert all(same == every > 3 for _, same, every in kept)


def test_the_truth_is_what_was_written(made: tuple[Path, dict[str, Any]], ask: Ask) -> None:
    _, truth = made
    for theme in truth["unmet"]:
        if theme["reason"] == "brand":
            like = f'%"brand","value":"{theme["value"]}"%'
            counted = ask(
                f"SELECT count(DISTINCT session_id) FROM TURNS WHERE lacking LIKE '{like}'"
            )
            assert counted[0][0] <= theme["sessions"]
            assert counted[0][0] >= 0.8 * theme["sessions"]
    for pair in truth["misheard"]:
        raw = f"lower(coalesce(raw_transcript, user_query)) LIKE '%{pair['heard']}%'"
        counted = ask(f"SELECT count(*), count(raw_transcript) FROM TURNS WHERE {raw}")
        assert counted == [(pair["turns"], pair["repaired"])]
    for action, key in (("add_to_cart", "with_cart"), ("purchase", "with_order")):
        did = f"SELECT session_id FROM EVENTS WHERE action_name = '{action}'"
        by_modality = {name: told[key] for name, told in truth["carts_by_modality"].items()}
        counted = ask(
            "SELECT modality, count(DISTINCT session_id) FROM TURNS"
            f" WHERE session_id IN ({did}) GROUP BY 1"
        )
        assert by_modality == dict(counted)
        arms = truth["experiments"]["greeting"]["arms"].items()
        counted = ask(
            "SELECT experiments ->> '$.greeting', count(DISTINCT session_id) FROM TURNS"
            f" WHERE session_id IN ({did}) GROUP BY 1"
        )
        assert {arm: sessions[key] for arm, sessions in arms} == dict(counted)


def test_what_is_planted_as_not_carried_is_not_carried() -> None:
    shop = sample_shop()
    titles = [product.title.lower() for shelf in shop.shelves.values() for product in shelf]
    for theme in UNMET:
        shelf = shop.shelves[theme.category]
        if theme.wish is not None:
            assert not any(theme.wish.fits(product) for product in shelf), theme.name
        for name in theme.names:
            words = set(name.split()[:2])
            assert not any(words <= set(title.split()) for title in titles), name


def test_segments_hold_the_same_records(made: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    folder, truth = made
    written = write_segments(folder, tmp_path)
    records = list(read_records(tmp_path))
    turns = [record for record in records if isinstance(record, TurnRecord)]
    events = [record for record in records if isinstance(record, Event)]
    assert len(records) == written
    assert len(turns) == PLAN.turns
    assert len(events) == sum(truth["written"]["by_action"].values())
    assert {turn.record_schema for turn in turns} == {"aisle.turn/2"}
    assert any(turn.lacking for turn in turns)
