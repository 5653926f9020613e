"""Whole records: everything that repeats what somebody told loses it, and nothing else does."""

import json
from typing import Any

import pytest

from assistant.events.event import Action, Event
from assistant.redaction.dialogues import redacted_dialogue
from assistant.redaction.records import is_of_ids, redacted
from assistant.redaction.redact import REDACTION_VERSION
from assistant.turn_record import Timings, TurnRecord

TOLD = ("zebulon", "quackenbush", "zeb dot", "415 555", "5550122", "oak street")


def turn(**changes: Any) -> TurnRecord:
    fields: dict[str, Any] = {
        "session_id": "s",
        "turn": 0,
        "modality": "voice",
        "user_query": "boots under $120 please",
        "acts": [{"act": "find", "confidence": 0.9, "words": "boots under $120 please"}],
        "constraints": [],
        "query_response_hit_ids": ["2065550173"],
        "relaxed": [],
        "reply": "The Fernhollow Hiking Boot is $145.",
        "tier": "template",
        "cost_usd": "0",
        "timings_ms": Timings(),
        "outcome": "completed",
    }
    return TurnRecord(**{**fields, **changes})


def told() -> TurnRecord:
    said = "my name is Zebulon Quackenbush, write to zeb dot quack at example dot com"
    wish = {"kind": "type", "wanted": True, "hard": True, "turn": 0}
    return turn(
        user_query=said,
        raw_transcript="my name is zebulon quackenbush right to zeb dot quack at example dot com",
        acts=[{"act": "find", "confidence": 0.9, "words": "zebulon quackenbush"}],
        constraints=[{**wish, "value": "zeb dot quack", "words": "write to zeb dot quack"}],
        relaxed=[{"field": "brand", "value": "quackenbush"}],
        query="quackenbush boots",
        reply="Thanks Zebulon, here are three boots.",
        heard="Thanks Zebulon,",
    )


def test_what_was_told_is_nowhere_in_the_record() -> None:
    text = redacted(told()).model_dump_json().casefold()
    assert [word for word in TOLD if word in text] == []
    assert "here are three boots" in text


def test_redacting_again_changes_nothing() -> None:
    once = redacted(told())
    assert redacted(once) == once
    assert once.redaction == REDACTION_VERSION


def test_ids_and_what_tells_of_nobody_stay() -> None:
    before = turn()
    after = redacted(before)
    assert after == before.model_copy(update={"redaction": REDACTION_VERSION})


def test_a_product_named_like_a_person_stays_in_the_reply() -> None:
    titles = ["12 Oak Street Boots"]
    reply = "The 12 Oak Street Boots are $90."
    assert redacted(turn(reply=reply, titles=titles)).reply == reply


def test_a_price_that_was_read_from_a_phone_number_goes() -> None:
    wish = {"kind": "price", "value": {"low": None, "high": "555"}, "words": "555 0122"}
    record = turn(user_query="call me at 415 555 0122", constraints=[wish])
    (after,) = redacted(record).constraints
    assert after["value"] == {"low": None, "high": None}
    assert after["words"] == "[phone]"


@pytest.mark.parametrize("where", ["user_query", "note", "nested"])
def test_fields_of_a_client_are_redacted_wherever_they_are(where: str) -> None:
    told = "my name is Zebulon Quackenbush, 415 555 0122"
    more: dict[str, Any] = {where: {"deep": [{"er": told}]} if where == "nested" else told}
    event = Event(action_name=Action.CLICK, session_id="s", message=told, **more)
    text = redacted(event).model_dump_json().casefold()
    assert [word for word in TOLD if word in text] == []


def test_details_of_an_event_are_redacted_and_ids_are_not() -> None:
    event = Event.model_validate(
        {
            "action_name": "purchase",
            "session_id": "s",
            "event_attributes": {
                "object": {"object_id": "4155550122"},
                "details": {"value": "59.90", "quantity": 2, "note": "call 415 555 0122"},
            },
        }
    )
    after = redacted(event).event_attributes
    assert after.details == {"value": "59.90", "quantity": 2, "note": "call [phone]"}
    assert after.object is not None
    assert after.object.object_id == "4155550122"


def test_a_stored_dialogue_loses_what_was_told_and_keeps_its_wishes() -> None:
    words = "my name is Zebulon Quackenbush and I want boots"
    wish = {"kind": "type", "value": "boots", "words": words}
    state: dict[str, Any] = {
        "version": 1,
        "dialogue": {
            "constraints": [wish],
            "said": [{"text": "quackenbush boots", "turn": 0, "words": words}],
            "last_reply": "Sure, Zebulon.",
            "cart": [{"product_id": "4155550122", "quantity": 1}],
        },
    }
    after = redacted_dialogue(state, (words,))
    text = json.dumps(after).casefold()
    assert "zebulon" not in text
    assert "quackenbush" not in text
    assert after["dialogue"]["constraints"][0]["value"] == "boots"  # type: ignore[index, call-overload] # JSON
    assert after["dialogue"]["cart"] == state["dialogue"]["cart"]  # type: ignore[index, call-overload] # JSON


def test_a_dialogue_that_tells_of_nobody_is_stored_as_it_is() -> None:
    state: dict[str, Any] = {"version": 1, "dialogue": {"said": [{"words": "red boots"}]}}
    assert redacted_dialogue(state, ("red boots",)) is state


@pytest.mark.parametrize(
    "reply",
    [
        "The Wattling Arlo is $66.",
        "Here are the Wattling Arlo Trail and two more.",
        "The Wattling Running Shoe is $66.",
        "The Wattling Arlo Men's Trail Running Shoe is $66.",
    ],
)
def test_a_short_name_of_a_product_that_is_shown_is_left_alone(reply: str) -> None:
    titles = ["Wattling Arlo Men's Trail Running Shoe, wide fit"]
    assert redacted(turn(reply=reply, titles=titles)).reply == reply
    assert redacted(turn(reply=reply, focus=titles[0])).reply == reply


def test_of_a_short_name_what_the_shopper_told_is_taken_out_all_the_same() -> None:
    record = turn(
        user_query="my name is Arlo Wattling",
        titles=["Wattling Arlo Trail Shoe"],
        reply="Thanks Arlo, here is the Boot of Arlo Wattling.",
    )
    assert "Arlo" not in redacted(record).reply
    assert redacted(turn(titles=["Arlo Trail Shoe"], reply="Tell Arlo Meyer.")).reply != (
        "Tell Arlo Meyer."
    )


@pytest.mark.parametrize("name", ["user_agent", "userAgent", "browser", "locale", "trail"])
def test_what_a_program_fills_in_is_not_read_for_names(name: str) -> None:
    agent = "Mozilla/5.0 (iPod; U; iPhone OS 3_0 like Mac OS X; ask Mara Quackenbush)"
    details = {name: f"{agent} a.b@example.com", "note": "my name is Mara Quackenbush"}
    given = {"action_name": "click", "session_id": "s", "event_attributes": {"details": details}}
    kept = redacted(Event.model_validate(given)).event_attributes.details
    assert kept[name] == f"{agent} [email]"
    assert kept["note"] == "my name is [name]"


@pytest.mark.parametrize(
    ("name", "holds_ids"),
    [
        *((name, True) for name in ("id", "product_id", "productId", "objectid", "created_at")),
        *((name, False) for name in ("said", "paid", "monkey", "flat", "note")),
    ],
)
def test_which_fields_hold_ids_rather_than_sentences(name: str, holds_ids: bool) -> None:
    assert is_of_ids(name) is holds_ids


def answered(said: str, act: str) -> TurnRecord:
    acts = [{"act": act, "confidence": 0.9, "words": said}]
    return redacted(turn(user_query=said, acts=acts, reply="I find no order 4 4 7 1."))


@pytest.mark.parametrize("said", ["4471", "it's far 4 7 1", "uh 44 71"])
def test_an_answer_to_which_order_loses_its_number(said: str) -> None:
    record = answered(said, "order_or_policy")
    assert "[order number]" in record.user_query
    assert "[order number]" in record.acts[0]["words"]
    left = f"{record.user_query} {record.acts[0]['words']} {record.reply}"
    assert not any(letter.isdigit() for letter in left)


@pytest.mark.parametrize(
    ("said", "act"),
    [("4471", "find"), ("what about 30 days", "order_or_policy"), ("size 44 71", "find")],
)
def test_other_short_numbers_stay(said: str, act: str) -> None:
    assert answered(said, act).user_query == said
