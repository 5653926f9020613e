"""What `aisle bench stall` tries: the same requests under every setup and fault, in turn."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.config import Settings
from assistant.config_tables import RouterSettings
from assistant.parts import voice_parts
from evals.bench.stall_heard import transcribed
from evals.bench.stall_models import (
    HEDGED,
    OPENED,
    PLAIN,
    SPECULATIVE,
    TEMPLATES,
    TOKENS_PER_S,
    Setup,
    policy_of,
    script_of,
)
from evals.bench.stall_talk import Shop, Talked, talk
from evals.doubles.asked import Asked
from evals.doubles.faults import Cut, Fault, Stall
from evals.doubles.script import Script
from evals.doubles.server import doubles
from evals.spoken_set import speak
from evals.turn_clips import cut_at_pauses
from evals.turn_texts import turn_texts
from speech.audio_file import RATE_HZ, Samples

REQUESTS = (
    "Show me waterproof hiking boots for women.",
    "Can you find me a rain jacket, preferably a green one?",
    "I'm looking for wireless earbuds.",
    "Show me running shoes under one hundred dollars.",
    "I need a desk lamp, please.",
)
OVER = ("Stop.", "Show me cheaper ones.", "Wait, wait.")
ROUNDS = 3
PAUSED, PAUSE_S = 12, 0.6
"""Requests with a pause, at which a reply may be begun that is not wanted; as long as people's."""

NO_FAULT = "answers"
HEADERS, ROLE, MIDDLE = "silent before headers", "silent after role", "silent after two tokens"
_FAULTS: dict[str, tuple[Fault, ...]] = {
    NO_FAULT: (),
    HEADERS: (Stall("headers"),),
    ROLE: (Stall("content"),),
    MIDDLE: (Stall(2),),
}
TRIED = (
    (TEMPLATES, (NO_FAULT,)),
    (PLAIN, (NO_FAULT, HEADERS, ROLE, MIDDLE)),
    (OPENED, (NO_FAULT, HEADERS)),
    (HEDGED, (NO_FAULT, HEADERS)),
    (SPECULATIVE, (NO_FAULT,)),
)
CUTS: tuple[Fault, ...] = (Cut(5), Cut(9, "reset"), Cut(13, "clean"), Cut(18), Stall(11))
"""Ends of a stream in the middle of its first or second sentence."""
SLOW_TOKENS_PER_S = 6.0
"""Slower than speech, so that a reply that is spoken over is still being written."""


@dataclass(slots=True)
class Tried:
    """Everything that was said and heard."""

    timed: dict[tuple[str, str], list[Talked]] = field(default_factory=dict)
    """By setup and fault, in one order of requests."""
    paused: dict[str, list[Talked]] = field(default_factory=dict)
    """Requests with a pause, by setup."""
    stopped: list[Talked] = field(default_factory=list)
    cut: list[Talked] = field(default_factory=list)
    transcripts: list[str] = field(default_factory=list)
    """What the recogniser heard of them."""


@dataclass(slots=True)
class _Behaviour:
    """What the models do now."""

    faults: Sequence[Fault] = ()
    tokens_per_s: float = TOKENS_PER_S

    def play(self, asked: Asked) -> Script:
        return script_of(asked, self.faults, self.tokens_per_s)


async def try_all(settings: Settings, rounds: int = ROUNDS) -> Tried:
    """Ask everything.

    Args:
        settings: With an index of the sample catalog.
        rounds: How often each request is asked under each setup and fault.
    """
    clips, paused, over = await asyncio.to_thread(_clips, settings)
    tried, models = Tried(), _Behaviour()
    async with _open(settings, models) as shop:
        await talk(shop, clips[0])  # warm
        for _ in range(rounds):
            await _timed(shop, models, clips, tried)
            await _spoken_over(shop, models, list(zip(clips, [*over, *over], strict=False)), tried)
        await _cut(shop, models, clips[:rounds], tried)
        await _paused(shop, models, paused, tried)
    return tried


async def _timed(shop: Shop, models: _Behaviour, clips: Sequence[Samples], tried: Tried) -> None:
    for setup, names in TRIED:
        await shop.use(setup)
        for clip in clips:
            for name in names:
                models.faults = _FAULTS[name]
                tried.timed.setdefault((setup.name, name), []).append(await talk(shop, clip))


async def _spoken_over(
    shop: Shop, models: _Behaviour, pairs: Sequence[tuple[Samples, Samples]], tried: Tried
) -> None:
    await shop.use(PLAIN)
    models.faults, models.tokens_per_s = (), SLOW_TOKENS_PER_S
    for clip, words in pairs:
        tried.stopped.append(await talk(shop, clip, over=words))
    models.tokens_per_s = TOKENS_PER_S


async def _cut(shop: Shop, models: _Behaviour, clips: Sequence[Samples], tried: Tried) -> None:
    await shop.use(PLAIN)
    for fault in CUTS:
        models.faults = (fault,)
        for clip in clips:
            tried.cut.append(await talk(shop, clip, whole=True))
            heard = await asyncio.to_thread(transcribed, shop.parts, tried.cut[-1].played)
            tried.transcripts.append(heard)
    models.faults = ()


async def _paused(shop: Shop, models: _Behaviour, clips: Sequence[Samples], tried: Tried) -> None:
    models.faults = ()
    for setup in (PLAIN, SPECULATIVE):
        await shop.use(setup)
        tried.paused[setup.name] = [await talk(shop, clip) for clip in clips]


@asynccontextmanager
async def _open(settings: Settings, models: _Behaviour) -> AsyncIterator[Shop]:
    with tempfile.TemporaryDirectory() as folder:
        policy = Path(folder) / "policy.toml"
        async with doubles(models.play) as server:
            policy.write_text(policy_of(PLAIN, server.url), encoding="utf-8")
            routed = settings.model_copy(update={"router": RouterSettings(policy=policy)})
            async with voice_parts(routed) as parts:
                yield Shop(parts, server, policy)


def _clips(settings: Settings) -> tuple[list[Samples], list[Samples], list[Samples]]:
    """Return the requests, requests with a pause, and what is said over replies."""
    requests = [clip.samples() for clip in speak(REQUESTS, settings)]
    texts = [t for t in turn_texts() if t.kind in ("comma", "hesitation") and t.held_out][:PAUSED]
    spoken = speak([t.text for t in texts], settings)
    paused = []
    for text, clip in zip(texts, spoken, strict=True):
        cut = cut_at_pauses(text, clip.samples())
        sound, _, ends_s = cut.paused([PAUSE_S] * (len(cut.pieces) - 1))
        paused.append(sound[: round((ends_s + 0.1) * RATE_HZ)])
    return requests, paused, [clip.samples() for clip in speak(OVER, settings)]


def setups() -> tuple[Setup, ...]:
    """Return the setups that are tried."""
    return tuple(setup for setup, _ in TRIED)
