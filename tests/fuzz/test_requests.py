"""Requests that no client library writes: paths, headers, lengths, bodies."""

import json

import pytest

from tests.fuzz.wire import connected, exchanged, request, rest
from tests.served import Served

pytestmark = pytest.mark.model

MODELS = "GET /v1/models"
TURNS = "POST /v1/turns"
JSON = b"content-type: application/json"
SOCKET = (
    b"upgrade: websocket",
    b"connection: upgrade",
    b"sec-websocket-version: 13",
)
KEY = b"sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=="


def statuses(told: bytes) -> list[int]:
    """Return the statuses of the answers in what came."""
    return [int(part[:3]) for part in told.split(b"HTTP/1.1 ")[1:]]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/products/a%2f..%2f..%2fetc%2fpasswd", 404),
        ("/../../etc/passwd", 404),
        ("/assets/%2e%2e/%2e%2e/server.py", 404),
        ("/js/..%2f..%2fsite.py", 404),
        ("/js/..%5c..%5csite.py", 404),
        ("//etc/passwd", 404),
        ("/css/%00", 404),
        ("/v1/sessions/%00", 422),
        ("/v1/sessions/..%2fother", 404),
        ("/v1/sessions/a/cart/lines/%ff", 405),
        ("/v1/products/%ed%a0%80", 404),
        ("/v1/products/%zz", 404),
        ("/v1/models/" + "a" * 30_000, 404),
        ("http://evil.example/v1/models", 404),
        ("/v1/products/search?q=%ed%a0%80%00", 200),
        ("/v1/products/search?q=a&q=b&limit=1&limit=x", 422),
        ("/v1/realtime", 404),
    ],
)
def test_odd_paths(attacked: Served, path: str, status: int) -> None:
    told = exchanged(attacked, request(attacked, f"GET {path}"))
    assert statuses(told) == [status], told[:500]
    assert b"root:" not in told
    assert b"import " not in told


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((b"authorization: Bearer wrong",), 401),  # a second one
        ((b"host: evil.example",), 400),  # a second one
        ((b"x: " + b"a" * 100_000,), 200),
        (tuple(b"x%d: y" % n for n in range(2_000)), 200),
        ((b"x-forwarded-for: \xff, ;;", b"x-forwarded-proto: javascript"), 200),
        ((b"origin: http://[::1",), 403),
        ((b"origin: http://127.0.0.1:999999999999",), 403),
        ((b"origin: null",), 403),
        ((b"aisle-shopper: \xff../..",), 422),
        ((b"content-length : 5",), 400),
        ((b"x: a\x00b",), 400),
        ((b"upgrade: h2c", b"http2-settings: AAMAAABk"), 200),
    ],
)
def test_odd_headers(attacked: Served, headers: tuple[bytes, ...], status: int) -> None:
    told = exchanged(attacked, request(attacked, MODELS, *headers))
    assert statuses(told) == [status], told[:500]


@pytest.mark.parametrize("credential", [b"\xff\xfe", b"", b"Basic abc", b"Bearer", b"Bearer \xe9"])
def test_odd_credentials(attacked: Served, credential: bytes) -> None:
    host = attacked.url.removeprefix("http://").encode()
    told = exchanged(
        attacked,
        b"GET /v1/models HTTP/1.1\r\nhost: %b\r\nauthorization: %b\r\nconnection: close\r\n\r\n"
        % (host, credential),
    )
    assert statuses(told) == [401]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ((b"content-length: 5", b"transfer-encoding: chunked"), b"0\r\n\r\n"),
        ((b"transfer-encoding: chunked", b"content-length: 0"), b"0\r\n\r\n"),
        ((b"content-length: 5", b"content-length: 6"), b"abcdef"),
        ((b"content-length: -5",), b""),
        ((b"content-length: +5",), b"abcde"),
        ((b"content-length: 5, 6",), b"abcde"),
        ((b"transfer-encoding: xchunked",), b"0\r\n\r\n"),
        ((b"transfer-encoding: chunked, identity",), b"0\r\n\r\n"),
        ((b"transfer-encoding: chunked",), b"zz\r\n\r\n"),
    ],
)
def test_two_readings_of_a_length_are_none(
    attacked: Served, headers: tuple[bytes, ...], body: bytes
) -> None:
    """What a proxy would take for the body of this request is not another one here."""
    sent = request(attacked, TURNS, JSON, *headers, body=body)
    smuggled = request(attacked, "GET /healthz")
    told = exchanged(attacked, sent.replace(b"connection: close\r\n", b"") + smuggled)
    assert statuses(told) == [400], told[:1_000]


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"text": "\\ud800"}',
        b'{"text": NaN}',
        b'{"text": ' + b"9" * 10_000 + b"}",
        b'{"text": "boots", "text": []}',
        '{"text": "boots"}'.encode("utf-16"),
        b"\x1f\x8b\x08\x00",
        b"\xff",
        b"",
    ],
)
@pytest.mark.parametrize("path", ["/v1/turns", "/v1/chat/completions", "/v1/products/search"])
def test_odd_bodies(attacked: Served, path: str, body: bytes) -> None:
    length = b"content-length: %d" % len(body)
    told = exchanged(attacked, request(attacked, f"POST {path}", JSON, length, body=body))
    (status,) = statuses(told)
    if status == 200:  # half a surrogate is read as a sign of its own, and UTF-16 is JSON too
        assert b"boots" in body.replace(b"\0", b"") or b"ud800" in body
        return
    assert status in {400, 422}, told[:500]
    error = json.loads(told.partition(b"\r\n\r\n")[2])["error"]
    assert set(error) == {"message", "type", "param", "code"}


@pytest.mark.parametrize(
    ("first", "headers", "status"),
    [
        ("GET /v1/realtime", (*SOCKET, KEY, KEY), 400),
        ("GET /v1/realtime", SOCKET, 400),
        ("GET /v1/realtime", (b"upgrade: websocket", KEY, b"sec-websocket-version: 8"), 400),
        ("GET /v1/realtime", (*SOCKET, KEY, b"sec-websocket-protocol: a, \xe9\xff, ,"), 400),
        ("GET /v1/realtime", (*SOCKET, KEY, b"authorization: Bearer wrong"), 401),
        ("GET /v1/realtime?session_id=..%2f..%2fx", (*SOCKET, KEY), 400),
        ("GET /v1/realtime?session_id=%00", (*SOCKET, KEY), 400),
        ("GET /v1/realtime?model=%ff%ed%a0%80", (*SOCKET, KEY), 400),
        ("GET /v1/realtime/../models", (*SOCKET, KEY), 403),
        ("POST /v1/realtime", (*SOCKET, KEY), 405),
    ],
)
def test_odd_handshakes(
    attacked: Served, first: str, headers: tuple[bytes, ...], status: int
) -> None:
    asked = request(attacked, first, *headers).replace(b"connection: close\r\n", b"")
    if b"connection: upgrade" not in asked:
        asked = asked.replace(b"upgrade:", b"connection: upgrade\r\nupgrade:", 1)
    assert statuses(exchanged(attacked, asked)) == [status]


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"GET /healthz\r\n\r\n",
        bytes(range(256)) * 8,
        b"GET /\xff HTTP/1.1\r\nhost: localhost\r\n\r\n",
    ],
)
def test_what_is_no_http(attacked: Served, sent: bytes) -> None:
    assert statuses(exchanged(attacked, sent)) == [400]


def test_a_method_of_nobody_and_a_pipeline(attacked: Served) -> None:
    told = exchanged(attacked, request(attacked, "FOO /v1/models"))
    assert statuses(told) == [405]
    with connected(attacked) as wire:
        one = request(attacked, MODELS).replace(b"connection: close\r\n", b"")
        wire.sendall(one * 20 + request(attacked, MODELS))
        assert statuses(rest(wire)) == [200] * 21


def test_noise_behind_a_request_is_no_failure_of_the_server(attacked: Served) -> None:
    body = b'{"text": "hiking boots under 150"}'
    asked = request(attacked, TURNS, JSON, b"transfer-encoding: chunked")
    chunk = b"%x\r\n%b\r\n" % (len(body), body)
    for noise in (b"zz\r\n\r\n", b"0\r\n\r\n\x00\xff\r\n\r\n", b"0\r\n\r\nGET\r\n\r\n"):
        told = exchanged(attacked, asked + chunk + noise)
        assert set(statuses(told)) <= {200, 400}
    found = request(attacked, TURNS, JSON, b"content-length: 0") + b"\x00\x01\xff\r\n\r\n"
    assert statuses(exchanged(attacked, found))[0] in {400, 422}
