"""Browsers' tokens as OpenAI's own client asks for them, and what they open."""

import time
from typing import Any

import openai
import pytest
from openai.types.realtime import RealtimeSessionCreateResponse
from starlette.testclient import WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect

from assistant.accounts.caller import Scope
from assistant.accounts.key import KeyLimits
from assistant.accounts.key_file import KeyFile
from tests.assistant.accounts.two_shops import TOKEN, Shops

pytestmark = pytest.mark.model

PATH = "/v1/realtime/client_secrets"


def sdk(shops: Shops, credential: str) -> openai.OpenAI:
    return openai.OpenAI(
        api_key=credential, base_url="http://testserver/v1", http_client=shops.client, max_retries=0
    )


def bearer(credential: str) -> dict[str, str]:
    return {"authorization": f"Bearer {credential}"}


def test_openais_client_makes_one(shops: Shops) -> None:
    began = time.time()
    made = sdk(shops, shops.keys["a"]).realtime.client_secrets.create(
        expires_after={"anchor": "created_at", "seconds": 60},
        session={
            "type": "realtime",
            "model": "gpt-realtime",
            "instructions": "Be brief.",
            "audio": {"output": {"voice": "marin", "speed": 1.2}},
        },
        extra_body={"aisle": {"shopper_id": "anna"}},
    )
    assert made.value.startswith("ek_")
    assert began + 59 <= made.expires_at <= time.time() + 61
    assert isinstance(made.session, RealtimeSessionCreateResponse)
    assert made.session.instructions == "Be brief."
    assert made.session.model == "gpt-realtime"
    assert made.session.audio is not None
    assert made.session.audio.output is not None
    assert made.session.audio.output.speed == 1.2
    caller = shops.client.app.state.doors.gate.caller(made.value)  # type: ignore[attr-defined]
    assert (caller.tenant, caller.shopper_id) == ("a", "anna")
    assert caller.scopes == {Scope.TALK, Scope.CATALOG}


@pytest.mark.parametrize("body", [None, {}, {"session": {"type": "realtime"}}])
def test_nothing_need_be_said(shops: Shops, body: Any) -> None:
    began = time.time()
    made = shops.client.post(PATH, json=body, headers=bearer(TOKEN))
    assert made.status_code == 200, made.text
    assert began + 599 <= made.json()["expires_at"] <= time.time() + 601
    session = made.json()["session"]
    assert session["object"] == "realtime.session"
    token = bearer(made.json()["value"])
    assert shops.client.get("/v1/products/search?q=dress", headers=token).status_code == 200
    assert shops.client.post(PATH, json={}, headers=token).status_code == 403
    assert shops.client.get("/metrics", headers=token).status_code == 403


@pytest.mark.parametrize(
    ("body", "status", "param"),
    [
        ({"expires_after": {"seconds": 9}}, 422, "expires_after.seconds"),
        ({"expires_after": {"seconds": 7201}}, 422, "expires_after.seconds"),
        ({"expires_after": {"anchor": "now"}}, 422, "expires_after.anchor"),
        ({"aisle": {"shopper_id": "a b"}}, 422, "aisle.shopper_id"),
        ({"aisle": {"session_id": "../x"}}, 422, "aisle.session_id"),
        ({"aisle": {"tenant": "b"}}, 422, "aisle.tenant"),
        ({"session": {"type": "transcription"}}, 400, "session.type"),
        ({"session": {"audio": {"output": {"speed": 99}}}}, 400, "session.audio.output.speed"),
        ({"session": {"audio": {"output": {"voice": "nobody"}}}}, 400, None),
        ({"session": {"instructions": "x" * 70_000}}, 400, "session"),
        ({"session": []}, 422, "session"),
    ],
)
def test_what_cannot_be_is_said(shops: Shops, body: Any, status: int, param: str | None) -> None:
    answer = shops.client.post(PATH, json=body, headers=bearer(shops.keys["a"]))
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["message"].endswith(".")
    if param:
        assert error["param"] == param
    assert "xxxx" not in answer.text


def test_a_key_without_the_scope_makes_none(shops: Shops) -> None:
    secret = shops.key("a", None, Scope.TALK)
    answer = shops.client.post(PATH, json={}, headers=bearer(secret))
    assert answer.status_code == 403
    with pytest.raises(openai.PermissionDeniedError, match="tokens"):
        sdk(shops, secret).realtime.client_secrets.create()


def test_a_token_for_one_session_opens_no_other(shops: Shops) -> None:
    body = {"aisle": {"session_id": "mine", "shopper_id": "carl"}}
    made = shops.client.post(PATH, json=body, headers=bearer(shops.keys["a"])).json()
    token = bearer(made["value"])
    assert made["session"]["id"] == "mine"
    said = shops.client.post("/v1/turns", json={"text": "hello"}, headers=token).json()
    assert said["conversation_id"] == "mine"
    other = {"text": "hello", "conversation_id": "other"}
    assert shops.client.post("/v1/turns", json=other, headers=token).status_code == 403
    assert shops.client.get("/v1/sessions/other", headers=token).status_code == 403
    assert shops.client.get("/v1/sessions/mine", headers=token).status_code == 200


def test_the_end_of_a_key_is_the_end_of_its_tokens(shops: Shops) -> None:
    secret = shops.key("b")
    token = shops.client.post(PATH, json={}, headers=bearer(secret)).json()["value"]
    path = "/v1/products/search?q=dress"
    assert shops.client.get(path, headers=bearer(token)).status_code == 200
    file = KeyFile(shops.settings.accounts_path)
    file.revoke(file.every_key()[-1].id)
    shops.look()
    for credential in (secret, token):
        answer = shops.client.get(path, headers=bearer(credential))
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert credential not in answer.text


def test_openais_client_is_told_of_a_wrong_key(shops: Shops) -> None:
    with pytest.raises(openai.AuthenticationError):
        sdk(shops, "sk-wrong").realtime.client_secrets.create()


TOOL = {"type": "function", "name": "open_door", "parameters": {"type": "object"}}


def test_a_session_starts_as_the_token_was_made_for(shops: Shops) -> None:
    body = {
        "session": {"type": "realtime", "instructions": "Be brief.", "tools": [TOOL]},
        "aisle": {"session_id": "tea", "shopper_id": "dora"},
    }
    made = shops.client.post(PATH, json=body, headers=bearer(shops.keys["a"])).json()
    protocols = ["realtime", f"openai-insecure-api-key.{made['value']}"]
    with shops.client.websocket_connect("/v1/realtime?model=gpt-realtime", protocols) as socket:
        session = socket.receive_json()["session"]
    assert session["instructions"] == "Be brief."
    assert session["tools"][0]["name"] == "open_door"
    assert session["id"] == "tea"
    assert session["output_modalities"] == ["text"]
    assert session["aisle"]["shopper_id"] == "dora"


def test_revoking_a_key_closes_the_session_of_its_token(shops: Shops) -> None:
    secret = shops.key("a")
    token = shops.client.post(PATH, json={}, headers=bearer(secret)).json()["value"]
    file = KeyFile(shops.settings.accounts_path)
    with shops.client.websocket_connect("/v1/realtime", headers=bearer(token)) as socket:
        assert socket.receive_json()["type"] == "session.created"
        file.revoke(file.every_key()[-1].id)
        with pytest.raises(WebSocketDisconnect) as closed:
            while True:
                socket.receive_json()
    assert closed.value.code == 4401


def test_a_sessions_place_is_given_back(shops: Shops) -> None:
    secret = shops.key("a", KeyLimits(sessions=1))
    for _ in range(2):
        with shops.client.websocket_connect("/v1/realtime", headers=bearer(secret)) as socket:
            socket.receive_json()
            with (
                pytest.raises(WebSocketDenialResponse) as denied,
                shops.client.websocket_connect("/v1/realtime", headers=bearer(secret)),
            ):
                pass
            assert denied.value.status_code == 429
            assert int(denied.value.headers["retry-after"]) >= 1
