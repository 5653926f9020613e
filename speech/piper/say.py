"""Say a text in one call, for scripts and tests. Starts a voice process and ends it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speech.clauses import split_clauses
from speech.piper.line import Line
from speech.piper.process import PiperWorker
from speech.piper.voice_files import VoiceFiles
from speech.spoken import to_spoken
from speech.verbaliser.lexicon import Lexicon, load_lexicon

PAUSE_S = 0.24
"""Between sentences, as in `speech.piper.tts`."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A spoken text."""

    samples: NDArray[np.float32]
    """float32 [T], mono, -1..1."""
    rate_hz: int


def synthesize(
    text: str, *, voice: str | None = None, speed: float = 1.0, deterministic: bool = True
) -> Speech:
    """Return `text` spoken. Call it outside a running event loop.

    Args:
        text: as written; numbers and symbols are put into words.
        voice: name, directory or pinned hub id; the default voice if None.
        speed: 1.2 is a fifth faster.
        deterministic: the same samples each time, a little flat; False varies naturally.

    Raises:
        WeightsError: the voice's files are missing or altered.
        VoiceError: the voice does not start or died twice.
    """
    return synthesize_all((text,), voice=voice, speed=speed, deterministic=deterministic)[0]


def synthesize_all(
    texts: Iterable[str],
    *,
    voice: str | None = None,
    speed: float = 1.0,
    deterministic: bool = True,
    lexicon: Lexicon | None = None,
) -> tuple[Speech, ...]:
    """Return each of `texts` spoken by one voice process; see `synthesize`.

    Args:
        texts: as written.
        voice: see `synthesize`.
        speed: see `synthesize`.
        deterministic: see `synthesize`.
        lexicon: pronunciations; the shipped ones if None.
    """
    files = VoiceFiles.named(voice) if voice else VoiceFiles.named()
    lexicon = lexicon or load_lexicon()
    return asyncio.run(_speak_all(tuple(texts), files, lexicon, speed, deterministic))


async def _speak_all(
    texts: tuple[str, ...],
    files: VoiceFiles,
    lexicon: Lexicon,
    speed: float,
    deterministic: bool,
) -> tuple[Speech, ...]:
    worker = PiperWorker(files)
    try:
        return tuple(
            [
                await spoken_by(worker, text, lexicon, speed=speed, deterministic=deterministic)
                for text in texts
            ]
        )
    finally:
        await worker.close()


async def spoken_by(
    worker: PiperWorker, text: str, lexicon: Lexicon, *, speed: float, deterministic: bool = True
) -> Speech:
    """Return `text` spoken by a voice process that runs.

    Args:
        worker: The voice.
        text: as written.
        lexicon: pronunciations.
        speed: see `synthesize`.
        deterministic: see `synthesize`.

    Raises:
        VoiceError: the voice does not start or died twice.
    """
    files = worker.files
    pause = np.zeros(round(PAUSE_S * files.rate_hz), dtype="<i2").tobytes()
    clauses: list[bytes] = []
    # A whole sentence at once: nobody waits for the first clause here.
    for clause in _sentences(text):
        words = lexicon.with_phonemes(to_spoken(clause, lexicon))
        line = Line(words, speed, deterministic, files.speaker)
        clauses.append(b"".join([sound.pcm async for sound in worker.speak(line)]))
    pcm = np.frombuffer(pause.join(clauses), dtype="<i2")
    return Speech((pcm / np.float32(32768.0)).astype(np.float32), files.rate_hz)


def _sentences(text: str) -> tuple[str, ...]:
    sentences: list[str] = []
    for clause in split_clauses(text):
        if sentences and sentences[-1][-1] not in ".!?…":
            sentences[-1] += f" {clause}"
        else:
            sentences.append(clause)
    return tuple(sentences)
