"""A shop's own phone, e-mail and address stay in its replies; a shopper's go."""

from pathlib import Path
from typing import Any

import pytest

from agents.policies import Contact, Policies, PolicyFact, PolicyTopic
from assistant.config import Settings
from assistant.config_tables import ShopSettings
from assistant.conversation import Conversation
from assistant.desk import SAMPLE
from assistant.intent_log.log import IntentLog
from assistant.parts import text_parts
from assistant.redaction.dialogues import redacted_dialogue
from assistant.redaction.own_words import own_words
from assistant.redaction.records import redacted
from tests.assistant.redaction.test_records import turn

ANSWER = "Our store is at 12 Oak Street, Portland, Oregon 97201."
REPLY = (
    f"You can call 555 0142, weekdays from nine to five. Or write to help@shop.example. {ANSWER}"
)
POLICIES = Policies(
    contact=Contact(phone="555 0142", email="help@shop.example", hours="weekdays"),
    topics={
        "stores": PolicyTopic(
            answer="We have stores in Portland.",
            facts=(PolicyFact(asks=("where",), answer=ANSWER),),
        )
    },
)
OWN = own_words(POLICIES)


def test_what_the_shop_says_of_itself_is_read_from_its_policies() -> None:
    assert set(OWN) == {"555 0142", "help@shop.example", "12 Oak Street, Portland, Oregon 97201"}
    assert own_words(Policies()) == ()


def test_it_stays_in_replies_and_a_shoppers_own_goes() -> None:
    reply = f"{REPLY} We will call you at 415 555 0122, Zebulon."
    said = "my name is Zebulon Quackenbush, call me at 415 555 0122"
    after = redacted(turn(user_query=said, reply=reply, heard=REPLY), OWN)
    assert after.reply == f"{REPLY} We will call you at [phone], [name]."
    assert after.heard == REPLY
    assert "555 0142" not in redacted(turn(reply=REPLY)).reply, "it is told to be the shop's"


def test_what_a_shopper_says_is_taken_out_all_the_same() -> None:
    assert redacted(turn(user_query="I live at 12 Oak Street, Portland"), OWN).user_query == (
        "I live at [address]"
    )


def test_a_stored_dialogue_keeps_it_in_the_last_reply() -> None:
    state: dict[str, Any] = {"version": 1, "dialogue": {"last_reply": f"Zebulon, {REPLY}"}}
    after = redacted_dialogue(state, ("my name is Zebulon Quackenbush",), OWN)
    assert after["dialogue"] == {"last_reply": f"[name], {REPLY}"}


def test_a_log_writes_it_where_it_is_told_so(tmp_path: Path) -> None:
    IntentLog(tmp_path, own=OWN).append(turn(reply=REPLY))
    [record] = IntentLog(tmp_path).read()
    assert record.reply == REPLY


@pytest.mark.model
async def test_a_shop_that_is_asked_for_a_person_logs_what_it_said(sample_home: Path) -> None:
    settings = Settings(home=sample_home, shop=ShopSettings(policies=SAMPLE))
    async with text_parts(settings) as parts:
        said, _ = await Conversation(parts, "own-words").answer("can I talk to a person?")
        assert "555 0142" in said.reply.text
        told = await parts.shopping.dialogue("own-words")
        assert "555 0142" in str(told.to_json())
    [record] = IntentLog(settings.log_path).session("own-words")
    assert record.reply == said.reply.text
