"""A shopper's taste through a whole conversation: learned, used, explained, off, erased."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from assistant.config import Settings
from assistant.config_tables import PersonalSettings, ServerSettings
from assistant.parts import Parts
from assistant.server import create_app
from retrieval.personal.store import ProfileStore
from retrieval.terms import Field, Term

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def client(sample_home: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(Settings(home=sample_home, server=ServerSettings(voice=False)), "token"),
        headers={"authorization": "Bearer token"},
    ) as running:
        yield running


@pytest.fixture
def store(sample_home: Path) -> Iterator[ProfileStore]:
    path = Settings(home=sample_home).profiles_path
    path.unlink(missing_ok=True)
    yield ProfileStore(path)
    path.unlink(missing_ok=True)


def say(client: TestClient, text: str, **more: str) -> dict[str, Any]:
    answer = client.post("/v1/turns", json={"text": text, **more})
    assert answer.status_code == 200, answer.text
    turn: dict[str, Any] = answer.json()
    return turn


def talk(client: TestClient, shopper: str, *texts: str) -> list[dict[str, Any]]:
    first = say(client, texts[0], shopper_id=shopper)
    known = {"shopper_id": shopper, "conversation_id": first["conversation_id"]}
    return [first, *(say(client, text, **known) for text in texts[1:])]


def test_what_is_asked_for_and_bought_is_learned(client: TestClient, store: ProfileStore) -> None:
    shown = talk(client, "ada", "show me linen shirts")[0]
    assert shown["products"]
    liked = store.get("ada").profile.liked
    assert Term(Field.MATERIAL, "linen") in liked
    # Being shown a product is no sign of liking it.
    brands = {term.value for term in liked if term.field is Field.BRAND}
    assert not brands
    turns = talk(client, "grace", "show me mugs", "add the first one")
    assert turns[1]["cart"]
    brand = turns[0]["products"][0]["brand"]
    reason = store.get("grace").profile.reason(Term(Field.BRAND, brand))
    assert str(reason) == f"because you put {brand} in your cart"


def test_an_open_request_follows_the_taste_and_says_why(
    client: TestClient, store: ProfileStore
) -> None:
    for _ in range(4):
        talk(client, "ada", "show me linen shirts", "tell me more about the first one")
    wish = "show me a shirt"
    before = say(client, wish)["products"]
    after = say(client, wish, shopper_id="ada")["products"]
    reasons = [reason for product in after for reason in product["because"]]
    assert "because you asked for linen" in reasons
    assert not [reason for product in before for reason in product["because"]]
    first = next(product for product in after if product["because"])
    assert after.index(first) == 0


def test_an_explicit_request_is_never_overruled(client: TestClient, store: ProfileStore) -> None:
    for _ in range(4):
        talk(client, "ada", "show me linen shirts", "add the first one")
    for wish in ("leather hiking boots", "a desk lamp under $60", "shirts but no linen"):
        plain, tasted = say(client, wish), say(client, wish, shopper_id="ada")
        assert plain["constraints"] == tasted["constraints"]
        kept = {product["id"] for product in plain["products"]}
        assert kept & {product["id"] for product in tasted["products"]}
    unwanted = say(client, "shirts but no linen", shopper_id="ada")["products"]
    for product in unwanted:
        assert "linen" not in client.get(f"/v1/products/{product['id']}").json()["materials"]


def test_strangers_leave_no_trace(
    client: TestClient, store: ProfileStore, sample_home: Path
) -> None:
    say(client, "show me linen shirts")
    assert not Settings(home=sample_home).profiles_path.exists()


def test_gifts_are_for_others(client: TestClient, store: ProfileStore) -> None:
    say(client, "a gift for my sister who likes linen", shopper_id="ada")
    assert Term(Field.MATERIAL, "linen") not in store.get("ada").profile.liked


def test_nobody_goes_on_with_anothers_conversation(client: TestClient, store: ProfileStore) -> None:
    first = say(client, "show me mugs under $30", shopper_id="ada")
    named = {"conversation_id": first["conversation_id"]}
    for stranger in ({"shopper_id": "eve"}, {}):
        turn = say(client, "the first one", **named, **stranger)
        assert turn["turn"] == 0 and not turn["constraints"]
    again = say(client, "the first one", shopper_id="ada", **named)
    assert again["turn"] == 1 and again["constraints"]


def test_off_and_erased(client: TestClient, store: ProfileStore) -> None:
    talk(client, "ada", "show me linen shirts")
    store.switch("ada", is_on=False)
    talk(client, "ada", "show me linen shirts")
    assert not store.get("ada").profile.liked
    store.erase("ada")
    assert store.export("ada") is None


def test_damaged_profiles_stop_no_turn(client: TestClient, sample_home: Path) -> None:
    path = Settings(home=sample_home).profiles_path
    path.write_bytes(b"no database" * 200)
    try:
        assert say(client, "show me linen shirts", shopper_id="ada")["products"]
    finally:
        path.unlink()


def test_switched_off_for_everybody(sample_home: Path) -> None:
    off = Settings(home=sample_home, personal=PersonalSettings(enabled=False))
    nothing = cast(Any, None)
    for settings, expected in ((off, False), (Settings(home=sample_home), True)):
        parts = Parts(settings, search=nothing, shopping=nothing, writer=nothing, log=nothing)
        assert (parts.tasting("ada") is not None) is expected
        assert parts.tasting(None) is None
