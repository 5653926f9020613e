"""Logged conversations said again: what comes out the same, what does not, what is left out."""

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.phrasing.said import Account
from agents.turn import Utterance
from agents.understand import Understander
from assistant.replay import conversations, is_whole, replay
from assistant.turn_clock import TurnClock
from assistant.turn_record import TurnRecord, failure_of, record_of
from tests.agents.shop import SHOP, ListSearch

LINES = ("hiking boots under 150", "something cheaper", "how much is the second one")


def agent(without: str = "") -> ShoppingAgent:
    search = ListSearch([p for p in SHOP if p.id != without])
    return ShoppingAgent(search, Understander(search.vocabulary))


async def logged(session: str, *lines: str, heard: str | None = None) -> list[TurnRecord]:
    """Return what the log holds of a conversation; `heard` is of its first reply."""
    talk, records = agent(), []
    for number, line in enumerate(lines):
        cut = heard if number == 0 else None
        turn = await talk.plan(session, Utterance(line))
        await talk.commit(turn, heard=cut)
        records.append(
            record_of(
                turn, TurnClock().timings(turn), Account(turn.reply.text, "template"), heard=cut
            )
        )
    return records


async def test_an_unchanged_agent_says_the_same() -> None:
    turns = await logged("a", *LINES, heard="Here are")
    replayed = [turn async for turn in replay(agent(), turns)]
    assert [turn.changed for turn in replayed] == [()] * 3
    assert [turn.now.user_query for turn in replayed] == list(LINES)


async def test_what_changed_is_named_turn_by_turn() -> None:
    turns = await logged("a", *LINES)
    gone = turns[0].query_response_hit_ids[0]
    replayed = [turn async for turn in replay(agent(without=gone), turns)]
    assert "products" in replayed[0].changed and "acts" not in replayed[0].changed
    sides = replayed[0].as_json()["changed"]["products"]
    assert gone in sides["before"] and gone not in sides["now"]


async def test_a_changed_reading_shows_as_acts_and_constraints() -> None:
    turns = await logged("a", "hiking boots under 150")
    turns = [turns[0].model_copy(update={"acts": [{"act": Act.GIFT.value}], "constraints": []})]
    replayed = [turn async for turn in replay(agent(), turns)]
    assert replayed[0].changed[:2] == ("acts", "constraints")
    assert "category hiking boots" in replayed[0].as_json()["changed"]["constraints"]["now"]


async def test_conversations_are_told_apart_and_ordered() -> None:
    one, other = await logged("a", *LINES), await logged("b", *LINES[:2])
    failed = failure_of("a", Utterance("boots"))
    mixed = [one[2], other[0], failed, one[0], other[1], one[1]]
    found = conversations(mixed)
    assert {name: [r.turn for r in turns] for name, turns in found.items()} == {
        "a": [0, 1, 2],
        "b": [0, 1],
    }
    assert conversations(mixed, frozenset({"b"})).keys() == {"b"}
    assert is_whole(found["a"])
    assert not is_whole(found["a"][1:])
    assert not is_whole([found["a"][0], found["a"][2]])


async def test_what_was_spoken_is_replayed_as_spoken() -> None:
    turns = await logged("a", LINES[0])
    spoken = turns[0].model_copy(
        update={"modality": "voice", "asr_confidence": 0.5, "raw_transcript": "hiking books"}
    )
    replayed = [turn async for turn in replay(agent(), [spoken])]
    assert replayed[0].now.modality == "voice"
    assert replayed[0].now.asr_confidence == 0.5
    assert replayed[0].now.raw_transcript == "hiking books"
