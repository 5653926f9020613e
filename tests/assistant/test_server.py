"""The HTTP front door on real parts."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.config import Settings
from assistant.config_tables import ServerSettings
from assistant.http.turns import MAX_TEXT
from assistant.server import create_app

pytestmark = pytest.mark.model

TOKEN = "aisle_local_of_a_test"


@pytest.fixture(scope="module")
def client(sample_home: Path) -> Iterator[TestClient]:
    """Return a client of a running application."""
    settings = Settings(home=sample_home, server=ServerSettings(voice=False))
    with TestClient(create_app(settings, TOKEN)) as running:
        running.headers["authorization"] = f"Bearer {TOKEN}"
        yield running


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ready"


def test_a_conversation_keeps_its_state_by_its_id(client: TestClient) -> None:
    first = client.post("/v1/turns", json={"text": "hiking boots under $150"}).json()
    assert first["products"]
    again = {"text": "only men's please", "conversation_id": first["conversation_id"]}
    second = client.post("/v1/turns", json=again).json()
    assert second["turn"] == 1
    kinds = {constraint["kind"] for constraint in second["constraints"]}
    assert {"category", "price", "audience"} <= kinds
    assert all(product["price"] <= 150 for product in second["products"])
    other = client.post("/v1/turns", json={"text": "only men's please"}).json()
    assert other["turn"] == 0


def test_search_and_product(client: TestClient) -> None:
    found = client.get("/v1/products/search", params={"q": "desk lamp", "limit": 3}).json()
    assert len(found["products"]) == 3
    product = client.get(f"/v1/products/{found['products'][0]['id']}").json()
    assert product["title"] == found["products"][0]["title"]


def test_a_whole_search(client: TestClient) -> None:
    body = {
        "text": "boots",
        "wanted": [{"field": "category", "value": "HIKING BOOTS"}],
        "price": {"high": 150},
        "facets": ["brand"],
        "limit": 5,
    }
    found = client.post("/v1/products/search", json=body).json()
    assert found["total"] >= len(found["candidates"]) == 5
    for candidate in found["candidates"]:
        assert candidate["category"] == "hiking boots"
        assert float(candidate["price"]) <= 150
        assert sum(candidate["parts"].values()) == pytest.approx(candidate["score"], abs=1e-4)
    assert sum(found["facets"]["brand"].values()) <= found["total"]
    assert float(found["prices"]["high"]) <= 150
    assert {"relevance", "relaxations", "corrections", "nearest_beyond_price"} <= set(found)
    told = client.post("/v1/products/search", json=body, headers={"accept": "text/plain"})
    assert found["candidates"][0]["title"] in told.text


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b'{"text": "' + b"boots " * 16_000 + b'"}', 200),
        (b'{"text": "' + b"x" * 200_000 + b'"}', 422),
        (b'{"text": "' + b"x" * 3_000_000 + b'"}', 413),
        (b'{"price": {"high": NaN}}', 422),
        (b'{"smell": "roses"}', 422),
        (b'{"text": ', 422),
        (b"\xff\xfe", 422),
        (b"", 422),
    ],
)
def test_searches_that_are_too_much(client: TestClient, content: bytes, status: int) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/v1/products/search", content=content, headers=headers)
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["error"]["message"].endswith(".")
        assert "xxxx" not in answer.text


def test_a_body_whose_length_is_not_stated(client: TestClient) -> None:
    parts = (b"x" * 100_000 for _ in range(30))
    answer = client.post("/v1/products/search", content=parts)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/v1/turns", {}, 422),
        ("POST", "/v1/turns", {"text": "x" * (MAX_TEXT + 1)}, 422),
        ("POST", "/v1/turns", {"text": "x", "conversation_id": ""}, 422),
        ("POST", "/v1/turns", {"text": "x", "conversation_id": "../x"}, 422),
        ("GET", "/v1/products/search?q=%20", None, 422),
        ("POST", "/v1/turns", {"text": "x", "colour": "blue"}, 422),
        ("GET", "/v1/products/search", None, 422),
        ("GET", "/v1/products/search?q=x&limit=0", None, 422),
        ("GET", "/v1/products/no-such-id", None, 404),
    ],
)
def test_bad_requests(
    client: TestClient, method: str, path: str, body: dict[str, str] | None, status: int
) -> None:
    answer = client.request(method, path, json=body)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [("GET", "/v1/nothing", "not_found"), ("PUT", "/v1/models", "method_not_allowed")],
)
def test_an_address_that_is_not_there_says_where_to_look(
    client: TestClient, method: str, path: str, code: str
) -> None:
    error = client.request(method, path).json()["error"]
    assert error["code"] == code
    assert "/docs" in error["message"]


@pytest.mark.parametrize("field", ["text", "conversation_id"])
def test_a_lone_surrogate_is_no_server_error(client: TestClient, field: str) -> None:
    body = '{"text": "lamp", "%s": "\\ud83d"}' % field  # noqa: UP031  # braces of JSON
    answer = client.post("/v1/turns", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (200, 422)


def test_requests_that_arrive_together_take_turns(client: TestClient) -> None:
    with ThreadPoolExecutor(4) as pool:
        body = {"text": "show me mugs", "conversation_id": "together"}
        answers = list(pool.map(lambda _: client.post("/v1/turns", json=body), range(4)))
    assert [a.status_code for a in answers] == [200] * 4
    assert sorted(a.json()["turn"] for a in answers) == [0, 1, 2, 3]


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "'; DROP TABLE turns; --", "a" * MAX_TEXT])
def test_odd_utterances_get_a_calm_answer(client: TestClient, text: str) -> None:
    answer = client.post("/v1/turns", json={"text": text})
    assert answer.status_code == 200
    assert answer.json()["reply"]
    assert answer.json()["cart"] == []
