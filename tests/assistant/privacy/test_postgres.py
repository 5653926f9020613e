"""The same with the log in Postgres: erased from its tables, and looked for there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.postgres.store import PostgresStore
from assistant.config import Settings
from assistant.config_tables import LogSettings
from assistant.intent_log.log import IntentLog
from assistant.privacy.erasing import erase
from assistant.privacy.export import as_json
from assistant.privacy.postgres_search import found_in_databases
from assistant.privacy.retention import expire
from assistant.privacy.subject import shopper
from assistant.privacy.tombstones import Tombstones, tombstones_of
from evals.bench.erasure_home import Person, furnish, turns_of
from tests.assistant.analytics.database import shop_settings
from tests.assistant.privacy.conftest import PEOPLE, opened

pytestmark = pytest.mark.postgres


def test_a_shopper_is_erased_and_stays_away(tmp_path: Path) -> None:
    gone, other, _ = PEOPLE
    turns = tmp_path / "turns.parquet"
    with shop_settings(tmp_path / "home") as settings:
        furnish(settings, PEOPLE)
        with opened(settings) as data:
            data.store.catch_up()
            found, looked = found_in_databases(settings, [gone.id])
            assert any("turns" in name for name in found)
            data.store.save("SELECT * FROM turns", turns)
            had = as_json(data.places, shopper(other.id, data.store, data.log))["tables"]["turns"]
            receipt = erase(data, shopper(gone.id, data.store, data.log), texts=(gone.canary,))
            assert receipt.found_again == ()
            assert receipt.looked_through is not None
            assert receipt.looked_through.database_tables == looked
            assert data.store.take(turns=turns) == 0
            has = as_json(data.places, shopper(other.id, data.store, data.log))["tables"]["turns"]
            assert had == has
            expire(settings, data.store)
            assert found_in_databases(settings, [gone.id, *gone.sessions, gone.canary])[0] == []


def _logged(settings: Settings, who: Person, at: datetime) -> None:
    log = IntentLog(settings.log_path)
    for record in turns_of(who, f"{who.first}-{at:%H%M%S}", at):
        log.append(record)
    log.close()


def _turns(store: PostgresStore) -> dict[str, int]:
    asked = store.ask("SELECT client_id, count(*) FROM turns GROUP BY 1").rows
    return {str(who): int(str(count)) for who, count in asked}


def test_what_one_node_erased_no_other_brings_back(tmp_path: Path) -> None:
    gone, other, _ = PEOPLE
    now = datetime.now(UTC)
    with shop_settings(tmp_path / "one") as first:
        second = first.model_copy(update={"home": tmp_path / "two"})
        for node in (first, second):
            for who in (gone, other):
                _logged(node, who, now - timedelta(minutes=9 if node is first else 5))
        there = PostgresStore(second)
        with opened(first) as data:
            data.store.catch_up()
            receipt = erase(data, shopper(gone.id, data.store, data.log))
            assert receipt.found_again == ()
        assert there.catch_up() == 2
        assert _turns(there) == {other.id: 4}
        _logged(second, gone, now + timedelta(minutes=5))  # what they do afterwards is new
        assert there.catch_up() == 2
        assert _turns(there) == {other.id: 4, gone.id: 2}
        there.close()


def test_who_was_erased_before_there_was_a_database_stays_away_on_every_node(
    tmp_path: Path,
) -> None:
    gone, other, _ = PEOPLE
    now = datetime.now(UTC)
    with shop_settings(tmp_path / "one") as first:
        second = first.model_copy(update={"home": tmp_path / "two"})
        # Each node has a salt of its own.
        Tombstones(tombstones_of(first).path).add([], [gone.id], now)
        tombstones_of(second).add([], ["somebody-else"], now)
        for node in (first, second):
            _logged(node, other, now - timedelta(minutes=1))
            _logged(node, gone, now - timedelta(minutes=2))
            store = PostgresStore(node)
            store.catch_up()
            assert _turns(store) == {other.id: 2}
            store.close()


def test_an_unreachable_database_is_told_before_anything_is_erased(tmp_path: Path) -> None:
    with shop_settings(tmp_path / "one") as settings:
        away = LogSettings(url="postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
        stones = tombstones_of(settings.model_copy(update={"log": away}))
        with pytest.raises(StoreUnusable, match="Nothing was erased"):
            stones.add([], ["ada"], datetime.now(UTC))
