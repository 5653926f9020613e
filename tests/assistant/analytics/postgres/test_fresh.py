"""Wholly new sessions come in as they are to stay: as if Postgres had made all of it itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.analytics.postgres import fresh
from assistant.analytics.postgres.store import PostgresStore
from assistant.analytics.tables import TABLES
from assistant.config import Settings
from assistant.events.event import Action, Event
from assistant.intent_log.log import IntentLog
from assistant.turn_record import TurnRecord
from tests.assistant.analytics.conformance.conftest import same
from tests.assistant.analytics.database import shop_settings
from tests.assistant.analytics.logs import NOON, event, turn

pytestmark = pytest.mark.postgres


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    with shop_settings(tmp_path) as made:
        yield made


@pytest.fixture
def store(settings: Settings) -> Iterator[PostgresStore]:
    made = PostgresStore(settings)
    yield made
    made.close()


def _bring(settings: Settings, store: PostgresStore, *records: TurnRecord | Event) -> int:
    log = IntentLog(settings.log_path)
    for record in records:
        log.append(record)
    log.close()
    return store.catch_up()


def _touching(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the rows that are merged in Postgres, portion by portion."""
    merged: list[int] = []
    really = fresh._merged

    def noted(*given: object) -> int:
        merged.append(really(*given))  # type: ignore[arg-type]  # passed on
        return merged[-1]

    monkeypatch.setattr(fresh, "_merged", noted)
    return merged


def test_portions_of_all_kinds_come_to_what_a_rebuild_makes(
    settings: Settings, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged = _touching(monkeypatch)
    next_day = NOON + timedelta(days=1)
    portions: list[list[TurnRecord | Event]] = [
        [turn("a", 0), turn("a", 1), event("a-click", "a", Action.CLICK, query_id="a-0")],
        # Another session of that day, and one of the next that names a turn of its neighbour.
        [turn("b", 0), turn("c", 0, next_day), event("c-cart", "c", Action.ADD_TO_CART)],
        # The first goes on; a new one names a turn of it; the third is new, and stays apart.
        [turn("a", 2), event("d-late", "d", Action.PURCHASE, query_id="a-1"), turn("e", 0)],
        # What came before is named by what is new: the turn follows its click.
        [event("f-early", "f", Action.CLICK, query_id="g-0")],
        [turn("g", 0), turn("h", 0), event("h-click", "h", Action.CLICK, query_id="g-0")],
        [turn("a", 0), turn("b", 0)],
    ]
    assert [_bring(settings, store, *records) for records in portions] == [3, 3, 3, 1, 3, 0]
    assert merged == [0, 0, 2, 0, 3, 0]
    made = {table.name: store.ask(f"SELECT * FROM {table.name}") for table in TABLES}
    assert sum(len(rows.rows) for rows in made.values()) > 20
    store.rebuild()
    for name, rows in made.items():
        same(rows, store.ask(f"SELECT * FROM {name}"))


def test_a_row_that_comes_twice_at_once_is_there_once(
    settings: Settings, store: PostgresStore
) -> None:
    twice: list[TurnRecord | Event] = [turn("a", 0), event("a-1", "a", Action.CLICK)]
    assert _bring(settings, store, *twice, *twice) == 2
    assert store.ask("SELECT count(*) FROM turns").rows == ((1,),)
    assert store.ask("SELECT sum(turns) FROM daily").rows == ((1,),)
