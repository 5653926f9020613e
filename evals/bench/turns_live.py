"""Requests with people's pauses, in real time through the session that serves shoppers.

What the rules of `evals.bench.turns` decide is not the last word: a reply of which hardly
anything was heard is taken back when the shopper goes on, and the words are answered as
one request. Here it counts what became of each request, and how soon it was answered.
"""

import asyncio
from collections.abc import Sequence
from uuid import uuid4

import numpy as np

from assistant.clip_conversation import ClipConversation, HeardTurn
from assistant.config import Settings
from assistant.parts import VoiceParts, voice_parts
from evals.bench.figure import Figure, mean_of, median_of, percentile_of
from evals.spoken_set import speak
from evals.turn_clips import TurnClip, cut_at_pauses
from evals.turn_texts import TurnText
from speech.audio_file import Samples

REQUESTS = 24
_SEED = 3


def live_figures(
    settings: Settings, texts: Sequence[TurnText], pauses_s: Sequence[float]
) -> list[Figure]:
    """Speak requests in real time, a conversation each, and say what became of them.

    Args:
        settings: With an index.
        texts: Requests with pauses; as many as REQUESTS are drawn.
        pauses_s: Lengths to draw each pause from.
    """
    random = np.random.default_rng(_SEED)
    chosen = [texts[i] for i in random.permutation(len(texts))[:REQUESTS]]
    clips = [
        cut_at_pauses(text, clip.samples())
        for text, clip in zip(chosen, speak([t.text for t in chosen], settings), strict=True)
    ]
    spoken = [_paused(clip, pauses_s, random) for clip in clips]
    turns = asyncio.run(_ask(settings, spoken))
    cut = [float(len(one) > 1) for one in turns]
    over = [float(len(one) > 1 or bool(one[0].false_starts)) for one in turns]
    first_audio = [
        one[-1].timings.first_audio_ms for one in turns if one[-1].timings.first_audio_ms
    ]
    return [
        mean_of("live: taken for two requests, people's pauses", cut, reach=0.05),
        mean_of("live: a reply began before the end, at most 0.45 s of it", over),
        median_of("live: first audio, median", first_audio, "ms", reach=450),
        percentile_of("live: first audio, p95", first_audio, 95, "ms", reach=800),
    ]


def _paused(clip: TurnClip, pauses_s: Sequence[float], random: np.random.Generator) -> Samples:
    sound, _, ends_s = clip.paused([float(random.choice(pauses_s)) for _ in clip.pieces[1:]])
    return sound[: round((ends_s + 0.1) * 16_000)]


async def _ask(settings: Settings, clips: Sequence[Samples]) -> list[list[HeardTurn]]:
    async with voice_parts(settings) as parts:
        await _one(parts, clips[0])  # warm
        return [await _one(parts, clip) for clip in clips]


async def _one(parts: VoiceParts, clip: Samples) -> list[HeardTurn]:
    conversation = ClipConversation(parts, str(uuid4()))
    return [turn async for turn in conversation.run([clip])]
