"""DuckDB and Postgres hold the same log and give the same answers, whatever is asked or done."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.analytics.compare import Comparing, compare
from assistant.analytics.counting import source_of
from assistant.analytics.dimensions import NAMES as DIMENSIONS
from assistant.analytics.dimensions import dimensions
from assistant.analytics.experiments import experiment, experiments
from assistant.analytics.figure import MOST_MEASURES, Wanted
from assistant.analytics.figures import figures
from assistant.analytics.filters import Filters
from assistant.analytics.funnel import funnel
from assistant.analytics.latency import latency
from assistant.analytics.measures.registry import MEASURES
from assistant.analytics.store import Rows, Store
from assistant.analytics.tables import TABLES
from assistant.analytics.views import NAMES as VIEWS
from assistant.events.event import Action
from assistant.intent_log.log import IntentLog
from tests.assistant.analytics.conformance.conftest import FIRST, LAST, Pair, same, same_said
from tests.assistant.analytics.logs import event, turn

pytestmark = pytest.mark.postgres

PART = Filters(FIRST, LAST)


def test_every_table_and_view_has_the_same_rows(kept_pair: Pair) -> None:
    _all_same(kept_pair)
    for name in VIEWS:
        answers = [store.query(f"SELECT * FROM {name}", 100_000, 60) for store in kept_pair.both()]
        assert answers[0].rows, name
        same(*answers)


@pytest.mark.parametrize("by", [(), *((name,) for name in DIMENSIONS), ("day", "modality")])
def test_every_measure_is_the_same_by(kept_pair: Pair, by: tuple[str, ...]) -> None:
    taken = [name for name, each in MEASURES.items() if source_of(each, dimensions(by))]
    assert taken
    for start in range(0, len(taken), MOST_MEASURES):
        asked = taken[start : start + MOST_MEASURES]  # together: one by one it is 1,400 questions
        rows = [_told(store, asked, by) for store in kept_pair.both()]
        same(*rows)
        assert rows[0].rows


def _told(store: Store, names: Sequence[str], by: tuple[str, ...]) -> Rows:
    found = figures(store, Wanted(names, by), PART)
    rows = tuple((*row.group, *row.values, *row.wholes) for row in found.rows)
    return Rows(("any",), rows)


@pytest.mark.parametrize(
    "part",
    [
        PART,
        Filters(FIRST, LAST, modality="voice"),
        Filters(FIRST, LAST, intent="", tier="none"),
        Filters(FIRST, LAST, known=True, door="realtime"),
        Filters(FIRST, LAST, category="100% 'wool'"),
        Filters(date(2020, 1, 1), date(2020, 1, 2)),
        Filters(LAST - timedelta(days=3), LAST - timedelta(days=3)),
    ],
)
def test_funnel_latency_and_comparisons_are_the_same(kept_pair: Pair, part: Filters) -> None:
    duck, postgres = kept_pair.both()
    same_said(repr(funnel(duck, part)), repr(funnel(postgres, part)))
    same_said(repr(funnel(duck, part, "modality")), repr(funnel(postgres, part, "modality")))
    same_said(repr(latency(duck, part, "tier")), repr(latency(postgres, part, "tier")))
    asked = Comparing((_a_share(),))
    same_said(repr(compare(duck, asked, part)), repr(compare(postgres, asked, part)))


def _a_share() -> str:
    return next(name for name, measure in MEASURES.items() if measure.is_ratio)


def test_experiments_are_the_same(kept_pair: Pair) -> None:
    duck, postgres = kept_pair.both()
    found = experiments(duck, PART)
    assert found
    assert repr(found) == repr(experiments(postgres, PART))
    name = found[0].name
    same_said(*(repr(experiment(store, name, PART)) for store in kept_pair.both()))


def test_what_is_brought_twice_or_late_is_there_once(pair: Pair, segments: Path) -> None:
    before = pair.duck.mark(), pair.postgres.mark()
    late = datetime(2026, 11, 21, 23, 59, 50, tzinfo=UTC)
    for store, folder in zip(pair.both(), pair.logs, strict=True):
        log = IntentLog(folder)
        for path in sorted(segments.glob("*.jsonl"))[:4]:
            (log.folder / path.name).write_bytes(path.read_bytes() + b'{"torn')
        for record in (turn("late", 0, late), turn("late", 1, late)):  # over midnight
            log.append(record)
        for _ in range(2):
            log.append(event("late-cart", "late", Action.ADD_TO_CART, late + timedelta(minutes=1)))
        log.append(
            event(
                "late-order", "late", Action.PURCHASE, late - timedelta(days=5), query_id="late-0"
            )
        )
        log.close()
        assert store.catch_up() == 4
        assert store.catch_up() == 0
    assert before[0] != pair.duck.mark()
    assert before[1] != pair.postgres.mark()
    _all_same(pair)


def test_erasing_is_the_same_and_leaves_nothing(pair: Pair) -> None:
    known = pair.duck.ask("SELECT min(client_id), max(client_id) FROM turns").rows[0]
    strangers = pair.duck.ask("SELECT min(session_id) FROM turns WHERE client_id IS NULL").rows[0]
    gone = [
        store.erase(session_ids=[str(strangers[0])], client_ids=[str(known[0]), str(known[1])])
        for store in pair.both()
    ]
    assert gone[0] == gone[1] > 0
    for store in pair.both():
        for table in TABLES:
            for column, values in (("client_id", known), ("session_id", strangers)):
                if column in table.names:
                    for value in values:
                        sql = f"SELECT count(*) FROM {table.name} WHERE {column} = $value"
                        assert store.ask(sql, {"value": value}).rows == ((0,),)
    _all_same(pair)
    assert [store.erase(client_ids=["nobody"]) for store in pair.both()] == [0, 0]
    assert [store.erase() for store in pair.both()] == [0, 0]


def test_texts_and_rows_expire_alike(pair: Pair) -> None:
    day = LAST - timedelta(days=3)
    assert all([store.expire_texts(day) > 0 for store in pair.both()])  # noqa: C419 - both
    assert not any(store.expire_texts(day) for store in pair.both())
    _all_same(pair)
    gone = [store.expire_rows(day - timedelta(days=2)) for store in pair.both()]
    assert gone[0] == gone[1] > 0
    _all_same(pair)


def test_what_one_saves_the_other_takes(pair: Pair, tmp_path: Path) -> None:
    for table in ("turns", "events"):
        pair.postgres.save(f"SELECT * FROM {table}", tmp_path / f"{table}.parquet")
    pair.duck.expire_rows(date(2100, 1, 1))
    count = pair.duck.take(turns=tmp_path / "turns.parquet", events=tmp_path / "events.parquet")
    assert count > 800
    _all_same(pair)
    assert (
        pair.postgres.take(turns=tmp_path / "turns.parquet", events=tmp_path / "events.parquet")
        == 0
    )


def _all_same(pair: Pair) -> None:
    for table in TABLES:
        same(*(store.ask(f"SELECT * FROM {table.name}") for store in pair.both()))
