"""Which turns tell of misheard words: the same as a day's file as when all turns are read."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.filters import Filters
from assistant.analytics.made.heard import HEARD, heard_sql
from assistant.analytics.misheard import misheard
from assistant.config import Settings
from tests.assistant.analytics.logs import NOON, log, turn

NEXT = NOON + timedelta(days=1)
NIGHT = NOON.replace(hour=23, minute=59, second=55)
ALL = Filters(NOON.date(), NEXT.date())
ASKED = "SELECT kind, heard, meant, turns, failed"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path)
    log(
        settings,
        turn("plain", 0),
        turn("repaired", 0, user_query="Halvorsen boots", raw_transcript="half person boots"),
        turn("unsure", 0, user_query="half person socks", asr_confidence=0.5),
        turn("typed", 0, modality="text", user_query="half person hats"),
        turn("again", 0, user_query="half person tent", query_response_hit_ids=[], titles=[]),
        turn("again", 1, user_query="Halvorsen tent"),
        # Its second turn is of the next day.
        turn("corrected", 0, NIGHT, user_query="half person coat"),
        turn("corrected", 1, NIGHT, user_query="no, I said Halvorsen coat"),
    )
    return settings


@pytest.fixture
def store(settings: Settings) -> Iterator[DuckStore]:
    opened = DuckStore(settings)
    opened.catch_up()
    yield opened
    opened.close()


def _made(store: DuckStore) -> Counter[tuple[object, ...]]:
    return Counter(store.ask(f"SELECT * FROM {HEARD.name}").rows)


def _of_turns(store: DuckStore) -> Counter[tuple[object, ...]]:
    return Counter(store.ask(f"SELECT * FROM ({heard_sql('turns')}) AS told").rows)


def _in_files(settings: Settings, column: str) -> list[tuple[object, ...]]:
    """Return a column of all files that there are, of rows that hold a text."""
    files = f"read_parquet('{settings.tables_path}/{HEARD.name}/*/*.parquet')"
    sql = f"SELECT {column} FROM {files} WHERE heard IS NOT NULL ORDER BY 1"
    with duckdb.connect() as database:
        return database.execute(sql).fetchall()


def test_each_kind_is_found(store: DuckStore) -> None:
    rows = store.ask(f"{ASKED} FROM {HEARD.name} WHERE kind <> 'none' ORDER BY kind").rows
    assert rows == (
        ("again", "half person tent", "Halvorsen tent", 1, 0),
        ("corrected", "half person coat", "no, I said Halvorsen coat", 1, 0),
        ("repaired", "half person boots", "Halvorsen boots", 1, 0),
        ("unsure", "half person socks", None, 1, 0),
    )


def test_the_days_files_tell_what_the_turns_do(settings: Settings, store: DuckStore) -> None:
    assert _made(store) == _of_turns(store)
    log(settings, turn("again", 2, NEXT, user_query="no, I meant Halvorsen tents"))
    store.catch_up()
    assert _made(store) == _of_turns(store)
    assert _made(store)


def test_filters_are_of_the_later_turn(store: DuckStore) -> None:
    pair = ("half person", "Halvorsen")
    for part, turns in ((ALL, 3), (Filters(NEXT.date(), NEXT.date()), 1)):
        (found,) = misheard(store, part)
        assert ((found.heard, found.understood), found.turns) == (pair, turns)
    assert misheard(store, Filters(ALL.first, ALL.last, modality="text")) == []


def test_a_file_holds_no_text_that_expired(settings: Settings, store: DuckStore) -> None:
    store.expire_texts(NEXT.date())
    assert _in_files(settings, "heard") == [("half person coat",)]
    assert [pair.turns for pair in misheard(store, ALL)] == [1]


def test_a_session_that_is_erased_is_in_no_file(settings: Settings, store: DuckStore) -> None:
    store.erase(session_ids=["repaired", "again"])
    assert _in_files(settings, "kind") == [("corrected",), ("unsure",)]
