"""Erasure as a client asks for it, where log, dialogues and bill are in one Postgres database."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from fastapi.testclient import TestClient

from agents.ledger.rows import ENTRY
from assistant.config import Settings
from assistant.config_tables import (
    ConversationSettings,
    LogSettings,
    RouterSettings,
    ServerSettings,
)
from assistant.server import create_app
from tests.assistant.privacy.test_all_in_postgres import _found, _make_ledger, _row, url

__all__ = ["url"]
pytestmark = [pytest.mark.postgres, pytest.mark.model]

_TOKEN = "aisle_local_of_a_test"


@pytest.fixture
def client(sample_home: Path, url: str) -> Iterator[TestClient]:
    settings = Settings(
        home=sample_home,
        log=LogSettings(url=url),
        conversations=ConversationSettings(url=url),
        router=RouterSettings(ledger_url=url),
        server=ServerSettings(voice=False),
    )
    asyncio.run(_make_ledger(url))
    with TestClient(create_app(settings, _TOKEN)) as running:
        running.headers["authorization"] = f"Bearer {_TOKEN}"
        yield running


def _talk(client: TestClient, shopper: str, session: str, url: str) -> str:
    """Take two turns, bring them to the tables, and have a model's call on the bill.

    Returns:
        The session's id as it is stored: the owner is in it.
    """
    for text in ("hiking boots under $150", "put the first one into my cart"):
        body = {"text": text, "conversation_id": session, "shopper_id": shopper}
        answer = client.post("/v1/turns", json=body)
        assert answer.status_code == 200, answer.text
    app: Any = client.app
    store = app.state.doors.stores.store("default")
    store.catch_up()
    sql = "SELECT DISTINCT session_id FROM turns WHERE client_id = $who"
    ((stored,),) = store.ask(sql, {"who": shopper}).rows
    row = _row(ENTRY, stored)
    marks = ", ".join(["%s"] * len(row))
    sql = f"INSERT INTO aisle_entries ({ENTRY.names}) VALUES ({marks})"
    with psycopg.connect(url) as connection:
        connection.execute(sql.encode(), row)
    return str(stored)


def test_a_shopper_and_a_session_are_erased_over_http(client: TestClient, url: str) -> None:
    theirs = ["pg-anna", _talk(client, "pg-anna", "pg-anna-1", url)]
    bert = _talk(client, "pg-bert", "pg-bert-1", url)
    others = ["pg-bert", bert]
    told = {name.split(".")[-1] for name in _found(url, theirs)}
    assert told >= {"turns", "events", "sessions", "checkpoints", "aisle_entries"}
    kept = _found(url, others)

    receipt = client.delete("/v1/shoppers/pg-anna").json()
    assert receipt["deleted"] is True
    assert receipt["found_again"] == []
    emptied = {one["place"]: one["erased"] for one in receipt["emptied"]}
    assert emptied["conversations"] == 1
    assert emptied["tables"] >= 2
    assert emptied["ledger"] == 1
    assert _found(url, theirs) == {}
    assert _found(url, others) == kept
    assert client.delete("/v1/shoppers/pg-anna").json()["held"] is False

    receipt = client.delete(f"/v1/analytics/sessions/{bert}").json()
    assert receipt["found_again"] == []
    assert _found(url, [bert]) == {}
    body = {"text": "cheaper", "conversation_id": "pg-bert-1", "shopper_id": "pg-bert"}
    assert client.post("/v1/turns", json=body).json()["turn"] == 0, "nothing to go on from"
