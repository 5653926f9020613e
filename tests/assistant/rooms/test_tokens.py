"""Places in rooms: what the token says, and who gets one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.config import Settings
from assistant.config_tables import LiveKitSettings, ServerSettings
from assistant.errors import ConfigError
from assistant.rooms.errors import TicketInvalid
from assistant.rooms.ticket import RoomTicket, livekit_url
from assistant.server import create_app

TOKEN = "aisle_local_of_a_test"
URL = "wss://livekit.example"
SECRET = "a-secret-of-at-least-thirty-two-bytes"
TICKET = RoomTicket(
    tenant="default", conversation_id="c", session_id="s", identity="bob", shopper_id="b-7"
)


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_API_KEY", "key")
    monkeypatch.setenv("LIVEKIT_API_SECRET", SECRET)


def _claims(token: str) -> dict[str, Any]:
    return jwt.decode(token, SECRET, algorithms=["HS256"], issuer="key")


def test_a_token_is_for_one_room_and_little_else() -> None:
    claims = _claims(TICKET.token(Settings(), "aisle-1", lives_s=60))
    assert claims["sub"] == "bob"
    assert claims["exp"] - claims["nbf"] == 60
    granted = {name: value for name, value in claims["video"].items() if value}
    assert granted == {
        "roomJoin": True,
        "room": "aisle-1",
        "canPublish": True,
        "canPublishSources": ["microphone"],
        "canSubscribe": True,
        "canPublishData": True,
    }
    (agent,) = claims["roomConfig"]["agents"]
    assert agent["agentName"] == "aisle"
    assert RoomTicket.read(agent["metadata"]) == TICKET
    assert "metadata" not in claims  # what participants see of each other
    assert "attributes" not in claims


def test_a_dispatch_that_is_not_ours_is_no_ticket() -> None:
    for metadata in ("", "null", "{}", "no json", json.dumps({"tenant": "default"})):
        with pytest.raises(TicketInvalid, match="/v1/livekit/token"):
            RoomTicket.read(metadata)


def test_no_server_and_no_key_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"set livekit\.url"):
        livekit_url(Settings())
    monkeypatch.delenv("LIVEKIT_API_SECRET")
    with pytest.raises(ConfigError, match="LIVEKIT_API_SECRET"):
        TICKET.token(Settings(), "aisle-1", lives_s=60)


@pytest.fixture(scope="module")
def client(sample_home: Path) -> Iterator[TestClient]:
    settings = Settings(
        home=sample_home,
        server=ServerSettings(voice=False),
        livekit=LiveKitSettings(url=URL),
    )
    with TestClient(create_app(settings, TOKEN)) as running:
        yield running


def _ask(client: TestClient, body: dict[str, Any] | None = None, **headers: str) -> Any:
    own = {"authorization": f"Bearer {TOKEN}"}
    return client.post("/v1/livekit/token", json=body, headers=own | headers)


@pytest.mark.model
def test_a_place_is_in_a_room_of_its_own(client: TestClient) -> None:
    first, second = _ask(client).json(), _ask(client).json()
    assert first["server_url"] == URL
    assert first["room"] != second["room"]
    assert first["session_id"] != second["session_id"]
    claims = _claims(first["participant_token"])
    assert claims["video"]["room"] == first["room"]
    assert claims["sub"] == first["identity"]
    assert abs(claims["exp"] - first["expires_at"]) <= 2


@pytest.mark.model
def test_the_same_session_is_the_same_conversation_of_the_same_shopper(
    client: TestClient,
) -> None:
    def ticket(body: dict[str, Any], **headers: str) -> RoomTicket:
        (agent,) = _claims(_ask(client, body, **headers).json()["participant_token"])["roomConfig"][
            "agents"
        ]
        return RoomTicket.read(agent["metadata"])

    first = ticket({"session_id": "s1", "shopper_id": "ann"})
    again = ticket({"session_id": "s1"}, **{"Aisle-Shopper": "ann"})
    assert again.conversation_id == first.conversation_id
    other = ticket({"session_id": "s1", "shopper_id": "eve"})
    assert other.conversation_id != first.conversation_id
    assert other.shopper_id == "eve"


@pytest.mark.model
def test_bad_wishes_and_strangers(client: TestClient) -> None:
    assert client.post("/v1/livekit/token").status_code == 401
    assert _ask(client, {"expires_after_s": 5}).status_code == 422
    assert _ask(client, {"session_id": "a b"}).status_code == 422
    livekits = {"room_name": "mine", "participant_identity": "root"}
    assert _ask(client, livekits).json()["room"] != "mine"


@pytest.mark.model
def test_without_a_livekit_server_there_are_no_places(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(client.app, FastAPI)
    monkeypatch.setattr(client.app.state.doors, "settings", Settings())
    answer = _ask(client)
    assert answer.status_code == 404
    assert "livekit.url" in answer.json()["error"]["message"]
    assert answer.json()["error"]["code"] == "livekit_not_configured"
