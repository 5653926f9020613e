"""Sums from fewer rows: the same as from the tables themselves, whatever changes meanwhile."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assistant.analytics import manifest as manifests
from assistant.analytics.coarse import COARSE
from assistant.analytics.compare import Comparing, compare
from assistant.analytics.counting import source_of
from assistant.analytics.dimensions import dimensions
from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.figure import MOST_MEASURES, Wanted
from assistant.analytics.figures import figures
from assistant.analytics.filters import Filters
from assistant.analytics.made.sums import SUMS, SUMS_BESIDE
from assistant.analytics.measures.registry import MEASURES
from assistant.analytics.parts import shape_of
from assistant.analytics.period import DAYS_ONLY, Span, newest_day, span_of
from assistant.analytics.store import Parameter, Rows
from assistant.analytics.sums_only import KINDS
from assistant.analytics.tables import Table
from assistant.config import Settings
from tests.assistant.analytics.logs import NOON, log, turn

DAYS = 7
MANY = 12
"""Turns of a day that has sums beside; of the others, two have fewer."""
LAST = NOON.date()
ALL = Filters(LAST - timedelta(days=DAYS - 1), LAST)
SUMMED = [name for name, measure in MEASURES.items() if {"daily", "sessions"} & {*measure.sources}]
HATS: dict[str, Any] = {"schema": "aisle.turn/1", "spoken_ids": None, "constraints": []}
"""Of an older schema, which knew no events: the same day, intent and tier, and other counts."""

SOCKS: dict[str, Any] = {
    "kind": "category",
    "wanted": True,
    "hard": True,
    "words": "socks",
    "turn": 0,
}


class Whole:
    """Asks DAILY and SESSIONS themselves.

    Args:
        store: Is asked.
    """

    def __init__(self, store: DuckStore) -> None:
        self._store = store

    def ask(self, sql: str, parameters: Mapping[str, Parameter] | None = None) -> Rows:
        """Return what a question gives, without its hint."""
        for kind in KINDS:
            sql = sql.replace(kind.hint, kind.table)
        return self._store.ask(sql, parameters)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return a home whose log has, on each day, rows that know a count beside rows that do not."""
    settings = Settings(home=tmp_path_factory.mktemp("coarse"))
    for back in range(DAYS):
        at = NOON - timedelta(days=back)
        for place in range(2 + (back + 1) % 3):
            name = f"{back}-{place}"
            log(
                settings,
                turn(f"b{name}", 0, at),
                turn(f"h{name}", 0, at, **HATS),
                turn(f"t{name}", 0, at, modality="text", tier="open", client_id=f"c{place}"),
                turn(f"s{name}", 0, at, constraints=[{**SOCKS, "value": f"socks {place}"}]),
            )
    return settings


@pytest.fixture
def store(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[DuckStore]:
    monkeypatch.setattr("assistant.analytics.days.LEAST_TURNS", MANY)
    opened = DuckStore(settings)
    opened.catch_up()
    yield opened
    opened.close()


def _asked(store: DuckStore, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the questions as they are really asked."""
    told: list[str] = []
    moment = store._reader._moment
    question: Callable[..., tuple[object, str]] = moment.question

    def noted(sql: str, parameters: Mapping[str, Parameter]) -> tuple[object, str]:
        cursor, really = question(sql, parameters)
        told.append(really)
        return cursor, really

    monkeypatch.setattr(moment, "question", noted)
    return told


BY = [
    *[(), ("day",), ("week", "modality"), ("intent", "tier"), ("known",), ("category", "day")],
    *[("category", "intent"), ("category", "tier"), ("category", "modality"), ("category", "door")],
]


def _can(name: str, by: tuple[str, ...]) -> bool:
    return source_of(MEASURES[name], dimensions(by)) is not None


@pytest.mark.parametrize("by", BY)
def test_every_measure_is_the_same(store: DuckStore, by: tuple[str, ...]) -> None:
    parts = (ALL, Filters(ALL.first, LAST, modality="voice"), Filters(LAST, LAST, known=False))
    names = [name for name in SUMMED if _can(name, by)]
    for part in parts:
        for start in range(0, len(names), MOST_MEASURES):
            wanted = Wanted(names[start : start + MOST_MEASURES], list(by))
            found, whole = figures(store, wanted, part), figures(Whole(store), wanted, part)
            assert [row.group for row in found.rows] == [row.group for row in whole.rows]
            for one, other in zip(found.rows, whole.rows, strict=True):
                assert one.wholes == other.wholes
                assert one.values == pytest.approx(other.values)


def test_two_sides_compare_the_same(store: DuckStore) -> None:
    asked = Comparing(["zero_result_share", "relaxed_share"])
    assert compare(store, asked, ALL) == compare(Whole(store), asked, ALL)


def test_days_of_few_turns_have_no_sums_beside(
    settings: Settings, store: DuckStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = manifests.read(settings.tables_path).days
    few = [LAST - timedelta(days=back) for back in (5, 2)]
    assert [day for day, parts in days.items() if SUMS_BESIDE.name not in parts] == [
        str(day) for day in few
    ]
    told = _asked(store, monkeypatch)
    figures(store, Wanted(["turns"], ["category", "intent"]), Filters(few[0], few[0]))
    assert [_of_sums(sql) for sql in told if "rows_there" in sql] == [False]


@pytest.mark.parametrize("made", [SUMS, SUMS_BESIDE])
@pytest.mark.parametrize("is_there", [True, False])
def test_days_without_sums_are_asked_of_the_whole_table(
    settings: Settings,
    store: DuckStore,
    monkeypatch: pytest.MonkeyPatch,
    made: Table,
    is_there: bool,
) -> None:
    told = _asked(store, monkeypatch)
    is_beside = made is SUMS_BESIDE
    wanted = Wanted(["turns"], ["category", "intent"] if is_beside else [])
    newest = Filters(LAST, LAST)
    whole = figures(store, wanted, ALL)
    there = manifests.read(settings.tables_path)
    oldest = min(there.days)
    parts = dict(there.days[oldest])
    # As a version built it that had no such table, or summed something else.
    part = parts.pop(made.name)
    if is_there:
        parts[made.name] = replace(part, shape=f"not {shape_of(made)}")
    days = {**there.days, oldest: parts}
    manifests.write(settings.tables_path, replace(there, days=days, mark="older"))
    try:
        assert figures(store, wanted, ALL) == whole
        figures(store, wanted, newest)
    finally:
        manifests.write(settings.tables_path, there)
    counted = [sql for sql in told if "rows_there" in sql]
    assert [_of_sums(sql) for sql in counted] == [True, is_beside, True]
    if is_beside:  # that day only
        daily = there.days[oldest]["daily"].file
        assert [daily in sql for sql in counted] == [False, True, False]


def _of_sums(sql: str) -> bool:
    return "WHERE kind =" in sql


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        (Wanted(["turns"], ["category", "door"]), {}),
        (Wanted(["turns"], ["category"]), {"tier": "open", "intent": "find"}),
        (Wanted(["turns"], ["experiment:greeting"]), {}),
        (Wanted(["turns"]), {"experiment": "greeting:a"}),
        (Wanted(["sessions"], ["hour"]), {}),
        (Wanted(["shoppers"]), {}),
    ],
)
def test_what_no_sums_are_by_is_asked_of_the_whole_table(
    store: DuckStore, monkeypatch: pytest.MonkeyPatch, wanted: Wanted, part: dict[str, Any]
) -> None:
    told = _asked(store, monkeypatch)
    figures(store, wanted, Filters(LAST, LAST, **part))
    assert not any(map(_of_sums, told))


@pytest.mark.parametrize(
    ("by", "part", "table"),
    [
        ([], {}, COARSE),
        (["category"], {}, COARSE),
        ([], {"category": "boots"}, COARSE),
        (["category"], {"intent": "find"}, "sums_beside"),
        (["category"], {"known": True, "modality": "text"}, "sums_beside"),
    ],
)
def test_sums_are_asked_where_there_are_some(
    store: DuckStore,
    monkeypatch: pytest.MonkeyPatch,
    by: list[str],
    part: dict[str, Any],
    table: str,
) -> None:
    told = _asked(store, monkeypatch)
    figures(store, Wanted(["turns", "abandonment"], by), Filters(ALL.first, LAST, **part))
    assert [table in sql for sql in told if "rows_there" in sql] == [True, True]


def test_the_days_of_the_log_are_known_without_reading_them(
    store: DuckStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _asked(store, monkeypatch)
    assert span_of(store) == Span(ALL.first, LAST)
    assert newest_day(store) == LAST
    assert not any(DAYS_ONLY in sql for sql in told)


def test_a_day_that_changes_is_counted_again(settings: Settings, store: DuckStore) -> None:
    wanted, day = Wanted(["turns"]), Filters(LAST, LAST)
    before = figures(store, wanted, day).rows[0].values[0]
    log(settings, turn("late", 0, NOON))
    store.catch_up()
    assert figures(store, wanted, day).rows[0].values[0] == (before or 0) + 1
    store.erase(session_ids=["late"])
    assert figures(store, wanted, day).rows[0].values[0] == before
