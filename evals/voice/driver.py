"""Speaks what shoppers say: the whole pipeline, from the microphone to the loudspeaker.

Piper says each line under a condition; recogniser, turn detection, repair, agent and voice are
the real ones. In a process of `run_virtually` a conversation costs what it computes.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.parts import VoiceParts, voice_parts
from evals.runs.clicked import click_by_hand
from evals.runs.kept_log import KeptLog, with_kept_log
from evals.runs.record import Barge, Hearing, Sound, TurnSeen
from evals.runs.seen import turn_seen
from evals.shoppers.shopper import Meant, Saying
from evals.voice.conditions import CLEAN, Condition, condition_of
from evals.voice.crowd import crowd
from evals.voice.noise import Noise, noise_of
from evals.voice.pauses import paused_text, with_pauses
from evals.voice.sounds import Sampled, SoundFolder
from evals.voice.spoken import ShopperVoice
from evals.voice.surroundings import Surroundings
from evals.voice.talk import Answered, Exchange, Over, Words, timings_of, words_of
from evals.voice.virtually import skipping
from speech.audio_file import RATE_HZ

LISTENING = ("Mm-hmm.", "Uh-huh.", "Okay.", "Right.", "I see.", "Yeah.")
"""What is said over replies by who only listens."""

LISTENS_AFTER_S = 1.2
"""Of a reply that goes on so long."""


@dataclass(frozen=True, slots=True)
class Means:
    """What spoken conversations are made with."""

    parts: VoiceParts
    voice: ShopperVoice
    condition: Condition
    noise: Noise | None = None
    sounds: Path | None = None
    """Folder for recordings; None keeps none."""
    alone: bool = True
    """Whether nothing else computes meanwhile: only then are latencies a listener's."""


@asynccontextmanager
async def spoken_driver(
    settings: Settings, condition: str = CLEAN, sounds: Path | None = None
) -> AsyncIterator["SpokenDriver"]:
    """Open the assistant and yield what speaks with it under one condition.

    Args:
        settings: Of the assistant.
        condition: As `evals.voice.conditions` names it.
        sounds: Folder for recordings; None keeps none.

    Raises:
        AssistantError, RetrievalError, SpeechError, AgentError: It cannot be opened.
    """
    async with voice_parts(settings) as parts:
        drivers = await spoken_drivers(parts, (condition,), sounds=sounds)
        yield drivers[condition]


async def spoken_drivers(
    parts: VoiceParts,
    conditions: Sequence[str],
    *,
    sounds: Path | None = None,
    alone: bool = True,
    clips: Path | None = None,
) -> Mapping[str, "SpokenDriver"]:
    """Return one driver a condition, all of one assistant.

    Args:
        parts: The assistant.
        conditions: As `evals.voice.conditions` names them.
        sounds: Folder for recordings; None keeps none.
        alone: Whether nothing else computes meanwhile.
        clips: Where the shopper's spoken lines are kept from run to run; within the
            installation's home by default.

    Raises:
        ConditionUnknown: A condition means nothing.
        SpeechError: A recording cannot be read, or the voice does not speak.
    """
    settings = parts.text.settings
    known = [condition_of(name) for name in conditions]
    voice = ShopperVoice(parts.voice.worker, clips or settings.home / "bench" / "spoken")
    drivers: dict[str, SpokenDriver] = {}
    for condition in known:
        noise = None
        if condition.noise is not None:
            noise = noise_of(condition.noise, settings) or await crowd(voice)
        drivers[condition.name] = SpokenDriver(Means(parts, voice, condition, noise, sounds, alone))
    return drivers


class SpokenDriver:
    """Opens spoken conversations under one condition."""

    def __init__(self, means: Means) -> None:
        text, self._log = with_kept_log(means.parts.text)
        self._means = replace(means, parts=replace(means.parts, text=text))

    @property
    def noise_source(self) -> str | None:
        """Where the noise comes from, for the stamp; None without noise."""
        return self._means.noise.source if self._means.noise else None

    @asynccontextmanager
    async def talk(
        self, conversation_id: str, seed: int, shopper_id: str | None
    ) -> AsyncIterator["SpokenTalk"]:
        """Open a new conversation; see `evals.runs.driver.Driver`."""
        conversation = Conversation(self._means.parts.text, conversation_id, shopper_id)
        await conversation.forget()  # of the same trial, played before in this home
        self._log.take(conversation_id)
        talk = SpokenTalk(self._means, conversation, self._log, seed)
        with skipping():
            await talk.open()
            try:
                yield talk
            finally:
                await talk.close()


class SpokenTalk:
    """One spoken conversation."""

    def __init__(self, means: Means, conversation: Conversation, log: KeptLog, seed: int) -> None:
        self._means = means
        self._conversation = conversation
        self._log = log
        self._surroundings = Surroundings(means.condition, means.noise, seed)
        self._exchange = Exchange(means.parts, conversation, self._surroundings.between())
        self._sounds = (
            SoundFolder(means.sounds, conversation.id, means.condition.name)
            if means.sounds is not None
            else None
        )
        self._said = 0
        self._screen: tuple[str, ...] = ()
        self._troubles: list[str] = []

    @property
    def troubles(self) -> Sequence[str]:
        """What failed so far, a sentence each."""
        return (*self._exchange.troubles, *self._troubles)

    async def open(self) -> None:
        """Begin to listen."""
        await self._exchange.open()

    async def close(self) -> None:
        """End the conversation."""
        await self._exchange.close()

    async def say(self, saying: Saying) -> tuple[TurnSeen, ...]:
        """Say something aloud and return what came back; see `evals.runs.driver.Talk`."""
        if saying.click is not None:
            await click_by_hand(
                self._means.parts.text, self._conversation, self._screen, saying.click
            )
        words = await self._words(saying)
        then, after_s, stops = self._said_over(saying)
        then_words = await self._words(then) if then is not None else None
        spoken = await self._exchange.speak(words)
        over = await self._exchange.speak_over(then_words, after_s) if then_words else None
        last = over.spoken if over else spoken
        answered = await self._exchange.answers(last, must_come=True)
        seen: list[TurnSeen] = []
        of_last: Saying | None = None
        for each in answered:
            is_later = over is not None and each.committed_at > over.spoken.begins_at
            of, what = (then, then_words) if is_later and then else (saying, words)
            assert what is not None
            told = timings_of(each, last if is_later else spoken)
            first = of is not of_last
            of_last = of
            one = await self._turn(each, of, what if first else None, told)
            if over is not None and not is_later and first:
                one = one.model_copy(update={"barge": _barge(over, stops)})
            seen.append(one)
        return _counted(seen)

    async def _words(self, saying: Saying) -> Words:
        """Return an utterance as it is spoken under the condition."""
        condition = self._means.condition
        paused = paused_text(saying.text, saying.pauses, condition.pause_s)
        alone = with_pauses(paused, await self._means.voice.say(saying.text, condition.rate))
        taken = self._surroundings.around(alone, self._said, self._exchange.at)
        self._said += 1
        return words_of(taken, alone)

    def _said_over(self, saying: Saying) -> tuple[Saying | None, float, bool]:
        """Return what is said over the reply, when, and whether it must stop for it."""
        over = saying.interrupt
        if over is not None:
            text = over.say if isinstance(over.say, str) else over.say[0]
            after_s, stops = over.after_s, over.stops
        elif self._means.condition.listens:
            text = LISTENING[self._said % len(LISTENING)]
            after_s, stops = LISTENS_AFTER_S, False
        else:
            return None, 0.0, True
        return Saying(text=text, move="interrupt", meant=Meant(), line=saying.line), after_s, stops

    async def _turn(
        self,
        answered: Answered,
        saying: Saying,
        words: Words | None,
        timings: dict[str, float | None],
    ) -> TurnSeen:
        """Return one turn; `words` is None for a later part of what was said."""
        turn, ended = answered.turn, answered.ended
        self._screen = tuple(candidate.product.id for candidate in turn.products)
        if words is None:
            saying = saying.model_copy(update={"text": "", "gives": {}})
        logged = next(
            (r for r in self._log.take(self._conversation.id) if r.turn == turn.index), None
        )
        utterance = turn.utterance
        raw = utterance.raw_text
        hearing = Hearing(
            said=await self._keep(turn.index, "said", words.taken, RATE_HZ) if words else None,
            reply=await self._keep_reply(answered),
            raw=raw if raw is not None and raw != utterance.text else None,
            confidence=utterance.confidence,
            false_starts=answered.false_starts,
            real_time=self._means.alone,
        )
        return turn_seen(turn, saying, timings, logged).model_copy(
            update={
                "hearing": hearing,
                "heard_reply": ended.heard,
                "outcome": ended.outcome,
            }
        )

    async def _keep_reply(self, answered: Answered) -> Sound | None:
        audio = answered.audio
        if audio is None:
            return None
        return await self._keep(answered.turn.index, "reply", audio.samples, audio.rate_hz)

    async def _keep(self, index: int, what: str, samples: Sampled, rate_hz: int) -> Sound | None:
        if self._sounds is None or not len(samples):
            return None
        try:
            return await asyncio.to_thread(
                self._sounds.keep, f"{index:02d}-{what}", samples, rate_hz
            )
        except OSError as error:
            told = f"A recording could not be kept ({error.strerror or 'unwritable'})."
            with suppress(ValueError):
                self._troubles.remove(told)
            self._troubles.append(told)
            return None


def _barge(over: Over, stops: bool) -> Barge:
    after_s = over.stopped_after_s
    return Barge(
        at_s=round(over.at_s, 3),
        meant_to_stop=stops,
        stopped=over.stopped,
        stopped_after_ms=None if after_s is None else round(after_s * 1000, 1),
    )


def _counted(seen: Sequence[TurnSeen]) -> tuple[TurnSeen, ...]:
    """Return turns with the number of those that their utterance was taken for."""
    parts: dict[str, int] = {}
    for turn in seen:
        parts[turn.move] = parts.get(turn.move, 0) + 1
    return tuple(
        turn.model_copy(
            update={"hearing": turn.hearing.model_copy(update={"parts": parts[turn.move]})}
        )
        if turn.hearing
        else turn
        for turn in seen
    )
