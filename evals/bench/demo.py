"""The figures of the spoken demo: how soon it answers and how well it hears.

Plays every shipped conversation in real time through the same session that
serves shoppers, one process, warm, one conversation at a time.
"""

import asyncio
from typing import Any
from uuid import uuid4

from assistant.clip_conversation import ClipConversation, HeardTurn
from assistant.clips import ScriptedConversation, conversations
from assistant.config import Settings
from assistant.parts import voice_parts
from evals.bench.figure import Figure, Report, median_of, percentile_of
from evals.bench.stamp import stamp
from evals.bench.startup import listening_after_s
from evals.wer import word_errors
from retrieval.index import status

_STAGES = ("final_transcript_ms", "turn_committed_ms", "products_ms", "first_audio_ms")


def run(settings: Settings) -> Report:
    """Play the shipped conversations and report their latencies and word errors."""
    starts = listening_after_s()  # before this process holds the index
    heard = asyncio.run(_play(settings))
    clips = [clip for conversation in conversations() for clip in conversation.clips]
    errors = word_errors([clip.text for clip in clips], [_transcript(h) for h in heard])
    # Of a clip that was cut in two the last part answers it; the cut is a figure of its own.
    stages = {
        name: [v for turns in heard if (v := getattr(turns[-1].timings, name)) is not None]
        for name in _STAGES
    }
    first_audio = stages["first_audio_ms"]
    return Report(
        bench="demo",
        figures=(
            median_of("first audio, median", first_audio, "ms", reach=1000),
            percentile_of("first audio, p95", first_audio, 95, "ms"),
            median_of("final transcript, median", stages["final_transcript_ms"], "ms"),
            median_of("end of turn decided, median", stages["turn_committed_ms"], "ms"),
            median_of("products on the screen, median", stages["products_ms"], "ms"),
            Figure("word error rate", errors.rate, "", errors.words, reach=0.05),
            Figure("clips taken for two utterances", _cut(heard), "", len(clips), reach=0),
            median_of("listening after the command, median", starts, "s", reach=6),
        ),
        stamp=stamp(status(settings.index_path).digest[:12]),
        details=tuple(_detail(clip.text, turns) for clip, turns in zip(clips, heard, strict=True)),
    )


async def _play(settings: Settings) -> list[list[HeardTurn]]:
    heard: list[list[HeardTurn]] = []
    async with voice_parts(settings) as parts:
        for script in conversations():
            heard += await _converse(ClipConversation(parts, str(uuid4())), script)
    return heard


async def _converse(
    conversation: ClipConversation, script: ScriptedConversation
) -> list[list[HeardTurn]]:
    """Return the turns of each clip; one each, unless a clip was cut in two."""
    turns: list[list[HeardTurn]] = [[] for _ in script.clips]
    async for turn in conversation.run([clip.samples() for clip in script.clips]):
        turns[turn.clip].append(turn)
    return turns


def _transcript(turns: list[HeardTurn]) -> str:
    return " ".join(turn.turn.utterance.text for turn in turns)


def _cut(heard: list[list[HeardTurn]]) -> float:
    return float(sum(len(turns) > 1 for turns in heard))


def _detail(said: str, turns: list[HeardTurn]) -> dict[str, Any]:
    return {
        "said": said,
        "heard": _transcript(turns),
        "reply": " ".join(turn.turn.reply.text for turn in turns),
        "first_audio_ms": [turn.timings.first_audio_ms for turn in turns],
    }
