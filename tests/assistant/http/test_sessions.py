"""A session from outside: transcript, cart and boards by hand, and forgetting it."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

pytestmark = pytest.mark.model


def boot(client: TestClient) -> dict[str, Any]:
    found = client.get("/v1/products/search", params={"q": "hiking boots"}).json()["products"]
    product: dict[str, Any] = next(p for p in found if len(p["sizes_in_stock"]) > 2)
    return product


def say(client: TestClient, session: str, text: str, **more: str) -> Any:
    body = {"text": text, "conversation_id": session, **more}
    answer = client.post("/v1/turns", json=body)
    assert answer.status_code == 200
    return answer.json()


def test_the_transcript_and_what_holds(client: TestClient) -> None:
    say(client, "story", "hiking boots under $150")
    last = say(client, "story", "only men's please")
    told = client.get("/v1/sessions/story").json()
    assert [t["transcript"] for t in told["turns"]] == [
        "hiking boots under $150",
        "only men's please",
    ]
    assert told["turns"][1]["reply"] == last["reply_display"]
    assert [p["id"] for p in told["turns"][1]["products"]] == [p["id"] for p in last["products"]]
    assert [p["id"] for p in told["products"]] == [p["id"] for p in last["products"]]
    assert told["state"]["turns"] == 2
    assert {"category", "price", "audience"} <= {c["kind"] for c in told["state"]["constraints"]}


def test_a_cart_by_hand_and_by_voice(client: TestClient) -> None:
    product = boot(client)
    path = "/v1/sessions/by-hand/cart"
    assert client.get(path).json()["lines"] == []
    asked = client.post(f"{path}/lines", json={"product_id": product["id"]})
    assert asked.status_code == 409
    assert asked.json()["error"]["code"] == "size_needed"
    size = asked.json()["error"]["choices"][0]
    added = client.post(f"{path}/lines", json={"product_id": product["id"], "size": size}).json()
    (line,) = added["lines"]
    assert (line["size"], line["quantity"]) == (size, 1)
    assert added["total"] == line["unit_price"]
    more = client.patch(f"{path}/lines/{line['id']}", json={"quantity": 2}).json()
    assert more["count"] == 2
    spoken = say(client, "by-hand", "undo that")
    assert spoken["cart"][0]["quantity"] == 1
    gone = client.delete(f"{path}/lines/{line['id']}").json()
    assert gone["lines"] == []
    assert client.post(f"{path}/undo").json()["count"] == 1
    assert client.delete(path).json()["lines"] == []
    assert "undone" in say(client, "by-hand", "undo that")["reply"].lower()
    assert client.get(path).json()["count"] == 1


def test_boards_by_hand(client: TestClient) -> None:
    product = boot(client)
    path = "/v1/sessions/boards-1/boards"
    client.post(path, json={"name": "camping"})
    told = client.post(path, json={"name": "Camping", "product_id": product["id"]}).json()
    (board,) = told["data"]
    assert board["name"] == "camping"
    assert board["products"][0]["title"] == product["title"]
    shown = say(client, "boards-1", "show my camping board")
    assert [p["id"] for p in shown["products"]] == [product["id"]]
    off = client.delete(path, params={"name": "camping", "product_id": product["id"]}).json()
    assert off["data"][0]["products"] == []
    assert client.delete(path, params={"name": "camping"}).json()["data"] == []
    assert client.delete(path, params={"name": "camping"}).status_code == 404


def test_a_shoppers_boards_are_the_same_in_every_session(client: TestClient) -> None:
    product, shopper = boot(client), {"Aisle-Shopper": "ann"}
    body = {"name": "gifts", "product_id": product["id"]}
    client.post("/v1/sessions/one/boards", json=body, headers=shopper)
    other = client.get("/v1/sessions/two/boards", headers=shopper).json()
    assert other["data"][0]["product_ids"] == [product["id"]]
    assert client.get("/v1/sessions/two/boards").json()["data"] == []


def test_a_deleted_session_leaves_no_words(client: TestClient, sample_home: Path) -> None:
    say(client, "secret", "zebra striped umbrella for my aunt Xanthippe")
    say(client, "kept", "hiking boots")
    assert client.delete("/v1/sessions/secret").json()["deleted"]
    missing = client.get("/v1/sessions/secret")
    never = client.get("/v1/sessions/never-was")
    assert (missing.status_code, missing.json()) == (404, never.json())
    assert client.delete("/v1/sessions/secret").status_code == 404
    for path in (*sample_home.glob("log/*"), *sample_home.glob("conversations.sqlite*")):
        assert b"Xanthippe" not in path.read_bytes(), path.name
    assert client.get("/v1/sessions/kept").json()["turns"]


def test_a_session_goes_on_after_it_was_deleted(client: TestClient) -> None:
    say(client, "again", "hiking boots")
    client.delete("/v1/sessions/again")
    assert say(client, "again", "desk lamps")["turn"] == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/cart/lines", {"product_id": "no-such"}, 404),
        ("POST", "/cart/lines", {"product_id": "x" * 201}, 422),
        ("POST", "/cart/lines", {"product_id": "x", "quantity": 0}, 422),
        ("POST", "/cart/lines", {"product_id": "x", "price": 1}, 422),
        ("PATCH", "/cart/lines/0123456789abcdef", {"quantity": 1}, 404),
        ("PATCH", "/cart/lines/x", {"quantity": 1}, 422),
        ("DELETE", "/cart/lines/0123456789abcdef", None, 404),
        ("POST", "/cart/undo", None, 409),
        ("POST", "/boards", {"name": "  "}, 422),
        ("POST", "/boards", {"name": "x", "product_id": "no-such"}, 404),
        ("DELETE", "/boards", None, 422),
    ],
)
def test_bad_requests(
    client: TestClient, method: str, path: str, body: dict[str, str] | None, status: int
) -> None:
    answer = client.request(method, f"/v1/sessions/bad{path}", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]["message"].endswith(".")
    assert client.get("/v1/sessions/bad").status_code == 404, "nothing was begun"


@pytest.mark.parametrize("path", ["/cart/lines", "/boards"])
def test_a_lone_surrogate_is_no_server_error(client: TestClient, path: str) -> None:
    body = '{"product_id": "\\ud83d", "name": "\\ud83d"}'
    if path == "/cart/lines":
        body = '{"product_id": "\\ud83d"}'
    headers = {"content-type": "application/json"}
    answer = client.post(f"/v1/sessions/odd{path}", content=body, headers=headers)
    assert answer.status_code == 404


@pytest.mark.parametrize("session", ["%2e%2e", "a%20b", "a" * 101, "%00"])
def test_ids_are_bounded(client: TestClient, session: str) -> None:
    assert client.get(f"/v1/sessions/{session}").status_code in (404, 422)


def test_a_comparison_in_words_and_as_a_table(client: TestClient) -> None:
    found = client.get("/v1/products/search", params={"q": "tent", "limit": 3}).json()["products"]
    ids = [p["id"] for p in found[:2]]
    told = client.post("/v1/products/compare", json={"ids": ids}).json()
    assert [p["id"] for p in told["products"]] == ids
    assert told["reply"]
    price = next(row for row in told["rows"] if row["name"] == "price")
    assert price["differs"] is (found[0]["price"] != found[1]["price"])
    assert client.post("/v1/products/compare", json={"ids": [ids[0]] * 2}).status_code == 400
    assert client.post("/v1/products/compare", json={"ids": ids[:1]}).status_code == 422
    body = {"ids": [ids[0], "no-such"]}
    assert client.post("/v1/products/compare", json=body).status_code == 404


def test_models(client: TestClient) -> None:
    listed = client.get("/v1/models").json()["data"]
    assert [model["id"] for model in listed] == ["aisle"], "no voice is loaded"
    assert client.get("/v1/models/aisle").json() == listed[0]
    missing = client.get("/v1/models/gpt-9")
    assert missing.status_code == 404
    assert missing.json()["error"]["code"] == "model_not_found"


@pytest.mark.parametrize("path", ["/v1/audio/speech", "/v1/audio/transcriptions"])
def test_sound_without_a_voice_says_how_to_get_it(client: TestClient, path: str) -> None:
    if path.endswith("speech"):
        answer = client.post(path, json={"input": "Hello.", "voice": "alloy"})
    else:
        answer = client.post(path, files={"file": ("a.wav", b"x")})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "text_only"


def test_every_route_describes_its_errors(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    mine = ("/v1/chat", "/v1/audio", "/v1/sessions", "/v1/models", "/v1/products")
    for path, methods in described.items():
        for method, route in methods.items():
            if path.startswith(mine):
                assert {"401", "403", "422", "429"} <= set(route["responses"]), (method, path)
