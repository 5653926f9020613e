"""What is logged besides turns, from outside: clicks, what clients report, orders, consent."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.config import Settings
from assistant.config_tables import LogSettings, ServerSettings
from assistant.events.event import Event
from assistant.intent_log.log import IntentLog
from assistant.server import create_app
from assistant.turn_record import TurnRecord
from tests.assistant.http.conftest import TOKEN
from tests.assistant.http.test_sessions import say

pytestmark = pytest.mark.model

Records = list[TurnRecord | Event]
Log = Callable[[str], Records]


@pytest.fixture
def log(sample_home: Path) -> Log:
    """Return what the log holds of a session."""
    return lambda session: IntentLog(sample_home / "log").records(session_ids=(session,))


def events(records: Records) -> list[Event]:
    return [record for record in records if isinstance(record, Event)]


def turns(records: Records) -> list[TurnRecord]:
    return [record for record in records if isinstance(record, TurnRecord)]


def named(records: Records, action: str) -> list[Event]:
    return [event for event in events(records) if event.action_name == action]


def report(client: TestClient, *told: dict[str, Any], status: int = 200) -> dict[str, Any]:
    answer = client.post("/v1/events", json={"events": list(told)})
    assert answer.status_code == status, answer.text
    body: dict[str, Any] = answer.json()
    return body


def of(product_id: str, action: str = "click", **more: Any) -> dict[str, Any]:
    attributes = {"object": {"object_id": product_id}, **more.pop("attributes", {})}
    return {"action_name": action, "event_attributes": attributes, **more}


def test_a_turn_says_what_it_showed_and_spoke_of(client: TestClient, log: Log) -> None:
    told = say(client, "e-turn", "hiking boots under $150")
    (record,) = turns(log("e-turn"))
    assert record.query_id == told["query_id"]
    assert (record.door, record.tenant) == ("text", "default")
    assert record.query is not None and "boots" in record.query
    shown = [product["id"] for product in told["products"]]
    assert record.query_response_hit_ids == shown
    assert record.spoken_ids and record.spoken_ids == shown[: len(record.spoken_ids)]
    say(client, "e-turn", "thank you")
    assert turns(log("e-turn"))[1].query is None


def test_a_text_session_begins_with_its_first_turn(client: TestClient, log: Log) -> None:
    say(client, "e-start", "hiking boots")
    say(client, "e-start", "under $150")
    (start,) = named(log("e-start"), "session_start")
    assert start.event_attributes.details == {"door": "text", "resumed": False}


def test_the_cart_by_hand_and_by_words_counts_for_the_turn_that_showed_it(
    client: TestClient, log: Log
) -> None:
    found = say(client, "e-cart", "water bottle")
    first, second = found["products"][0]["id"], found["products"][1]["id"]
    added = client.post("/v1/sessions/e-cart/cart/lines", json={"product_id": first})
    assert added.status_code == 200, added.text
    say(client, "e-cart", "is the second one insulated?")
    say(client, "e-cart", "put the second one in my cart")
    client.post("/v1/sessions/e-cart/boards", json={"name": "later", "product_id": second})
    say(client, "e-cart", "undo that")
    records = log("e-cart")
    hand, words = named(records, "add_to_cart")
    assert hand.query_id == words.query_id == found["query_id"]
    assert (hand.turn, words.turn) == (0, 0)
    assert hand.event_attributes.object is not None
    assert hand.event_attributes.object.object_id == first
    assert hand.event_attributes.position is not None
    assert hand.event_attributes.position.ordinal == 1
    assert hand.event_attributes.details.items() >= {("by", "hand"), ("quantity", 1)}
    assert words.event_attributes.details["by"] == "text"
    (asked,) = named(records, "ask")
    assert asked.event_attributes.object is not None
    assert asked.event_attributes.object.object_id == second
    (saved,) = named(records, "save")
    assert (saved.query_id, saved.event_attributes.details["by"]) == (found["query_id"], "hand")
    assert len(named(records, "remove_from_cart")) == 1


def test_another_size_is_neither_put_in_nor_taken_out(client: TestClient, log: Log) -> None:
    found = say(client, "e-size", "hiking boots")["products"]
    product_id, colour, first, second = next(_of_two_sizes(client, found))
    path = "/v1/sessions/e-size/cart/lines"
    line = {"product_id": product_id, "colour": colour, "size": first}
    added = client.post(path, json=line)
    assert added.status_code == 200, added.text
    (there,) = added.json()["lines"]
    client.patch(f"{path}/{there['id']}", json={"size": second})
    assert [e.action_name for e in events(log("e-size"))].count("remove_from_cart") == 0
    assert len(named(log("e-size"), "add_to_cart")) == 1


def _of_two_sizes(
    client: TestClient, found: list[dict[str, Any]]
) -> Iterator[tuple[str, str | None, str, str]]:
    """Yield ids, colours and two sizes of what is in stock in both."""
    for product in found:
        made = client.get(f"/v1/products/{product['id']}").json()["variants"]
        in_stock = [each for each in made if each["availability"] == "in_stock"]
        for one, other in pairwise(sorted(in_stock, key=lambda v: str(v["colour"]))):
            if one["colour"] == other["colour"]:
                yield product["id"], one["colour"], one["size"], other["size"]


def test_a_page_reports_clicks_once(client: TestClient, log: Log) -> None:
    found = say(client, "e-page", "water bottle")
    product = found["products"][2]["id"]
    click = of(product, session_id="e-page", event_id="1", message="canary", user_query="canary")
    assert report(client, click)["accepted"] == 1
    report(client, click, of(product, "view", session_id="e-page"))
    records = log("e-page")
    first, again = named(records, "click") * (3 - len(named(records, "click")))
    assert first.event_id == again.event_id
    assert first.query_id == found["query_id"]
    assert first.event_attributes.position is not None
    assert first.event_attributes.position.ordinal == 3
    assert len(named(records, "view")) == 1
    assert "canary" not in first.model_dump_json()


def test_two_sessions_may_number_their_events_alike(client: TestClient, log: Log) -> None:
    product = say(client, "e-one", "water bottle")["products"][0]["id"]
    say(client, "e-two", "water bottle")
    for session in ("e-one", "e-two"):
        report(client, of(product, session_id=session, event_id="1"))
    (one,), (two,) = named(log("e-one"), "click"), named(log("e-two"), "click")
    assert one.event_id != two.event_id


@pytest.mark.parametrize(
    ("change", "status", "at"),
    [
        ({"action_name": "buy"}, 422, "events.1.action_name"),
        ({"session_id": "e-nobody"}, 404, "events.1.session_id"),
        ({"session_id": "e bad"}, 422, "events.1.session_id"),
        ({"session_id": None}, 400, "events.1.session_id"),
        ({"query_id": "11111111-1111-1111-1111-111111111111"}, 404, "events.1.query_id"),
        ({"timestamp": "yesterday"}, 422, "events.1.timestamp"),
        ({"event_attributes": {}}, 400, "events.1.event_attributes.object"),
        (
            {"event_attributes": {"object": {"object_id": "jane.doe@example.com"}}},
            404,
            "events.1.event_attributes.object.object_id",
        ),
        (
            {"event_attributes": {"object": {"object_id": "P1"}, "position": {"ordinal": 0}}},
            422,
            "events.1.event_attributes.position.ordinal",
        ),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_place(
    client: TestClient, log: Log, change: dict[str, Any], status: int, at: str
) -> None:
    product = say(client, "e-bad", "water bottle")["products"][0]["id"]
    before = len(log("e-bad"))
    good = of(product, session_id="e-bad")
    error = report(client, good, {**good, **change}, status=status)["error"]
    assert at in error["message"], error
    assert error["param"] == at
    assert "jane" not in error["message"]
    assert len(log("e-bad")) == before, "all are taken, or none"


def test_a_batch_has_an_end(client: TestClient) -> None:
    product = say(client, "e-many", "water bottle")["products"][0]["id"]
    told = [of(product, session_id="e-many", event_id=str(n)) for n in range(100)]
    assert report(client, *told)["accepted"] == 100
    report(client, *told, told[0], status=422)
    report(client, status=422)


def test_clocks_of_clients(client: TestClient, log: Log) -> None:
    product = say(client, "e-clock", "water bottle")["products"][0]["id"]
    for at in ("2020-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00"):
        report(client, of(product, session_id="e-clock", timestamp=at))
    clicks = named(log("e-clock"), "click")
    assert len(clicks) == 3
    for click in clicks:
        assert abs((click.timestamp - click.received_at).total_seconds()) < 1
        assert click.claimed_timestamp is not None


def test_an_order_comes_back_by_query_id(client: TestClient, log: Log) -> None:
    found = say(client, "e-order", "water bottle")
    product = found["products"][0]["id"]
    details = {"details": {"quantity": 2, "value": "59.90", "currency": "USD", "note": "canary"}}
    report(
        client,
        of(product, "purchase", query_id=found["query_id"], event_id="order-1", attributes=details),
    )
    (order,) = named(log("e-order"), "purchase")
    assert order.session_id == "e-order"
    assert order.query_id == found["query_id"]
    told = order.event_attributes.details
    assert told == {"by": "hand", "quantity": 2, "value": "59.90", "currency": "USD"}


def test_products_of_one_order_say_so(client: TestClient, log: Log) -> None:
    found = say(client, "e-whole", "water bottle")["products"]
    told = {"attributes": {"details": {"order_id": "W-1001/7"}}, "session_id": "e-whole"}
    report(client, *(of(one["id"], "purchase", **told) for one in found[:2]))
    report(client, of(found[0]["id"], "click", **told))
    orders = named(log("e-whole"), "purchase")
    assert [e.event_attributes.details["order_id"] for e in orders] == ["W-1001/7"] * 2
    (click,) = named(log("e-whole"), "click")
    store = client.app.state.doors.stores.store("default")  # type: ignore[attr-defined]  # FastAPI's
    store.catch_up()
    asked = store.ask("SELECT orders FROM sessions WHERE session_id = 'e-whole'")
    assert asked.rows == ((1,),)
    assert "order_id" not in click.event_attributes.details
    for bad in ("jane@example.com", "of Jane", "", "1" * 65):
        details = {"attributes": {"details": {"order_id": bad}}, "session_id": "e-whole"}
        report(client, of(found[0]["id"], "purchase", **details), status=422)


def test_a_later_process_still_knows_which_turn_showed_it(
    client: TestClient, sample_home: Path, log: Log
) -> None:
    found = say(client, "e-later", "water bottle")
    product = found["products"][0]["id"]
    shown = client.app.state.doors.shops.own.parts.shown  # type: ignore[attr-defined]  # FastAPI's
    shown.forget("e-later")
    report(client, of(product, session_id="e-later"))
    shown.forget("e-later")
    report(client, of(product, "purchase", query_id=found["query_id"]))
    shown.forget("e-later")
    client.post("/v1/sessions/e-later/cart/lines", json={"product_id": product})
    done = [e for e in events(log("e-later")) if e.action_name != "session_start"]
    assert [e.query_id for e in done] == [found["query_id"]] * 3


def test_arms_that_a_client_names(client: TestClient, log: Log) -> None:
    body = {"text": "water bottle", "conversation_id": "e-arms"}
    headers = {"Aisle-Experiments": "layout=b, copy=short"}
    assert client.post("/v1/turns", json=body, headers=headers).status_code == 200
    (record,) = turns(log("e-arms"))
    assert record.experiments == {"copy": "short", "layout": "b"}
    for bad in ("layout", "a b=c", "x=<b>", ",".join(f"n{i}=a" for i in range(9))):
        answer = client.post("/v1/turns", json=body, headers={"Aisle-Experiments": bad})
        assert answer.status_code == 400, bad
        assert answer.json()["error"]["param"] == "Aisle-Experiments"


def test_erasing_a_session_erases_its_events(client: TestClient, log: Log) -> None:
    found = say(client, "e-gone", "water bottle")
    product = found["products"][0]["id"]
    report(client, of(product, session_id="e-gone"))
    shop = client.app.state.doors.shops.own  # type: ignore[attr-defined]  # FastAPI's
    open_still = shop.stored_conversation("e-gone", None)  # as a page holds it
    assert client.delete("/v1/sessions/e-gone").status_code == 200
    assert log("e-gone") == []
    report(client, of(product, session_id="e-gone"), status=404)
    late = report(client, of(product, "purchase", query_id=found["query_id"]), status=404)
    assert late["error"]["param"] == "events.0.query_id"
    say(client, "e-gone", "water bottle")
    report(client, of(product, session_id="e-gone"))
    assert open_still.was_forgotten


def test_consent_without_recordings_being_allowed(client: TestClient, log: Log) -> None:
    path = "/v1/sessions/e-consent/consent"
    told = client.post(path, json={"audio": True}).json()
    assert (told["audio"], told["recording"]) == (True, False)
    assert client.post(path, json={"audio": "yes please"}).status_code == 422
    assert client.post(path, json={"audio": False}).json()["recording"] is False
    said = [event.event_attributes.details for event in named(log("e-consent"), "consent")]
    assert said == [{"audio": True}, {"audio": False}]


@pytest.fixture
def recording(sample_home: Path, tmp_path: Path) -> Iterator[TestClient]:
    """Return a client of a shop that keeps recordings and runs an experiment."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "index").symlink_to(sample_home / "index")
    log = LogSettings(keep_audio=True, experiments={"greeting": ("a", "b")})
    settings = Settings(home=home, server=ServerSettings(voice=False), log=log)
    with TestClient(create_app(settings, TOKEN)) as running:
        running.headers["authorization"] = f"Bearer {TOKEN}"
        yield running
