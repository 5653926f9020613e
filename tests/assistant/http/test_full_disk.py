"""Dialogues that find no room on their disk: shoppers are answered, operators are told."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient

from agents.agent import ShoppingAgent
from agents.patient_checkpoints import PatientSaver
from tests.assistant.http.test_chat import ask, reply
from tests.assistant.http.test_sessions import say

pytestmark = pytest.mark.model

_OUTAGE = 'aisle_dialogues_outage{tenant="default"} '


def shopping(client: TestClient) -> ShoppingAgent:
    app: Any = client.app
    found = app.state.doors.shops.own.parts.shopping
    assert isinstance(found, ShoppingAgent)
    return found


@contextmanager
def refused(client: TestClient, setting: str, otherwise: str) -> Iterator[None]:
    """Let the dialogues' file take nothing by a setting of SQLite, while the block runs."""
    store = shopping(client)._checkpoints
    assert isinstance(store, PatientSaver)

    async def set_to(value: str) -> None:
        await store.conn.execute(f"PRAGMA {value}")

    assert client.portal is not None
    client.portal.call(set_to, setting)
    try:
        yield
    finally:
        client.portal.call(set_to, otherwise)


def stored(client: TestClient) -> bool:
    return f"{_OUTAGE}0.0" in client.get("/metrics").text


def test_a_turn_is_answered_and_told_as_not_stored(client: TestClient) -> None:
    assert "stored" not in say(client, "no-room", "hiking boots under $150")
    assert client.get("/readyz").json()["parts"]["conversations"] == "ok"
    with refused(client, "query_only = ON", "query_only = OFF"):
        told = say(client, "no-room", "only men's please")
        assert told["turn"] == 1
        assert told["stored"] is False
        assert "logged" not in told, "the log's own disk is well"
        chat = ask(client, "sandals", headers={"Aisle-Session": "no-room-chat"})
        assert reply(chat)["aisle"]["stored"] is False
        # Its client keeps the dialogue of one without a session: nothing is to be stored.
        assert "stored" not in reply(ask(client, "sandals"))["aisle"]
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert "wait in memory" in ready.json()["parts"]["conversations"]
        assert f"{_OUTAGE}1.0" in client.get("/metrics").text
        assert say(client, "no-room", "cheaper")["turn"] == 2
    deadline = time.monotonic() + 60
    while not stored(client) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "stored" not in say(client, "no-room", "what is in my cart")
    assert client.get("/readyz").json()["parts"]["conversations"] == "ok"


def test_one_who_is_erased_meanwhile_never_comes_to_disk(client: TestClient) -> None:
    say(client, "erased-1", "hiking boots under $150", shopper_id="no-room-anna")
    # The least is what there is; a page may have room for some.
    with refused(client, "max_page_count = 1", "max_page_count = 1000000"):
        for n in range(40):
            if say(client, f"more-{n}", "sandals").get("stored") is False:
                break
        say(client, "erased-1", "only men's", shopper_id="no-room-anna")
        receipt = client.delete("/v1/shoppers/no-room-anna").json()
        erased = {one["place"]: one["erased"] for one in receipt["emptied"]}
        assert erased["conversations"] == 1
    deadline = time.monotonic() + 60
    while not stored(client) and time.monotonic() < deadline:
        time.sleep(0.05)
    again = say(client, "erased-1", "only men's", shopper_id="no-room-anna")
    assert again["turn"] == 0
