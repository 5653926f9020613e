"""A shopper's lines as sound, by the project's own voice; what was said before is read from disk.

The voice's process is the one that speaks the replies: it is idle while a shopper thinks.
"""

import hashlib
from pathlib import Path

from evals.spoken_set import LEAD_S, keep_clip, pace_of
from speech.audio_file import Samples, read_audio
from speech.piper.process import PiperWorker
from speech.piper.say import spoken_by
from speech.spoken import to_spoken
from speech.verbaliser.lexicon import load_lexicon


class ShopperVoice:
    """Speaks what shoppers say.

    Args:
        worker: The voice's process.
        folder: Where clips are kept, from run to run.
    """

    def __init__(self, worker: PiperWorker, folder: Path) -> None:
        self._worker = worker
        self._folder = folder
        self._lexicon = load_lexicon()
        with worker.files.model.open("rb") as model:
            self._weights = hashlib.file_digest(model, "sha256").hexdigest()

    async def say(self, text: str, rate: float = 1.0) -> Samples:
        """Return a text spoken, always the same for the same text and rate.

        Args:
            text: As written; numbers and symbols are put into words.
            rate: Of the pace that this text is always said at; 1.2 is a fifth faster.

        Returns:
            float32 [T], mono, 16 kHz, with `LEAD_S` of quiet before and after.

        Raises:
            VoiceError: The voice does not start or died twice.
        """
        speed = pace_of(text) * rate
        path = self._folder / f"{self._key(text, speed)}.wav"
        if not path.is_file():
            speech = await spoken_by(self._worker, text, self._lexicon, speed=speed)
            keep_clip(path, speech.samples, speech.rate_hz, LEAD_S)
        return read_audio(path).samples

    async def say_bare(self, text: str, speed: float) -> tuple[Samples, int]:
        """Return a text spoken at a speed, without quiet around it, and its rate in Hz."""
        speech = await spoken_by(self._worker, text, self._lexicon, speed=speed)
        return speech.samples, speech.rate_hz

    def kept(self, name: str) -> Path:
        """Return where a sound made with this voice is kept under a name."""
        return self._folder / f"{name}-{self._weights[:12]}.wav"

    def _key(self, text: str, speed: float) -> str:
        whole = f"{self._weights}|{text}|{to_spoken(text)}|{speed:.4f}|{LEAD_S}"
        return hashlib.sha256(whole.encode()).hexdigest()[:24]


def keep_sound(path: Path, samples: Samples, rate_hz: int) -> None:
    """Write a sound at 16 kHz, whole or not at all."""
    keep_clip(path, samples, rate_hz, 0.0)
