"""What a server does once a day, in the process of its own that does it."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.analytics.opening import open_store
from assistant.config import Settings
from assistant.intent_log.log import IntentLog
from assistant.privacy import daily
from tests.assistant.intent_log.records import a_turn


class _AllDone(Exception):
    """Every shop has had its turn."""


async def test_every_shop_expires_though_one_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = (Settings(home=tmp_path / name) for name in ("broken", "whole"))
    old = datetime.now(UTC) - timedelta(days=whole.log.transcript_days + 2)
    log = IntentLog(whole.log_path)
    log.append(a_turn("old", timestamp=old))
    log.append(a_turn("new"))
    log.close()
    store = open_store(whole)
    assert store.catch_up() == 2
    store.close()
    broken.tables_path.mkdir(parents=True)
    (broken.tables_path / "manifest.json").write_text("{")

    def shops() -> Iterator[Settings]:
        yield from (broken, whole)
        raise _AllDone

    monkeypatch.setattr(daily, "FIRST_AFTER_S", 0.0)
    with caplog.at_level(logging.ERROR, "aisle.privacy"), pytest.raises(_AllDone):
        await daily.keep_expiring(shops(), whole)
    assert ["manifest.json" in record.getMessage() for record in caplog.records] == [True]
    store = open_store(whole)
    kept = store.ask("SELECT session_id FROM turns WHERE user_query IS NOT NULL")
    assert kept.rows == (("new",),)
    store.close()
