"""Which plan is kept and how a turn ends, without a model: a conversation that only notes."""

import asyncio

import pytest
from livekit.agents.types import TimedString

from agents.errors import StalePlan
from agents.turn import Utterance
from assistant.errors import LogUnwritable
from assistant.session_events import Trouble, TurnCommitted, TurnEnded, TurnWithdrawn
from assistant.spoken_turns import UNHEARD_S
from speech.utterance_timings import UtteranceTimings
from tests.assistant.noting_conversation import NotingConversation, Session, said
from tests.loopback import over_loopback


def _timings(ended_at_s: float) -> UtteranceTimings:
    return UtteranceTimings(
        text="",
        started_s=0,
        ended_s=1,
        ended_at_s=ended_at_s,
        ready_at_s=ended_at_s + 0.2,
        committed_at_s=ended_at_s + 0.4,
        silence_s=0.35,
        completeness=None,
        recognition_ms=100,
        candidates=1,
        fallback=False,
    )


@over_loopback
async def test_a_dialogue_that_waits_for_a_full_disk_is_told() -> None:
    told = []
    for stores in (True, False):
        session = Session(NotingConversation(stores=stores))
        await session.turns.plan(said("boots"))
        session.turns.keep(said("boots"))
        session.turns.end(interrupted=False)
        await session.turns.close()
        ended = session.of(TurnEnded)
        assert isinstance(ended[0], TurnEnded)
        assert ended[0].outcome == "completed"
        told.append(ended[0].is_stored)
    assert told == [True, False]


@over_loopback
async def test_speculative_plans_are_neither_shown_nor_stored() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    await session.turns.plan(said("boots under fifty"))
    assert session.events == []
    session.turns.keep(said("Boots, under fifty."))
    session.turns.end(interrupted=False)
    await session.turns.close()
    assert conversation.committed == ["boots under fifty"]
    assert conversation.ended == [("boots under fifty", "completed", None)]
    assert len(session.of(TurnCommitted)) == len(session.of(TurnEnded)) == 1


@over_loopback
async def test_the_same_words_are_planned_once() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    first = await session.turns.plan(said("boots"))
    assert await session.turns.plan(said("Boots.")) is first
    assert conversation.planned == ["boots"]


@over_loopback
async def test_an_utterance_that_is_over_before_its_plan_is_kept_when_it_is_ready() -> None:
    conversation = NotingConversation(gate=asyncio.Event())
    session = Session(conversation)
    session.turns.keep(said("boots"))
    answering = asyncio.create_task(session.turns.plan(said("boots")))
    await asyncio.sleep(0)
    assert session.of(TurnCommitted) == []
    assert conversation.gate is not None
    conversation.gate.set()
    await answering
    await asyncio.sleep(0.01)
    assert len(session.of(TurnCommitted)) == 1
    await session.turns.close()
    assert conversation.committed == ["boots"]


@over_loopback
async def test_a_cancelled_caller_does_not_lose_a_kept_turn() -> None:
    conversation = NotingConversation(gate=asyncio.Event())
    session = Session(conversation)
    answering = asyncio.create_task(session.turns.plan(said("boots")))
    await asyncio.sleep(0)
    session.turns.keep(said("boots"))
    answering.cancel()
    assert conversation.gate is not None
    conversation.gate.set()
    await asyncio.sleep(0.01)
    await session.turns.close()
    assert conversation.committed == ["boots"]
    assert conversation.ended == [("boots", "interrupted", "")]


@over_loopback
async def test_a_plan_that_fails_is_recorded_and_the_same_words_can_be_said_again() -> None:
    conversation = NotingConversation(plan_error=RuntimeError("no index"))
    session = Session(conversation)
    with pytest.raises(RuntimeError):
        await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    await asyncio.sleep(0.01)
    assert conversation.failed == ["boots"]
    assert session.of(TurnCommitted) == []
    conversation.plan_error = None
    await session.turns.plan(said("boots"))  # speculative: nothing may be kept by it
    await asyncio.sleep(0.01)
    assert session.of(TurnCommitted) == []
    session.turns.keep(said("boots"))
    assert len(session.of(TurnCommitted)) == 1
    await session.turns.close()


@over_loopback
async def test_a_reply_cut_before_its_first_sound_was_not_heard_at_all() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    for text, sound in (("boots", True), ("cheaper", False)):
        await session.turns.plan(said(text))
        if sound:
            words = session.turns.voice_begins()
            words += [
                TimedString("Here ", start_time=0.0, end_time=0.2),
                TimedString("are ", start_time=0.2, end_time=0.4),
            ]
        session.turns.keep(said(text))
        if sound:
            session.turns.playing(1.0)
            session.turns.played(0.3)
        session.turns.end(interrupted=True)
    await session.turns.close()
    assert conversation.ended == [
        ("boots", "interrupted", "Here"),
        ("cheaper", "interrupted", ""),
    ]


@over_loopback
async def test_a_commit_that_fails_ends_the_turn_as_failed() -> None:
    conversation = NotingConversation(commit_error=StalePlan("c", 0, 1))
    session = Session(conversation)
    await session.turns.plan(said("add it"))
    session.turns.keep(said("add it"))
    session.turns.end(interrupted=False)
    await session.turns.close()
    assert conversation.ended == [("add it", "failed", None)]
    assert session.of(Trouble)


@pytest.mark.parametrize("error", [LogUnwritable("The log is full."), StalePlan("c", 0, 1)])
@over_loopback
async def test_a_turn_whose_record_fails_still_ends(error: Exception) -> None:
    session = Session(NotingConversation(end_error=error))
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    session.turns.end(interrupted=False)
    await session.turns.close()
    assert len(session.of(TurnEnded)) == 1
    assert len(session.of(Trouble)) == 1


@over_loopback
async def test_times_belong_to_the_utterance_that_was_just_heard() -> None:
    session = Session(NotingConversation())
    session.turns.utterance_ended(_timings(100.0))
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    session.turns.end(interrupted=False)
    await session.turns.say(Utterance("", spoken=True))
    await session.turns.close()
    first, second = session.of(TurnEnded)
    assert isinstance(first, TurnEnded)
    assert isinstance(second, TurnEnded)
    assert first.speech_ended_at == 100.0
    assert second.speech_ended_at is None


@over_loopback
async def test_closing_records_the_turn_under_way() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    await session.turns.close()
    assert conversation.ended == [("boots", "interrupted", "")]


def _speak(session: Session, started_at: float = 1.0) -> None:
    words = session.turns.voice_begins()
    words += [
        TimedString("Here ", start_time=0.0, end_time=0.05),
        TimedString("are ", start_time=0.05, end_time=0.4),
    ]
    session.turns.playing(started_at)


@over_loopback
async def test_a_turn_of_which_nothing_was_heard_never_was() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    assert session.turns.withdraw()
    session.turns.end(interrupted=True)  # AgentSession tells of the reply that was stopped
    await session.turns.plan(said("boots under fifty"))
    session.turns.keep(said("boots under fifty"))
    _speak(session)
    session.turns.end(interrupted=False)
    await session.turns.close()
    assert conversation.committed == ["boots under fifty"]
    assert conversation.ended == [("boots under fifty", "completed", None)]
    assert session.kept == ["boots", None, "boots under fifty"]
    assert [type(event) for event in session.events] == [
        TurnCommitted,
        TurnWithdrawn,
        TurnCommitted,
        TurnEnded,
    ]


@over_loopback
async def test_a_turn_is_stored_when_the_beginning_of_its_reply_was_heard() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    _speak(session)
    await asyncio.sleep(UNHEARD_S - 0.2)
    assert conversation.committed == []
    await asyncio.sleep(0.3)
    assert conversation.committed == ["boots"]
    assert not session.turns.withdraw()
    await session.turns.close()
    assert session.of(TurnWithdrawn) == []


@over_loopback
async def test_the_screen_goes_back_to_the_turn_before() -> None:
    session = Session(NotingConversation())
    for text in ("boots", "cheaper"):
        await session.turns.plan(said(text))
        session.turns.keep(said(text))
        if text == "boots":
            session.turns.end(interrupted=False)
    assert session.turns.withdraw()
    [event] = session.of(TurnWithdrawn)
    assert isinstance(event, TurnWithdrawn)
    assert event.before is not None
    assert event.before.utterance.text == "boots"
    assert session.kept[-1] == "boots"
    await session.turns.close()


@over_loopback
async def test_a_withdrawn_plan_serves_when_nothing_followed() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    assert session.turns.withdraw()
    await session.turns.plan(said("Boots."))
    session.turns.keep(said("Boots."))
    await session.turns.close()
    assert conversation.planned == ["boots"]
    assert conversation.committed == ["boots"]


@over_loopback
async def test_a_turn_that_waits_for_its_plan_can_be_withdrawn() -> None:
    conversation = NotingConversation(gate=asyncio.Event())
    session = Session(conversation)
    session.turns.keep(said("boots"))
    assert session.turns.withdraw()
    assert conversation.gate is not None
    conversation.gate.set()
    await asyncio.sleep(0.01)
    await session.turns.close()
    assert session.events == []
    assert conversation.committed == []


@over_loopback
async def test_a_new_plan_sees_the_turn_before_it_even_if_that_was_not_heard() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    planned = await session.turns.plan(said("cheaper"))
    assert planned.turn.index == 1
    assert not session.turns.withdraw()
    await session.turns.close()


def test_nothing_to_withdraw() -> None:
    assert not Session(NotingConversation()).turns.withdraw()


@over_loopback
async def test_a_listener_knows_better_what_was_heard() -> None:
    conversation = NotingConversation()
    session = Session(conversation)
    await session.turns.plan(said("boots"))
    session.turns.keep(said("boots"))
    session.turns.voice_begins().extend(
        TimedString(word, start_time=at, end_time=at + 0.5)
        for word, at in (("Here ", 0.0), ("are ", 0.5), ("boots.", 1.0))
    )
    session.turns.playing(100.0)
    session.turns.played(1.2)
    session.turns.end(interrupted=True)
    await session.turns.heard_until(0, 0.6)
    assert conversation.ended == [("boots", "interrupted", "Here are")]
    assert conversation.corrected == [(0, "Here")]
    await session.turns.heard_until(7, 0.6)
    assert conversation.corrected == [(0, "Here")], "of another turn nothing is noted"
