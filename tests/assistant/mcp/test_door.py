"""Who may come in at /mcp, and that tenants and shoppers see only what is theirs."""

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.accounts.caller import Scope
from tests.assistant.accounts.two_shops import OTHER_PAGE, Shops, two_shops

pytestmark = pytest.mark.model

ACCEPT = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-06-18"}


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shops]:
    with two_shops(tmp_path_factory.mktemp("mcp-shops")) as running:
        yield running


def post(shops: Shops, method: str, params: dict[str, Any], **headers: str) -> Any:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    sent = {**ACCEPT, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return shops.client.post("/mcp", json=body, headers=sent)


def call(shops: Shops, key: str, name: str, **arguments: Any) -> dict[str, Any]:
    params = {"name": name, "arguments": arguments}
    answer = post(shops, "tools/call", params, authorization=f"Bearer {key}")
    assert answer.status_code == 200
    result: dict[str, Any] = answer.json()["result"]
    return result


def test_a_key_is_needed(shops: Shops) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}):
        answer = post(shops, "tools/list", {}, **headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["error"]["code"] == "invalid_api_key"


def test_pages_of_other_sites_may_not_call(shops: Shops) -> None:
    key = f"Bearer {shops.keys['a']}"
    evil = post(shops, "tools/list", {}, authorization=key, origin="https://evil.example")
    assert evil.status_code == 403
    named = post(shops, "tools/list", {}, authorization=key, origin=OTHER_PAGE)
    assert named.status_code == 200


def test_a_key_sees_the_tools_of_its_scopes(shops: Shops) -> None:
    key = shops.key("a", None, Scope.CATALOG)
    listed = post(shops, "tools/list", {}, authorization=f"Bearer {key}").json()["result"]["tools"]
    assert {t["name"] for t in listed} == {"search_products", "get_product", "compare_products"}
    refused = call(shops, key, "view_cart")
    assert refused["isError"] and "talk" in refused["content"][0]["text"].lower()
    assert not call(shops, key, "search_products", query="boots").get("isError")


def test_a_tenant_sees_only_its_own_shop(shops: Shops) -> None:
    found = call(shops, shops.keys["a"], "search_products", limit=20)["structuredContent"]
    assert found["products"] and all(p["id"].startswith("a-") for p in found["products"])
    others = shops.ids["b"][0]
    assert call(shops, shops.keys["a"], "get_product", product_id=others)["isError"]
    assert call(shops, shops.keys["a"], "add_to_cart", product_id=others)["isError"]
    assert not call(shops, shops.keys["b"], "get_product", product_id=others).get("isError")


def _simple(shops: Shops, tenant: str) -> str:
    """Return a product that has no forms to choose among."""
    for product_id in shops.ids[tenant]:
        whole = call(shops, shops.keys[tenant], "get_product", product_id=product_id)
        told = whole["structuredContent"]
        if not told["variants"] and told["availability"] == "in_stock":
            return product_id
    raise AssertionError("the catalog has no such product")


def test_a_cart_is_its_owners(shops: Shops) -> None:
    thing = _simple(shops, "a")
    added = call(shops, shops.keys["a"], "add_to_cart", product_id=thing, session_id="shared")
    assert added["structuredContent"]["count"] == 1
    other = shops.key("a")
    assert call(shops, other, "view_cart", session_id="shared")["structuredContent"]["count"] == 0
    assert call(shops, shops.keys["b"], "view_cart", session_id="shared")["structuredContent"][
        "count"
    ] == 0  # fmt: skip
    params = {"name": "view_cart", "arguments": {"session_id": "shared"}}
    as_kim = post(
        shops,
        "tools/call",
        params,
        authorization=f"Bearer {shops.keys['a']}",
        Aisle_Shopper="kim",
    ).json()["result"]
    assert as_kim["structuredContent"]["count"] == 0
    own = shops.client.get(
        "/v1/sessions/shared/cart", headers={"authorization": f"Bearer {shops.keys['a']}"}
    ).json()
    assert own["count"] == 1  # the same cart as at the other doors


def test_bad_messages_are_answered(shops: Shops) -> None:
    headers = {**ACCEPT, "authorization": f"Bearer {shops.keys['a']}"}
    for content in (b"", b"{", b"[]", b"null", b"\xff", b'{"jsonrpc": "2.0"}', b'"x"'):
        sent = {**headers, "content-type": "application/json"}
        answer = shops.client.post("/mcp", content=content, headers=sent)
        assert 400 <= answer.status_code < 500
    assert shops.client.get("/mcp", headers=headers).status_code == 405
    much = {"query": "x" * 300_000}
    large = post(
        shops,
        "tools/call",
        {"name": "search_products", "arguments": much},
        authorization=headers["authorization"],
    )
    assert large.status_code == 413
    bad = post(
        shops, "tools/list", {}, authorization=headers["authorization"], Aisle_Shopper="a b/c"
    )
    assert bad.status_code == 422
