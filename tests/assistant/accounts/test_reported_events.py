"""Whose events may be reported: one's own sessions', and orders by a shop's own key only."""

from typing import Any

import pytest

from assistant.events.event import Event
from assistant.intent_log.log import IntentLog
from tests.assistant.accounts.two_shops import Shops

pytestmark = pytest.mark.model


def bearer(credential: str, **more: str) -> dict[str, str]:
    return {"authorization": f"Bearer {credential}", **more}


def token(shops: Shops, tenant: str, **aisle: str) -> str:
    body = {"aisle": aisle} if aisle else {}
    path = "/v1/realtime/client_secrets"
    made = shops.client.post(path, json=body, headers=bearer(shops.keys[tenant]))
    assert made.status_code == 200, made.text
    return str(made.json()["value"])


def say(shops: Shops, credential: str, session: str) -> dict[str, Any]:
    body = {"text": "show me something", "conversation_id": session}
    answer = shops.client.post("/v1/turns", json=body, headers=bearer(credential))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def report(shops: Shops, credential: str, product: str, **event: Any) -> tuple[int, Any]:
    event = {"action_name": "click", **event}
    event["event_attributes"] = {"object": {"object_id": product}}
    answer = shops.client.post("/v1/events", json={"events": [event]}, headers=bearer(credential))
    return answer.status_code, answer.json()


def test_a_visitors_session_is_the_visitors(shops: Shops) -> None:
    anna, eve = token(shops, "a", shopper_id="anna"), token(shops, "a", shopper_id="eve")
    product = shops.ids["a"][0]
    told = say(shops, anna, "s")
    assert report(shops, anna, product, session_id="s")[0] == 200
    for credential in (eve, token(shops, "a"), shops.keys["a"], shops.keys["b"]):
        status, body = report(shops, credential, product, session_id="s")
        assert (status, body["error"]["code"]) == (404, "session_not_found")
    # A token cannot name another's turn to get at the session either.
    assert report(shops, eve, product, query_id=told["query_id"])[0] == 400
    say(shops, eve, "mine")
    status, body = report(shops, eve, product, session_id="mine", query_id=told["query_id"])
    assert (status, body["error"]["code"]) == (404, "query_not_found")


def test_an_order_is_the_shops_to_report(shops: Shops) -> None:
    anna = token(shops, "a", shopper_id="anna")
    product = shops.ids["a"][0]
    told = say(shops, anna, "order")
    order = {"action_name": "purchase", "query_id": told["query_id"], "event_id": "o-1"}
    status, body = report(shops, anna, product, session_id="order", **order)
    assert (status, body["error"]["code"]) == (403, "not_allowed")
    assert report(shops, shops.keys["b"], shops.ids["b"][0], **order)[0] in (400, 404)
    assert report(shops, shops.keys["a"], product, **order)[0] == 200
    log = IntentLog(shops.settings.of_tenant("a").log_path)
    (logged,) = [r for r in log.read_all() if isinstance(r, Event) and r.action_name == "purchase"]
    assert (logged.tenant, logged.client_id) == ("a", "anna")
    assert logged.query_id == told["query_id"]
    assert not list((shops.settings.of_tenant("b").log_path).glob("log-*.jsonl")) or not [
        r
        for r in IntentLog(shops.settings.of_tenant("b").log_path).read_all()
        if isinstance(r, Event) and r.action_name == "purchase"
    ]


def test_a_token_that_is_bound_to_a_session_names_no_other(shops: Shops) -> None:
    bound = token(shops, "a", shopper_id="anna", session_id="bound")
    say(shops, bound, "bound")
    product = shops.ids["a"][0]
    assert report(shops, bound, product)[0] == 200
    status, body = report(shops, bound, product, session_id="other")
    assert status == 404
    assert body["error"]["param"] == "events.0.session_id"
