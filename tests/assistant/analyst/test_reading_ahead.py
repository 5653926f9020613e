"""Reading ahead of the first analyst: all that is needed, while nobody speaks."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

import assistant.http.log_keeping
from assistant.analyst.reading_ahead import DAYS_A_STEP, read_ahead
from assistant.analyst.stores import Stores
from assistant.analytics import manifest as manifests
from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.figure import Wanted
from assistant.analytics.figures import figures
from assistant.analytics.filters import Filters
from assistant.analytics.made.sums import SUMS
from assistant.analytics.store import Store
from assistant.config import DEFAULT_TENANT, Settings
from assistant.http.log_keeping import EveryShop, log_kept
from assistant.server import create_app
from assistant.shops import Shops
from tests.assistant.analytics.logs import NOON, log, turn

LAST = NOON.date()
FIRST = LAST - timedelta(days=2 * DAYS_A_STEP)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A log of three days, more than two steps apart, in its tables."""
    found = Settings(home=tmp_path)
    days = (0, DAYS_A_STEP, 2 * DAYS_A_STEP)
    log(found, *(turn(f"s{day}", 0, NOON - timedelta(days=day)) for day in days))
    store = DuckStore(found)
    store.catch_up()
    store.close()
    return found


@pytest.fixture
def stores(settings: Settings) -> Iterator["NotingStores"]:
    opened = NotingStores(settings)
    yield opened
    opened.close()


class NotingStores(Stores):
    """Notes whose stores are asked for."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.asked: list[str] = []

    def store(self, tenant: str) -> Store:
        self.asked.append(tenant)
        return super().store(tenant)


async def _read(settings: Settings, stores: Stores, *busy: bool) -> list[bool]:
    """Read with answers to whether somebody speaks; return those that were not asked for."""
    left = list(busy)
    await read_ahead(EveryShop(settings), stores, lambda: left.pop(0) if left else False, 0, 0)
    return left


async def test_every_day_is_in_memory_before_anybody_asks(
    settings: Settings, stores: NotingStores
) -> None:
    await _read(settings, stores)
    days = manifests.read(settings.tables_path).days
    assert len(days) == 3
    for parts in days.values():
        (settings.tables_path / parts[SUMS.name].file).unlink()
    wanted, whole = Wanted(("turns", "sessions", "zero_result_share")), Filters(FIRST, LAST)
    [row] = figures(stores.store(DEFAULT_TENANT), wanted, whole).rows
    assert row.values[:2] == (3, 3)


async def test_nothing_is_read_while_somebody_speaks(
    settings: Settings, stores: NotingStores
) -> None:
    reading = asyncio.create_task(read_ahead(EveryShop(settings), stores, lambda: True, 0, 0))
    for _ in range(50):
        await asyncio.sleep(0)
    assert not stores.asked
    reading.cancel()
    assert await _read(settings, stores, True, True, True) == []
    assert stores.asked == [DEFAULT_TENANT]


async def test_where_there_are_no_tables_nothing_is_opened(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    stores = NotingStores(settings)
    await _read(settings, stores)
    assert not stores.asked


async def test_tables_that_cannot_be_read_are_told_without_content(
    settings: Settings, stores: NotingStores, caplog: pytest.LogCaptureFixture
) -> None:
    (settings.tables_path / manifests.NAME).write_text("boots for jane")
    with caplog.at_level(logging.WARNING, "assistant.analyst.reading_ahead"):
        await _read(settings, stores)
    [record] = [r for r in caplog.records if r.name == "assistant.analyst.reading_ahead"]
    assert record.getMessage() == "the log's tables were not read ahead"
    assert vars(record)["error"] == "StoreUnusable"
    assert str(settings.home) not in record.getMessage()


async def test_a_serving_process_reads_ahead_until_it_ends(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    async def reads(*_: Any) -> None:
        told.append("begun")
        try:
            await asyncio.Event().wait()
        finally:
            told.append("ended")

    monkeypatch.setattr(assistant.http.log_keeping, "read_ahead", reads)
    app = create_app(settings, "of the tests", cast(Shops, _NoShops()))
    async with app.router.lifespan_context(app), log_kept(app.state.doors):
        await asyncio.sleep(0)
        assert told == ["begun"]
    assert told == ["begun", "ended"]


class _NoShops:
    opened = ()
