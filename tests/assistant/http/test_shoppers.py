"""Erasing and exporting a shopper through the front door, while their conversation is open."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.http.doors import named_shopper
from assistant.privacy.search import found_in
from tests.assistant.http.conftest import TOKEN
from tests.assistant.http.test_sessions import boot, say

pytestmark = pytest.mark.model

CANARY = "zanquilite"


def _talk(client: TestClient, shopper: str) -> str:
    """Talk, save something and click; return the session's id in the log."""
    headers = {"Aisle-Shopper": shopper}
    for text in (f"hiking boots with {CANARY}{shopper} soles", "cheaper ones"):
        body = {"text": text, "conversation_id": f"talk-{shopper}"}
        told = client.post("/v1/turns", json=body, headers=headers)
        assert told.status_code == 200
    save = {"name": f"{CANARY}{shopper}", "product_id": boot(client)["id"]}
    client.post(f"/v1/sessions/talk-{shopper}/boards", json=save, headers=headers)
    app: Any = client.app
    caller = named_shopper(app.state.doors.gate.caller(TOKEN), shopper)
    return caller.conversation_id(f"talk-{shopper}")


def _token(client: TestClient, **bound: str) -> dict[str, str]:
    made = client.post("/v1/realtime/client_secrets", json={"aisle": bound}).json()
    return {"authorization": f"Bearer {made['value']}"}


def test_a_shopper_is_erased_while_their_conversation_is_open(
    client: TestClient, sample_home: Path
) -> None:
    ids = {name: _talk(client, name) for name in ("shopper-ann", "shopper-ben")}
    app: Any = client.app
    doors = app.state.doors
    # A page that stays open holds its conversation.
    kept = doors.shops.own.stored_conversation(ids["shopper-ann"], "shopper-ann")
    doors.stores.store("default").catch_up()
    _talk(client, "shopper-ann")
    exported = client.get("/v1/shoppers/shopper-ann/export")
    assert exported.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(exported.content)) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {"tables.json", "log.json", "conversations.json", "boards.json", "taste.json"} <= set(
        told
    )
    assert "shopper-ben" not in json.dumps(told)
    receipt = client.delete("/v1/shoppers/shopper-ann").json()
    assert (receipt["found_again"], receipt["sessions"]) == ([], 1)
    assert receipt["erased"] > 5
    # What the open conversation forgot itself is counted: a dialogue, and what came since the
    # tables were made.
    gone = {one["place"]: one["erased"] for one in receipt["emptied"]}
    assert gone["conversations"] == 1
    assert gone["log"] >= 2
    assert receipt["held"]
    left = found_in(sample_home, ("shopper-ann", ids["shopper-ann"], f"{CANARY}shopper-ann")).paths
    assert left == ()
    # The other's is as it was, and the first may go on as somebody new.
    other = client.get("/v1/sessions/talk-shopper-ben", headers={"Aisle-Shopper": "shopper-ben"})
    assert len(other.json()["turns"]) == 2
    assert other.json()["boards"]
    assert kept.shopper_id == "shopper-ann"
    headers = {"Aisle-Shopper": "shopper-ann"}
    assert client.get("/v1/sessions/new/boards", headers=headers).json()["data"] == []
    body = {"text": "hiking boots", "conversation_id": "talk-shopper-ann"}
    assert client.post("/v1/turns", json=body, headers=headers).json()["turn"] == 0
    assert client.delete("/v1/shoppers/shopper-ann").json()["found_again"] == []


def test_a_deleted_session_is_gone_from_the_tables(client: TestClient, sample_home: Path) -> None:
    say(client, "tables-too", f"hiking boots with {CANARY}two soles")
    app: Any = client.app
    store = app.state.doors.stores.store("default")
    store.catch_up()
    assert client.delete("/v1/sessions/tables-too").json()["deleted"]
    assert found_in(sample_home, ("tables-too", f"{CANARY}two")).paths == ()
    say(client, "tables-three", f"hiking boots with {CANARY}three soles")
    store.catch_up()
    told = client.delete("/v1/analytics/sessions/tables-three").json()
    assert (told["kind"], told["found_again"]) == ("session", [])
    again = client.delete("/v1/analytics/sessions/tables-three").json()
    assert (again["deleted"], again["held"], again["erased"]) == (True, False, 0)
    assert found_in(sample_home, ("tables-three", f"{CANARY}three")).paths == ()


@pytest.mark.parametrize("path", ["/v1/shoppers/ann", "/v1/shoppers/ann/export"])
def test_who_may(client: TestClient, path: str) -> None:
    method = "GET" if path.endswith("export") else "DELETE"
    own = _token(client, shopper_id="ann")
    assert client.request(method, path, headers=own).status_code == 200
    for bound in ({"shopper_id": "ben"}, {"shopper_id": "ann", "session_id": "s"}, {}):
        refused = client.request(method, path, headers=_token(client, **bound))
        assert refused.status_code == 403
        assert "own" in refused.json()["error"]["message"]
    assert client.request(method, path, headers={"authorization": ""}).status_code == 401
    assert client.request(method, f"{path}?tenant=none").status_code == 400
    bad = path.replace("ann", "a%20b%3Cc")
    assert client.request(method, bad).status_code == 422
