"""What a voice session tells, as the events of the protocol; no sound and no model."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from agents.acts import Act
from agents.client_tools.tool import ClientTool, ToolCall, ToolChoice, ToolOutput
from agents.reading import Reading
from agents.turn import Reply, Turn, Utterance
from assistant.accounts.caller import Caller, Scope
from assistant.accounts.errors import LimitReached
from assistant.accounts.gate import Allowance
from assistant.realtime.client_calls import ClientCalls
from assistant.realtime.items import Items
from assistant.realtime.listening import Listening
from assistant.realtime.metering import SoundMeter
from assistant.realtime.microphone import SocketMicrophone
from assistant.realtime.own_events import OwnEvents
from assistant.realtime.replies import Replies
from assistant.realtime.responses import ResponseWish
from assistant.realtime.session_config import SessionConfig
from assistant.realtime.spoken import Spoken
from assistant.session_events import (
    Hearing,
    ReplyStopped,
    SessionEvent,
    Speaking,
    SpeechStarted,
    SpeechStopped,
    SpokenWord,
    Trouble,
    TurnCommitted,
    TurnEnded,
    TurnWithdrawn,
)
from assistant.turn_record import Outcome, Timings
from tests.assistant.realtime.talking import ListedOutbox

CALLER = Caller("key", "default", frozenset(Scope))
SOUND = bytes(4_800)
"""A tenth of a second."""


class _Gate:
    """Allows everything but more than ten seconds of sound."""

    used_s = 0.0

    def allowances(self, caller: Caller) -> tuple[Allowance, ...]:
        return ()

    def audio(self, caller: Caller, seconds: float) -> None:
        if self.used_s + seconds > 10:
            raise LimitReached("The key has used its seconds of sound.", 60.0)
        self.used_s += seconds


class _Calls:
    """Calls the first function there is."""

    def learn(self, tools: tuple[ClientTool, ...]) -> None:
        pass

    def choose(
        self, turn: Turn, tools: tuple[ClientTool, ...], choice: ToolChoice
    ) -> ToolCall | None:
        return ToolCall(tools[0].name, {"text": turn.utterance.text}) if tools else None

    def reply(self, output: ToolOutput, turn: Turn | None) -> Reply:
        return Reply((output.output,), "template")


async def _noted(conversation_id: str, index: int, said: str) -> None:
    pass


def _turn(text: str = "boots", index: int = 0, reply: str = "Two boots.") -> Turn:
    return Turn(
        conversation_id="c",
        index=index,
        utterance=Utterance(text, spoken=True),
        readings=(Reading(Act.FIND, 1.0, text),),
        constraints=(),
        products=(),
        focus=None,
        relaxed=(),
        cart=(),
        reply=Reply((reply,), "template", Decimal(0)),
    )


def _ended(turn: Turn, outcome: Outcome = "completed", heard: str | None = None) -> TurnEnded:
    return TurnEnded(turn, Timings(), None, outcome, heard)


class _Core:
    """The session half without a voice session: what it would tell is told by the test."""

    def __init__(self) -> None:
        self.outbox = ListedOutbox()
        self.outbox.send(_CREATED)
        items = Items()
        self.calls = ClientCalls(_Calls(), _noted)
        gate: Any = _Gate()
        replies = Replies(self.outbox, items, gate, CALLER)
        listening = Listening(self.outbox, items, SocketMicrophone())
        own = OwnEvents(self.outbox, lambda _: ())
        config = SessionConfig("default", ("default",))
        self.spoken = Spoken(
            self.outbox, replies, listening, self.calls, own, lambda: ResponseWish(config)
        )

    def tell(self, *events: SessionEvent) -> None:
        for event in events:
            self.spoken.on_event(event)

    def done(self) -> dict[str, Any]:
        ends = [e["response"] for e in self.outbox.events if e["type"] == "response.done"]
        last: dict[str, Any] = ends[-1]
        return last

    def of(self, *kinds: str) -> list[str]:
        return [kind for kind in self.outbox.types() if kind in kinds]


_CREATED: dict[str, Any] = {"type": "session.created", "session": {"type": "realtime"}}


def _spoken_words(*texts: str) -> Speaking:
    return Speaking(tuple(SpokenWord(f"{t} ", i * 0.1, i * 0.1 + 0.1) for i, t in enumerate(texts)))


def test_sound_and_words_belong_to_the_turn_before_them() -> None:
    core = _Core()
    core.tell(SpeechStarted(0.0), Hearing("bo"), SpeechStopped(1.0), TurnCommitted(_turn()))
    core.spoken.sound(SOUND, is_first=True)
    core.tell(_spoken_words("Two", "boots."))
    core.spoken.sound_ended()
    done = core.done()
    assert done["status"] == "completed"
    assert done["output"][0]["content"] == [{"type": "output_audio", "transcript": "Two boots. "}]
    core.tell(_ended(_turn()))
    assert core.of("response.done") == ["response.done"]


def test_words_that_stop_a_reply_clear_it_at_once() -> None:
    core = _Core()
    core.tell(SpeechStarted(0.0), SpeechStopped(1.0), TurnCommitted(_turn()))
    core.spoken.sound(SOUND, is_first=True)
    core.tell(ReplyStopped("stop", 5.0, 4.5), SpeechStarted(4.5))
    core.spoken.sound(SOUND, is_first=False)
    assert core.of("input_audio_buffer.speech_started", "response.done") == [
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_started",
        "response.done",
    ]
    assert core.done()["status_details"] == {"type": "cancelled", "reason": "turn_detected"}
    assert core.outbox.sound == SOUND, "nothing is sent of what was cut off"
    core.spoken.played(0.1, interrupted=True)
    core.tell(_ended(_turn(), "interrupted", "Two"))
    core.tell(SpeechStopped(6.0), TurnCommitted(_turn("stop", 1)))
    core.spoken.sound(SOUND, is_first=True)
    assert core.outbox.sound == SOUND * 2


def test_a_withdrawn_turn_keeps_its_item_for_the_longer_words() -> None:
    core = _Core()
    short, whole = _turn("boots"), _turn("boots under fifty")
    core.tell(SpeechStarted(0.0), SpeechStopped(1.0), TurnCommitted(short))
    core.tell(TurnWithdrawn(short, None), SpeechStarted(1.2))
    assert core.done()["status"] == "cancelled"
    core.tell(SpeechStopped(2.0), TurnCommitted(whole))
    completed = [e for e in core.outbox.events if e["type"].endswith("transcription.completed")]
    assert [e["transcript"] for e in completed] == ["boots", "boots under fifty"]
    assert len({e["item_id"] for e in completed}) == 1
    users = [e for e in core.outbox.events if e["type"] == "input_audio_buffer.committed"]
    assert len(users) == 1


def test_a_call_stands_for_the_reply() -> None:
    core = _Core()
    core.calls.allow((ClientTool("look"),), ToolChoice())
    turn = _turn()
    assert core.calls.of(turn) is not None, "decided while it is planned"
    assert core.of("response.function_call_arguments.done") == [], "not told before the commit"
    core.tell(SpeechStarted(0.0), SpeechStopped(1.0), TurnCommitted(turn), _ended(turn))
    call = core.done()["output"][0]
    assert (call["type"], call["arguments"]) == ("function_call", '{"text": "boots"}')
    assert core.of("response.output_audio.done") == []


def test_a_silent_voice_leaves_the_words() -> None:
    core = _Core()
    core.tell(SpeechStarted(0.0), SpeechStopped(1.0), TurnCommitted(_turn()))
    core.tell(Trouble("The voice failed. The reply is on the screen."), _ended(_turn()))
    error = next(e for e in core.outbox.events if e["type"] == "error")["error"]
    assert error["type"] == "server_error"
    assert core.done()["output"][0]["content"][0]["transcript"] == "Two boots."


def test_a_turn_that_cannot_be_stored_is_a_failed_response() -> None:
    core = _Core()
    core.tell(SpeechStarted(0.0), SpeechStopped(1.0), TurnCommitted(_turn()))
    core.tell(_ended(_turn(), "failed"))
    assert core.done()["status"] == "failed"
    assert core.spoken.idle.is_set()


def test_an_apology_without_a_turn_is_a_response_of_its_own() -> None:
    core = _Core()
    core.tell(Trouble("An utterance could not be answered."))
    core.spoken.sound(SOUND, is_first=True)
    core.tell(_spoken_words("Sorry."))
    core.spoken.sound_ended()
    assert core.done()["status"] == "completed"


def test_a_cough_is_no_item() -> None:
    core = _Core()
    core.tell(SpeechStarted(0.0), SpeechStopped(1.0))
    assert core.of("input_audio_buffer.speech_stopped", "input_audio_buffer.committed") == [
        "input_audio_buffer.speech_stopped"
    ]
    core.tell(SpeechStarted(2.0), SpeechStopped(3.0), TurnCommitted(replace(_turn())))
    items = {e["item_id"] for e in core.outbox.events if "speech_st" in e["type"]}
    assert len(items) == 1


def test_seconds_of_sound_are_counted_until_there_are_none_left() -> None:
    gate = _Gate()
    told: list[LimitReached] = []
    metered: Any = gate
    meter = SoundMeter(metered, CALLER, told.append)
    for _ in range(90):
        meter.add(0.1)
    meter.settle()
    assert round(gate.used_s, 3) == 9.0
    meter.add(3.0)
    meter.add(3.0)
    assert [error.retry_after_s for error in told] == [60.0]
