"""One shopper on one Realtime connection: asks, listens, thinks; speaks over long replies.

Knows only the protocol: what is measured is what any client would hear. An answer counts from
the last voiced sample that was sent to the first audible sample that was received.
"""

import asyncio
import base64
import itertools
import json
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from evals.bench.load.microphone import WIRE_RATE_HZ, OpenMicrophone, Question
from evals.bench.load.player import Player
from evals.bench.load.server import Measured

SHARE = 1 / 3
"""Of the time each shopper speaks; who would speak less, as replies are long, cuts them off."""
LEAST_HEARD_S = 2.0
"""Of a reply before it is cut off."""
LEAST_THOUGHT_S = 0.5
"""Between the end of a reply and the next question."""
LOST_AFTER_S = 15.0
"""Without a sound after the question: no answer comes."""
REPLY_MAX_S = 90.0
CONNECTED_WITHIN_S = 30.0

_TRANSCRIPT = "conversation.item.input_audio_transcription.completed"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a shopper talks."""

    wait_s: float = 0.0
    """Before the first question."""
    minutes: float | None = None
    """For which new questions are asked; each is asked once if None."""
    patient: bool = False
    """Whether every reply is heard out."""


@dataclass(slots=True)
class Reply:
    """One response, as it came."""

    player: Player
    item_id: str | None = None
    status: str = "in_progress"


@dataclass(slots=True)
class Asked:
    """One question and what became of it."""

    question: Question
    ended_at: float
    """When its last voiced sample was spoken."""
    replies: dict[str, Reply] = field(default_factory=dict)
    transcripts: dict[str, str] = field(default_factory=dict)
    """By item, the last that was told."""
    timings_ms: list[dict[str, float | None]] = field(default_factory=list)
    """What the server tells of each turn."""
    response_at: list[float] = field(default_factory=list)

    @property
    def answers(self) -> list[Reply]:
        """Responses with sound that were not taken back."""
        return [
            reply
            for reply in self.replies.values()
            if reply.status != "cancelled" and reply.player.began_at is not None
        ]

    @property
    def first_audio_ms(self) -> float | None:
        """When the answer was heard first, after the question's last voiced sample."""
        at = self.answers[-1].player.audible_at() if self.answers else None
        return None if at is None else (at - self.ended_at) * 1000

    @property
    def cut(self) -> bool:
        """Whether it was answered before it ended, or twice."""
        first_ms = self.first_audio_ms
        return len(self.answers) > 1 or (first_ms is not None and first_ms < 0)

    @property
    def heard(self) -> str:
        """What the server understood."""
        return " ".join(self.transcripts.values())


class Caller:
    """One conversation.

    Args:
        server: Where.
        questions: Asked in turn, again and again.
        on_error: Told what the server refused or what failed, a code each.
    """

    def __init__(
        self, server: Measured, questions: Sequence[Question], on_error: Callable[[str], None]
    ) -> None:
        self.asked: list[Asked] = []
        self.spoken_s = 0.0
        self.lasted_s = 0.0
        """From the first question to the end of the last thought."""
        self._server = server
        self._questions = questions
        self._on_error = on_error
        self._now: Asked | None = None
        self._before: Asked | None = None
        self._turns: dict[int, Asked] = {}
        self._news = asyncio.Event()
        self._microphone: OpenMicrophone | None = None

    @property
    def late_s(self) -> list[float]:
        """How late each frame left this client."""
        return [] if self._microphone is None else self._microphone.late_s

    async def run(self, ready: Callable[[], None], begin: asyncio.Event, manner: Manner) -> None:
        """Hold the conversation.

        Args:
            ready: Called when the session is there, or cannot be.
            begin: Questions are asked from then on.
            manner: How.
        """
        loop = asyncio.get_running_loop()
        is_there = False
        try:
            async with connect(
                self._server.socket_url,
                additional_headers=self._server.headers,
                open_timeout=CONNECTED_WITHIN_S,
                max_size=None,
            ) as connection:
                microphone = OpenMicrophone(connection.send, loop.time)
                self._microphone = microphone
                reading = asyncio.create_task(self._read(connection))
                sending = asyncio.create_task(microphone.run())
                talking = asyncio.create_task(self._talk(microphone, begin, manner))
                is_there = True
                ready()
                try:
                    until = {reading, sending, talking}
                    await asyncio.wait(until, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for task in (talking, sending, reading):
                        task.cancel()
                    await asyncio.gather(talking, sending, reading, return_exceptions=True)
                if talking.cancelled():
                    self._on_error(f"closed {connection.close_code}")
        except (OSError, TimeoutError, ConnectionClosed) as error:
            self._on_error(type(error).__name__)
            if not is_there:
                ready()

    async def _talk(self, microphone: OpenMicrophone, begin: asyncio.Event, manner: Manner) -> None:
        await begin.wait()
        await asyncio.sleep(manner.wait_s)
        began_at = microphone.clock()
        for number in itertools.count():
            if manner.minutes is None and number == len(self._questions):
                return
            if manner.minutes and microphone.clock() - began_at >= manner.minutes * 60:
                return
            question = self._questions[number % len(self._questions)]
            self.spoken_s += question.speech_s
            next_at = began_at + self.spoken_s / SHARE
            await self._ask(microphone, question, math.inf if manner.patient else next_at)
            if not manner.patient:
                await asyncio.sleep(next_at - microphone.clock())
            self.lasted_s = microphone.clock() - began_at

    async def _ask(
        self, microphone: OpenMicrophone, question: Question, patient_until: float
    ) -> None:
        begins_at = microphone.speak(question)
        ended_at = begins_at + question.speech_ended_s
        self._before, self._now = self._now, Asked(question, ended_at)
        asked = self._now
        self.asked.append(asked)
        await microphone.spoken()
        gives_up_at = ended_at + LOST_AFTER_S
        while True:
            over_at = _over_at(asked, gives_up_at, patient_until)
            if (wait_s := over_at - microphone.clock()) <= 0:
                return
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), wait_s)

    async def _read(self, connection: ClientConnection) -> None:
        loop = asyncio.get_running_loop()
        async for message in connection:
            event = json.loads(message)
            self._take(event, loop.time())
            if event["type"] == "input_audio_buffer.speech_started":
                await self._fall_silent(connection, loop.time())

    async def _fall_silent(self, connection: ClientConnection, at: float) -> None:
        """Stop playing, and say how much was heard, as the protocol asks of clients."""
        for asked in (self._before, self._now):
            for reply in asked.replies.values() if asked else ():
                player = reply.player
                if player.stopped_at is None and (player.ends_at or at) > at and reply.item_id:
                    heard_ms = int(player.stop(at) * 1000)
                    told = {
                        "type": "conversation.item.truncate",
                        "item_id": reply.item_id,
                        "content_index": 0,
                        "audio_end_ms": heard_ms,
                    }
                    await connection.send(json.dumps(told))

    def _take(self, event: dict[str, Any], at: float) -> None:
        asked = self._now
        kind = event["type"]
        if kind == "error":
            self._on_error(str(event["error"].get("code")))
        if asked is None:
            return
        if kind == "response.output_audio.delta":
            reply = asked.replies.get(event["response_id"])
            if reply is not None:
                samples = np.frombuffer(base64.b64decode(event["delta"]), "<i2")
                reply.item_id = event["item_id"]
                reply.player.take(at, samples)
        elif kind == "response.created":
            asked.replies[event["response"]["id"]] = Reply(Player(WIRE_RATE_HZ))
            asked.response_at.append(at)
        elif kind == "response.done":
            reply = asked.replies.get(event["response"]["id"])
            if reply is not None:
                reply.status = event["response"]["status"]
            if event["response"]["status"] in ("failed", "incomplete"):
                self._on_error("response " + str(event["response"]["status"]))
        elif kind == _TRANSCRIPT:
            asked.transcripts[event["item_id"]] = event["transcript"]
        elif kind == "aisle.turn.committed":
            self._turns[event["turn"]["index"]] = asked
        elif kind == "aisle.turn.ended":  # perhaps cut off by the next question
            self._turns.get(event["index"], asked).timings_ms.append(event["timings_ms"])
        else:
            return
        self._news.set()


def _over_at(asked: Asked, gives_up_at: float, patient_until: float) -> float:
    """Return when the shopper is done with a question, as far as is known.

    Args:
        asked: What came of it so far.
        gives_up_at: When nothing is expected any more.
        patient_until: From then on replies are cut off.
    """
    answers = asked.answers
    player = answers[-1].player if answers else None
    if player is None or player.began_at is None or player.ends_at is None:
        return gives_up_at
    if asked.answers[-1].status == "in_progress":
        ends_at = asked.ended_at + REPLY_MAX_S
    else:
        ends_at = player.ends_at + LEAST_THOUGHT_S
    return min(ends_at, max(patient_until, player.began_at + LEAST_HEARD_S))
