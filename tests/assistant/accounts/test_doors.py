"""Pages, host names and places of a key that are let in, and those that are not."""

import logging

import pytest
from starlette.testclient import TestClient, WebSocketDenialResponse, WebSocketTestSession
from starlette.types import Receive, Scope, Send

from assistant.accounts.strangers import WRONG_PER_MINUTE
from assistant.http.host_names import HostNames
from tests.assistant.accounts.two_shops import OTHER_PAGE, TOKEN, Shops

pytestmark = pytest.mark.model

SEARCH = "/v1/products/search?q=dress&limit=1"
KEY = {"authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://testserver", 200),
        (OTHER_PAGE, 200),
        ("https://testserver", 403),
        ("http://testserver:8000", 403),
        ("http://testserver.evil.example", 403),
        ("https://shop.example.evil.example", 403),
        ("https://SHOP.example", 403),
        ("http://shop.example", 403),
        ("null", 403),
        ("", 403),
        ("file://", 403),
    ],
)
def test_pages_that_may_call(shops: Shops, origin: str, status: int) -> None:
    answer = shops.client.get(SEARCH, headers={**KEY, "origin": origin})
    assert answer.status_code == status
    allowed = answer.headers.get("access-control-allow-origin")
    assert allowed == (OTHER_PAGE if origin == OTHER_PAGE else None)
    assert "access-control-allow-credentials" not in answer.headers


def test_a_named_page_is_told_before_it_asks(shops: Shops) -> None:
    asks = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,aisle-shopper,x-stainless-os",
    }
    told = shops.client.options("/v1/turns", headers={"origin": OTHER_PAGE, **asks})
    assert told.status_code == 200
    assert told.headers["access-control-allow-origin"] == OTHER_PAGE
    assert "aisle-shopper" in told.headers["access-control-allow-headers"]
    other = shops.client.options("/v1/turns", headers={"origin": "https://evil.example", **asks})
    assert other.status_code == 400
    assert "access-control-allow-origin" not in other.headers


def test_a_page_reads_how_long_it_has_to_wait(shops: Shops) -> None:
    answer = shops.client.get(SEARCH, headers={"origin": OTHER_PAGE})
    assert answer.status_code == 401
    assert answer.headers["access-control-allow-origin"] == OTHER_PAGE
    assert "retry-after" in answer.headers["access-control-expose-headers"].lower()


def test_a_key_in_the_address_is_not_looked_at(shops: Shops) -> None:
    for name in ("token", "api_key", "key", "access_token", "authorization"):
        assert shops.client.get(f"{SEARCH}&{name}={TOKEN}").status_code == 401
        with pytest.raises(WebSocketDenialResponse) as denied, opened(shops, f"?{name}={TOKEN}"):
            pass
        assert denied.value.status_code == 401


def opened(
    shops: Shops, query: str = "", protocols: list[str] | None = None, **headers: str
) -> WebSocketTestSession:
    return shops.client.websocket_connect(f"/v1/realtime{query}", protocols or [], headers=headers)


def test_a_browsers_key_is_a_subprotocol_and_never_chosen(shops: Shops) -> None:
    protocols = ["realtime", f"openai-insecure-api-key.{TOKEN}"]
    with opened(shops, "", protocols, origin=OTHER_PAGE) as socket:
        assert socket.accepted_subprotocol == "realtime"
        assert socket.receive_json()["type"] == "session.created"
    with opened(shops, "", protocols[1:]) as socket:
        assert socket.accepted_subprotocol is None


def test_a_socket_of_another_page_is_refused(shops: Shops) -> None:
    for origin in ("https://evil.example", "null", "https://testserver"):
        with (
            pytest.raises(WebSocketDenialResponse) as denied,
            opened(shops, "", ["realtime", f"openai-insecure-api-key.{TOKEN}"], origin=origin),
        ):
            pass
        assert denied.value.status_code == 403


async def answer_of(server: tuple[str, int | None], *hosts: str, kind: str = "http") -> object:
    """Return what the gate of host names lets an application or sends itself."""
    sent: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        sent.append(200)

    async def receive() -> dict[str, str]:
        return {"type": f"{kind}.connect"}

    async def send(message: object) -> None:
        sent.append(message)

    headers = [(b"host", host.encode("latin-1")) for host in hosts]
    scope = {"type": kind, "server": server, "headers": headers}
    await HostNames(app, ("shop.example",))(scope, receive, send)
    first = sent[0]
    return first["status"] if isinstance(first, dict) and "status" in first else first


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8321", 200),
        ("127.1.2.3", 200),
        ("localhost:8321", 200),
        ("LocalHost.", 200),
        ("page.localhost", 200),
        ("[::1]:8321", 200),
        ("shop.example", 200),
        ("SHOP.example:443", 200),
        ("evil.example:8321", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example#localhost", 421),
        ("localhost@evil.example", 421),
        ("10.0.0.1", 421),
        ("[::ffff:10.0.0.1]", 421),
        ("", 421),
        ("\xe9", 421),
    ],
)
async def test_names_on_loopback(host: str, status: int) -> None:
    assert await answer_of(("127.0.0.1", 8321), host) == status
    assert await answer_of(("::1", 8321), host) == status
    assert await answer_of(("192.168.1.5", 8321), host) == 200


async def test_two_names_are_one_too_many() -> None:
    assert await answer_of(("127.0.0.1", 8321), "localhost", "evil.example") == 421
    assert await answer_of(("127.0.0.1", 8321)) == 200
    closed = await answer_of(("127.0.0.1", 8321), "evil.example", kind="websocket")
    assert closed == {"type": "websocket.close", "code": 1008}


def test_guesses_are_slowed_down_by_their_address(shops: Shops) -> None:
    stranger = TestClient(shops.client.app, client=("203.0.113.77", 5))
    statuses = [
        stranger.get(SEARCH, headers={"authorization": f"Bearer aisle_sk_{n}"}).status_code
        for n in range(WRONG_PER_MINUTE + 5)
    ]
    assert statuses == [401] * WRONG_PER_MINUTE + [429] * 5
    told = stranger.get(SEARCH, headers={"authorization": "Bearer x"})
    assert 1 <= int(told.headers["retry-after"]) <= 3
    assert stranger.get(SEARCH, headers=KEY).status_code == 200
    assert stranger.get(SEARCH).status_code == 401
    assert shops.client.get(SEARCH, headers={"authorization": "Bearer x"}).status_code == 401


def test_no_credential_is_in_a_log(shops: Shops, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = shops.keys["a"]
    for headers in ({"authorization": f"Bearer {secret}"}, {"authorization": f"Basic {secret}"}):
        shops.client.get(SEARCH, headers=headers)
        shops.client.post("/v1/realtime/client_secrets", json={}, headers=headers)
    wrong = ["realtime", f"openai-insecure-api-key.{secret}x"]
    with pytest.raises(WebSocketDenialResponse), opened(shops, "", wrong):
        pass
    own = [r.getMessage() for r in caplog.records if not r.name.startswith("httpx")]
    assert secret not in "\n".join(own)
