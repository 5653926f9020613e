"""Which of the recogniser's events AgentSession knows of, and what they do to the reply."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import pytest
from livekit.agents import LanguageCode, stt
from livekit.agents.stt import SpeechEventType as Event
from livekit.agents.types import TimedString

from agents.acts import Act
from agents.reading import Reading
from agents.turn import Reply, Turn, Utterance
from assistant.barge_in import BargeIn, BargeInSettings
from tests.loopback import over_loopback

PATIENCE_S = 0.05
TEXT = "Here are three hiking boots. Would you like to see them?"


@dataclass
class NotingReplies:
    """Notes what is done to the reply."""

    can_pause: bool = True
    unheard: bool = False
    asked: str | None = None
    done: list[Literal["pause", "resume", "stop", "withdraw"]] = field(default_factory=list)

    def pause(self) -> bool:
        if self.can_pause:
            self.done.append("pause")
        return self.can_pause

    def resume(self) -> None:
        self.done.append("resume")

    def stop(self) -> None:
        self.done.append("stop")

    async def stopped(self) -> None:
        pass

    def withdraw(self) -> bool:
        if self.unheard:
            self.done.append("withdraw")
        return self.unheard

    def words(self) -> Sequence[TimedString]:
        return [
            TimedString(word + " ", start_time=i * 0.3, end_time=i * 0.3 + 0.25)
            for i, word in enumerate(TEXT.split())
        ]

    def turn(self) -> Turn:
        return Turn(
            conversation_id="c",
            index=0,
            utterance=Utterance("boots"),
            readings=(Reading(Act.FIND, 1.0, "boots"),),
            constraints=(),
            products=(),
            focus=None,
            relaxed=(),
            cart=(),
            reply=Reply((TEXT,), "template"),
            asked=self.asked,
        )


class Room:
    """A gate with a clock that a test moves by hand."""

    def __init__(self, replies: NotingReplies | None = None) -> None:
        self.now = 100.0
        self.replies = replies or NotingReplies()
        self.wordless: list[tuple[float, float]] = []
        self.stopped_by: list[str] = []
        self.gate = BargeIn(
            self.replies,
            lambda: self.now,
            lambda begin, end: self.wordless.append((begin, end)),
            lambda text, _: self.stopped_by.append(text),
            BargeInSettings(patience_s=PATIENCE_S, kept_s=0.05),
        )

    async def hear(self, *events: stt.SpeechEvent) -> list[Event]:
        return [p.type for event in events for p in await self.gate.hear(event)]

    async def listen(self, text: str) -> list[Event]:
        """Hear a whole utterance, first as a partial transcript."""
        return await self.hear(start(), partial(text), final(text), end())


def start(at: float = 100.0) -> stt.SpeechEvent:
    return stt.SpeechEvent(type=Event.START_OF_SPEECH, speech_start_time=at)


def end(at: float = 101.0) -> stt.SpeechEvent:
    return stt.SpeechEvent(type=Event.END_OF_SPEECH, speech_end_time=at)


def partial(text: str) -> stt.SpeechEvent:
    return _words(Event.INTERIM_TRANSCRIPT, text)


def final(text: str) -> stt.SpeechEvent:
    return _words(Event.FINAL_TRANSCRIPT, text)


def _words(kind: Event, text: str) -> stt.SpeechEvent:
    said = stt.SpeechData(LanguageCode("en"), text, confidence=0.9)
    return stt.SpeechEvent(type=kind, alternatives=[said])


WHOLE = [
    Event.START_OF_SPEECH,
    Event.INTERIM_TRANSCRIPT,
    Event.FINAL_TRANSCRIPT,
    Event.END_OF_SPEECH,
]


@pytest.mark.parametrize("text", ["Okay.", "Mm-hmm.", "show me boots"])
@over_loopback
async def test_everything_passes_while_no_reply_is_played(text: str) -> None:
    room = Room()
    assert await room.listen(text) == WHOLE
    assert room.replies.done == []


@pytest.mark.parametrize("text", ["Okay.", "Mm-hmm.", "Right.", "Ha ha ha."])
@over_loopback
async def test_listening_pauses_the_reply_and_is_never_known_of(text: str) -> None:
    room = Room()
    room.gate.playing(100.0)
    room.now = 100.5
    assert await room.listen(text) == []
    assert room.replies.done == ["pause", "resume"]
    room.gate.played(3.0)
    assert await room.listen("show me boots") == WHOLE


@over_loopback
async def test_a_cough_resumes_the_reply() -> None:
    room = Room()
    room.gate.playing(100.0)
    assert await room.hear(start(), end()) == []
    assert room.replies.done == ["pause", "resume"]
    assert room.wordless == []


@over_loopback
async def test_words_stop_the_reply_at_the_first_partial_and_all_events_pass() -> None:
    room = Room()
    room.gate.playing(100.0)
    room.now = 101.0
    assert await room.hear(start()) == []
    assert room.replies.done == ["pause"]
    passed = await room.hear(partial("show me cheaper ones"))
    assert passed == [Event.START_OF_SPEECH, Event.INTERIM_TRANSCRIPT]
    assert room.replies.done == ["pause", "stop"]
    assert room.stopped_by == ["show me cheaper ones"]
    room.gate.played(1.0)
    assert await room.hear(final("show me cheaper ones"), end()) == WHOLE[2:]
    await asyncio.sleep(PATIENCE_S * 2)
    assert room.replies.done == ["pause", "stop"]


@over_loopback
async def test_a_reply_that_yields_to_nobody_goes_on() -> None:
    room = Room()
    room.gate.yields = False
    room.gate.playing(100.0)
    room.now = 101.0
    assert await room.listen("show me cheaper ones") == []
    assert "stop" not in room.replies.done
    assert "pause" not in room.replies.done
    assert await room.hear(start(), partial("and the")) == []
    room.gate.played(3.0)
    assert await room.hear(final("and the blue one"), end()) == [WHOLE[0], *WHOLE[2:]]


@over_loopback
async def test_okay_may_go_on() -> None:
    room = Room()
    room.gate.playing(100.0)
    assert await room.hear(start(), partial("Okay")) == []
    assert await room.hear(partial("Okay, the second one")) == WHOLE[:2]
    assert room.replies.done == ["pause", "stop"]


@pytest.mark.parametrize(("now", "passes"), [(100.5, False), (103.2, True)])
@over_loopback
async def test_yes_answers_a_question_that_was_heard(now: float, passes: bool) -> None:
    room = Room(NotingReplies(asked="yes_no"))
    room.gate.playing(100.0)
    room.now = now
    passed = await room.listen("Yes.")
    assert passed == (
        [Event.START_OF_SPEECH, Event.FINAL_TRANSCRIPT, Event.END_OF_SPEECH] if passes else []
    )
    assert ("stop" in room.replies.done) is passes


@over_loopback
async def test_a_hum_before_the_question_is_no_answer_however_late_it_is_recognised() -> None:
    room = Room(NotingReplies(can_pause=False, asked="yes_no"))
    room.gate.playing(100.0)
    room.now = 100.5
    await room.hear(start())
    room.now = 104.0
    assert await room.hear(final("Hmm."), end()) == []
    assert room.replies.done == []


@over_loopback
async def test_music_does_not_hold_the_reply_and_words_still_stop_it() -> None:
    room = Room()
    room.gate.playing(100.0)
    await room.hear(start())
    await asyncio.sleep(PATIENCE_S * 2)
    assert room.replies.done == ["pause", "resume"]
    assert await room.hear(partial("stop")) == WHOLE[:2]
    assert room.replies.done == ["pause", "resume", "stop"]


@over_loopback
async def test_pauses_in_vain_come_to_an_end() -> None:
    room = Room()
    room.gate.playing(100.0)
    for _ in range(5):
        await room.hear(start(), end())
    assert room.replies.done == ["pause", "resume"] * 2
    room.gate.played(3.0)
    room.gate.playing(200.0)
    await room.hear(start())
    assert room.replies.done[-1] == "pause"


@over_loopback
async def test_the_replys_own_sound_neither_stops_nor_pauses_it_for_ever() -> None:
    room = Room()
    room.gate.playing(100.0)
    room.now = 100.1
    assert await room.listen("Here are") == []  # all that sounded before the pause
    assert room.replies.done == ["pause", "resume"]
    for _ in range(3):  # known by now: later replies are not paused at all
        room.gate.played(3.0)
        room.gate.playing(room.now)
        room.now += 0.1
        await room.hear(start())
        room.now += 1.3
        assert await room.hear(partial("Here are three"), final("Here are 3 hiking boots")) == []
        assert await room.hear(end()) == []
    assert room.replies.done == ["pause", "resume"]


@over_loopback
async def test_words_behind_an_echo_come_without_it() -> None:
    room = Room(NotingReplies(can_pause=False))
    room.gate.playing(100.0)
    room.now = 100.1
    await room.hear(start())
    room.now = 102.5
    heard = "Here are three hiking boots show me sandals"
    passed = await room.gate.hear(final(heard))
    assert passed[-1].alternatives[0].text == "show me sandals"


@over_loopback
async def test_a_loudspeaker_that_cannot_pause_is_stopped_by_words() -> None:
    room = Room(NotingReplies(can_pause=False))
    room.gate.playing(100.0)
    assert await room.listen("Okay.") == []
    assert room.replies.done == []
    await room.hear(start(), partial("show me sandals"))
    assert room.replies.done == ["stop"]


@over_loopback
async def test_a_reply_that_begins_over_open_speech_is_held() -> None:
    room = Room()
    assert await room.hear(start()) == [Event.START_OF_SPEECH]
    room.gate.playing(100.0)
    assert room.replies.done == ["pause"]
    assert await room.hear(end()) == [Event.END_OF_SPEECH]  # its start was known of
    assert room.replies.done == ["pause", "resume"]


@over_loopback
async def test_speech_without_words_is_told_while_nothing_is_played() -> None:
    room = Room()
    await room.hear(start(100.0), end(101.5))
    assert room.wordless == [(100.0, 101.5)]


@over_loopback
async def test_an_end_that_is_still_on_its_way_is_taken_back_unseen() -> None:
    room = Room()
    await room.hear(start())
    room.gate.utterance_ended()
    assert room.gate.take_back()  # the recogniser is ahead of its events
    assert await room.hear(final("show me boots"), end()) == []
    room.gate.utterance_ended()
    assert await room.hear(final("show me boots under 50"), end()) == WHOLE[2:]


@over_loopback
async def test_an_end_that_agent_session_is_taking_in_is_refused_on_arrival() -> None:
    room = Room()
    room.gate.utterance_ended()
    await room.listen("show me boots")
    assert room.gate.take_back()
    assert not room.gate.kept()
    assert room.gate.kept()


@over_loopback
async def test_a_kept_turn_is_taken_back_if_nothing_was_heard_of_its_reply() -> None:
    for unheard in (True, False):
        room = Room(NotingReplies(unheard=unheard))
        room.gate.utterance_ended()
        await room.listen("show me boots")
        assert room.gate.kept()
        assert room.gate.take_back() is unheard


@over_loopback
async def test_events_wait_until_an_end_was_taken_in() -> None:
    room = Room()
    await room.listen("show me boots")
    hearing = asyncio.create_task(room.hear(start()))
    await asyncio.sleep(0.01)
    assert not hearing.done()
    room.gate.kept()
    assert await hearing == [Event.START_OF_SPEECH]


@over_loopback
async def test_an_end_that_is_never_taken_in_holds_nothing_up() -> None:
    room = Room()
    await room.listen("show me boots")
    assert await room.listen("cheaper") == WHOLE
