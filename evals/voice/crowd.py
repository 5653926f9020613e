"""A crowd for machines without a recording of one: several voices at once, in a room.

Each voice is the project's own at another pitch and pace, saying other things from another
moment on; all go through the same room.
"""

import asyncio

import numpy as np
from scipy import signal

from evals.voice.far import far
from evals.voice.level import at_level
from evals.voice.noise import CROWD, Noise
from evals.voice.spoken import ShopperVoice, keep_sound
from speech.audio_file import RATE_HZ, Samples, read_audio

SOURCE = "made of 8 voices"

_SECONDS = 20
_SEED = 20_261_123
_PITCHES = (0.82, 0.9, 0.96, 1.04, 1.1, 1.18, 1.24, 1.3)
_TALK = (
    "Well, I told her that the train was late again, and she just laughed about it.",
    "We could sit over there by the window, if that is all right with you.",
    "He said he would come at noon, but I have not seen him anywhere.",
    "No, that was last summer, when we stayed at the lake with the children.",
    "Could somebody open a window? It is getting rather warm in here.",
    "They painted the whole kitchen yellow, and now nobody likes it.",
    "I think the meeting was moved to Thursday, but you should ask Helen.",
    "And then the dog ran off with the sausage, right in front of everyone.",
)


async def crowd(voice: ShopperVoice) -> Noise:
    """Return the crowd; made once and kept."""
    path = voice.kept(CROWD)
    if not path.is_file():
        talkers = [await voice.say_bare(text, 1.0) for text in _TALK]
        mixed = await asyncio.to_thread(_mixed, talkers)
        await asyncio.to_thread(keep_sound, path, mixed, RATE_HZ)
    return Noise(CROWD, read_audio(path).samples, SOURCE)


def _mixed(talkers: list[tuple[Samples, int]]) -> Samples:
    dice = np.random.default_rng(_SEED)
    count = _SECONDS * RATE_HZ
    whole = np.zeros(count, np.float32)
    for (samples, rate_hz), pitch in zip(talkers, _PITCHES, strict=True):
        # Played at another rate, a voice is higher and faster at once, as small people's are.
        voice = signal.resample(samples, round(len(samples) * RATE_HZ / rate_hz / pitch))
        gap = np.zeros(round(dice.uniform(0.1, 0.6) * RATE_HZ))
        line = np.concatenate([voice, gap])
        repeated = np.tile(line, count // len(line) + 2)
        start = int(dice.integers(len(line)))
        whole += at_level(repeated[start : start + count].astype(np.float32))
    room = far(whole, dice)
    return np.asarray(0.5 * room / np.abs(room).max(), np.float32)
