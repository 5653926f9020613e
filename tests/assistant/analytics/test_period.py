"""Which day a log is told to end on: a clock that ran ahead does not hide it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.period import newest_day
from assistant.config import Settings
from tests.assistant.analytics.logs import turn, write_lines


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def store(settings: Settings) -> Iterator[DuckStore]:
    opened = DuckStore(settings)
    yield opened
    opened.close()


def _logged(settings: Settings, store: DuckStore, *times: datetime) -> None:
    for number, at in enumerate(times):
        write_lines(settings.log_path, [turn(f"s{number}", 0, at)], at.date().isoformat())
    assert store.catch_up() == len(times)


def test_an_empty_log_ends_on_no_day(store: DuckStore) -> None:
    assert newest_day(store) is None


def test_one_record_of_a_clock_that_ran_ahead_does_not_hide_the_log(
    settings: Settings, store: DuckStore
) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    _logged(settings, store, yesterday, datetime(2099, 1, 1, tzinfo=UTC))
    assert newest_day(store) == yesterday.date()


def test_a_log_of_days_to_come_is_shown_all_the_same(settings: Settings, store: DuckStore) -> None:
    _logged(settings, store, datetime(2099, 1, 1, tzinfo=UTC))
    assert newest_day(store) == date(2099, 1, 1)
