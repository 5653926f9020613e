"""Nobody sees anything of another tenant, whatever they name and however they ask."""

import json
from typing import Any

import pytest
from httpx2 import Response

from assistant.accounts.key import KeyLimits
from tests.assistant.accounts.two_shops import TOKEN, Shops

pytestmark = pytest.mark.model

SESSION = "kitchen"


def call(
    shops: Shops, credential: str, method: str, path: str, body: Any = None, **headers: str
) -> Response:
    sent = {"authorization": f"Bearer {credential}", **headers}
    return shops.client.request(method, path, json=body, headers=sent)


def say(shops: Shops, credential: str, text: str, session: str = SESSION, **headers: str) -> Any:
    body = {"text": text, "conversation_id": session}
    answer = call(shops, credential, "POST", "/v1/turns", body, **headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="module", autouse=True)
def used(shops: Shops) -> None:
    """Let a shopper of shop b talk, fill a cart and make a board."""
    key = shops.keys["b"]
    say(shops, key, "show me dresses", **{"Aisle-Shopper": "anna"})
    say(shops, key, "show me something")
    for path, body in (
        (f"/v1/sessions/{SESSION}/cart/lines", {"product_id": shops.ids["b"][0]}),
        (f"/v1/sessions/{SESSION}/boards", {"name": "wishes", "product_id": shops.ids["b"][1]}),
    ):
        for headers in ({}, {"Aisle-Shopper": "anna"}):
            call(shops, key, "POST", path, body, **headers)
    boards = call(shops, key, "GET", f"/v1/sessions/{SESSION}/boards").text
    assert "wishes" in boards
    assert shops.ids["b"][1] in boards


def test_each_key_searches_its_own_catalog(shops: Shops) -> None:
    for tenant, secret in shops.keys.items():
        if tenant == "empty":
            continue
        found = call(shops, secret, "GET", "/v1/products/search?q=dress&limit=100").json()
        ids = {product["id"] for product in found["products"]}
        assert ids
        assert ids <= set(shops.ids[tenant])


def test_the_other_brand_is_not_even_known(shops: Shops) -> None:
    secret = shops.keys["a"]
    for text in ("Zephyrine", "something by Zephyrine", "zephirine dress"):
        told = call(shops, secret, "POST", "/v1/products/search", {"text": text}).text
        assert "b-" not in told.replace(text, "")
        reply = say(shops, secret, text, "brands")["reply"]
        assert "Ansgar" in reply or "Zephyrine" not in reply.replace(text, "")


@pytest.mark.parametrize("headers", [{}, {"Aisle-Shopper": "anna"}])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/products/{id}", None),
        ("POST", "/v1/products/compare", {"product_ids": ["{id}", "{own}"]}),
        ("POST", "/v1/sessions/x/cart/lines", {"product_id": "{id}"}),
        ("POST", "/v1/sessions/x/boards", {"name": "mine", "product_id": "{id}"}),
        ("GET", "/v1/sessions/{session}", None),
        ("DELETE", "/v1/sessions/{session}", None),
        ("GET", "/v1/sessions/{session}/cart", None),
        ("GET", "/v1/sessions/{session}/boards", None),
        ("DELETE", "/v1/sessions/{session}/boards?name=wishes", None),
        ("POST", "/v1/sessions/{session}/cart/undo", None),
    ],
)
def test_what_is_anothers_answers_as_what_never_was(
    shops: Shops, method: str, path: str, body: Any, headers: dict[str, str]
) -> None:
    def asked(product: str, session: str) -> tuple[int, str]:
        def fill(text: str) -> str:
            filled = text.replace("{id}", product).replace("{session}", session)
            return filled.replace("{own}", shops.ids["a"][0])

        sent = None if body is None else json.loads(fill(json.dumps(body)))
        answer = call(shops, shops.keys["a"], method, fill(path), sent, **headers)
        return answer.status_code, answer.text.replace(product, "ID").replace(session, "SESSION")

    theirs = asked(shops.ids["b"][0], SESSION)
    nobodys = asked("b-no-such-product", "never-was")
    assert theirs == nobodys
    assert shops.ids["b"][0] not in theirs[1]


def test_the_owner_still_has_everything(shops: Shops) -> None:
    session = call(shops, shops.keys["b"], "GET", f"/v1/sessions/{SESSION}")
    assert session.status_code == 200
    assert len(session.json()["turns"]) == 1
    named = call(
        shops, shops.keys["b"], "GET", f"/v1/sessions/{SESSION}", **{"Aisle-Shopper": "anna"}
    )
    assert [turn["transcript"] for turn in named.json()["turns"]] == ["show me dresses"]


@pytest.mark.parametrize(
    "session",
    [
        *("../b/kitchen", "b kitchen", "b%20key%20x%20kitchen", "kitchen%00", "..%2Fkitchen"),
        *("%2e%2e%2fsessions%2fkitchen", "kitchen%0a", "k" * 101, "tenants:b:kitchen", "кitchen"),
    ],
)
def test_session_names_that_try_to_step_over(shops: Shops, session: str) -> None:
    answer = call(shops, shops.keys["a"], "GET", f"/v1/sessions/{session}")
    assert answer.status_code in {404, 422}
    assert "show me" not in answer.text
    assert "Traceback" not in answer.text


def test_another_key_of_the_same_shop_shares_named_shoppers_only(shops: Shops) -> None:
    other = shops.key("b")
    path = f"/v1/sessions/{SESSION}"
    assert call(shops, other, "GET", path).status_code == 404
    assert call(shops, other, "GET", path, **{"Aisle-Shopper": "ben"}).status_code == 404
    assert call(shops, other, "GET", path, **{"Aisle-Shopper": "anna"}).status_code == 200


def test_the_operator_sees_the_default_shop_and_no_ids_of_owners(shops: Shops) -> None:
    found = call(shops, TOKEN, "GET", "/v1/products/search?q=dress").json()
    assert {p["id"].split("-")[0] for p in found["products"]} == {"default"}
    assert call(shops, TOKEN, "GET", f"/v1/sessions/{SESSION}").status_code == 404


def test_a_shop_that_cannot_be_opened_tells_no_folder(shops: Shops) -> None:
    answer = call(shops, shops.keys["empty"], "GET", "/v1/products/search?q=x")
    assert answer.status_code == 503
    assert str(shops.settings.home) not in answer.text
    assert "default" not in answer.text


def test_metrics_are_of_the_keys_own_shop(shops: Shops) -> None:
    answer = call(shops, shops.keys["a"], "GET", "/metrics")
    assert 'tenant="b"' not in answer.text
    assert 'tenant="default"' not in answer.text


def test_a_browser_of_one_shop_cannot_reach_the_other(shops: Shops) -> None:
    body = {"aisle": {"shopper_id": "anna"}}
    made = call(shops, shops.keys["a"], "POST", "/v1/realtime/client_secrets", body).json()
    token = made["value"]
    assert call(shops, token, "GET", f"/v1/sessions/{SESSION}").status_code == 404
    assert call(shops, token, "GET", f"/v1/products/{shops.ids['b'][0]}").status_code == 404
    claimed = say(shops, token, "what is in my cart", **{"Aisle-Shopper": "ben"})
    assert claimed["cart"] == []
    with_key = call(
        shops, shops.keys["a"], "GET", f"/v1/sessions/{SESSION}", **{"Aisle-Shopper": "anna"}
    )
    assert with_key.status_code == 200  # the token was anna's, whatever its bearer said


def test_one_shops_limits_are_not_anothers(shops: Shops) -> None:
    busy, calm = (shops.key(tenant, KeyLimits(requests_per_minute=3)) for tenant in "ab")
    path = "/v1/products/search?q=dress&limit=1"
    statuses = [call(shops, busy, "GET", path).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    answer = call(shops, busy, "GET", path)
    assert 1 <= int(answer.headers["retry-after"]) <= 20
    assert answer.json()["error"]["code"] == "rate_limit_exceeded"
    assert call(shops, calm, "GET", path).status_code == 200
