"""The voice's process: `python -m speech.piper.worker --model M --config C`.

The only module that imports `piper` (GPL-3.0), and it is only ever run, never
imported. Reads requests from stdin, writes sound to stdout (frames: `speech.piper.wire`).
Ends when stdin does, so it cannot outlive its parent.
"""

import argparse
import contextlib
import ctypes
import logging
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from piper.config import PiperConfig
from piper.voice import PiperVoice

from speech.piper.edges import EdgeTrimmer
from speech.piper.voice_model import Prosody, VoiceModel
from speech.piper.wire import PREFIX_BYTES, Header, lengths, pack, unpack_header

_WARM_UP = "Hello, and welcome."
"""The first run allocates: 24 ms to the first sound of a word, 18 from the third run on."""

_SENTENCE_PAUSE_S = 0.2
"""Between two sentences of one request. Callers cut sentences apart, so this is rare."""

_STOPS = frozenset(".,;:!?")
"""Phonemes that are silence: with them a last word ended 156 ms (median of 37) after its sound."""

BEGIN_S = 0.25
"""A reply that begins waits for replies that have less sound than this left: nobody hears that
it begins 50 ms later, and a gap in the middle everybody does. The longest step, the encoder on
a long clause, takes 0.1 s."""

_PR_SET_PDEATHSIG = 1


class Voice:
    """Piper's phonemes on our streaming model."""

    def __init__(self, model: Path, config: Path, threads: int) -> None:
        self._config = PiperConfig.from_dict(unpack_header(config.read_bytes()))
        self._model = VoiceModel(model, threads)
        # Piper's own synthesis is not used, hence no session in it.
        self._piper = PiperVoice(session=None, config=self._config)

    @property
    def rate_hz(self) -> int:
        return int(self._config.sample_rate)

    @property
    def streams(self) -> bool:
        return self._model.streams

    def speak(
        self, text: str, prosody: Prosody, speaker: int | None = None
    ) -> Iterator[tuple[Header, bytes]]:
        """Yield ({"words": [[start, end], ...]} or {}, PCM) piece by piece.

        Word times are samples from the start of the request's sound, one pair for each
        run of phonemes between spaces; absent where the model does not tell durations.
        """
        sent = 0
        for phonemes in self._piper.phonemize(text.replace("\0", " ")):
            if not phonemes:
                continue
            if sent:
                pause = b"\0\0" * round(_SENTENCE_PAUSE_S * self.rate_hz)
                sent += len(pause) // 2
                yield {}, pause
            ids = self._piper.phonemes_to_ids(phonemes)
            frames, pieces = self._model.speak(
                ids, prosody, self._config.default_speaker_id if speaker is None else speaker
            )
            words = None if frames is None else self._word_samples(phonemes, frames)
            trimmer = EdgeTrimmer(self.rate_hz)
            for sound in _each(pieces, trimmer):
                header: Header = {}
                if words is not None:
                    shift = sent - trimmer.cut
                    header["words"] = [[max(sent, a + shift), b + shift] for a, b in words]
                    words = None
                sent += len(sound)
                yield header, _pcm(sound)

    def _word_samples(
        self, phonemes: list[str], frames: NDArray[np.int64]
    ) -> list[tuple[int, int]] | None:
        """Return the samples that each run of phonemes between spaces takes."""
        ids_of = self._config.phoneme_id_map
        ends = np.cumsum(frames) * self._config.hop_length
        at = 1 + len(ids_of["_"])  # the start mark and its padding
        words: list[tuple[int, int]] = []
        start: int | None = None
        for phoneme in phonemes:
            first = at
            # Piper leaves out phonemes the voice does not know.
            at += len(ids_of[phoneme]) + len(ids_of["_"]) if phoneme in ids_of else 0
            if at > len(ends):
                return None
            if phoneme == " ":
                start = None
            elif phoneme in _STOPS:
                pass  # a pause is no part of the word before it
            elif start is None:
                start = int(ends[first - 1])
                words.append((start, int(ends[at - 1])))
            else:
                words[-1] = (start, int(ends[at - 1]))
        return words


def _each(
    pieces: Iterator[NDArray[np.float32]], trimmer: EdgeTrimmer
) -> Iterator[NDArray[np.float32]]:
    for piece in pieces:
        sound = trimmer.push(piece)
        if len(sound):
            yield sound
    tail = trimmer.finish()
    if len(tail):
        yield tail


def _pcm(sound: NDArray[np.float32]) -> bytes:
    return (sound * 32767.0).astype("<i2").tobytes()


@dataclass(slots=True, eq=False)
class Request:
    """One line that is asked for, and how far it is said."""

    number: int
    asked: Header
    due_at: float
    """When the listener will have heard all that was made so far (`time.monotonic`)."""
    pieces: Iterator[tuple[Header, bytes]] | None = None
    """Made when its turn comes first."""
    has_begun: bool = False


class Server:
    """Speaks for many listeners by turns: the next piece is that of who runs out of sound first.

    A reply's first clause is due at once, and the rest of one that is being heard is not: in the
    order of their coming, a first clause waited up to 1.2 s behind three others' replies.
    Cancels apply to waiting requests and to those under way.
    """

    def __init__(self, voice: Voice, requests: BinaryIO, sound: BinaryIO) -> None:
        self._voice = voice
        self._requests = requests
        self._sound = sound
        self._came: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self._open: list[Request] = []
        self._cancelled: set[int] = set()

    def run(self) -> None:
        """Serve until stdin ends; does not return."""
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        while True:
            if not self._open:
                self._open.append(self._came.get())
            with contextlib.suppress(queue.Empty):
                while True:
                    self._open.append(self._came.get_nowait())
            self._go_on(min(self._open, key=attrgetter("due_at")))

    def send(self, header: Header, pcm: bytes = b"") -> None:
        self._sound.write(pack(header, pcm))
        self._sound.flush()

    def _read(self) -> None:
        while len(prefix := self._requests.read(PREFIX_BYTES)) == PREFIX_BYTES:
            header_bytes, payload_bytes = lengths(prefix)
            header = unpack_header(self._requests.read(header_bytes + payload_bytes)[:header_bytes])
            if header["do"] == "cancel":
                self._cancelled.add(header["id"])
            else:
                due_at = time.monotonic() + max(BEGIN_S, header["stock_s"])
                self._came.put(Request(header["id"], header, due_at))
        # The parent closed the pipe or died: nobody will hear the rest.
        os._exit(0)

    def _go_on(self, request: Request) -> None:
        """Make the next piece of a request, or end it."""
        number = request.number
        if number in self._cancelled:  # nobody wants the rest any more
            self._end(request, {"is": "done", "id": number})
            return
        try:
            if request.pieces is None:
                request.pieces = self._begun(request.asked)
            piece = next(request.pieces, None)
        except Exception as error:  # noqa: BLE001 - the request's edge: one bad text must not end the voice
            why = f"{type(error).__name__}: {error}"
            self._end(request, {"is": "failed", "id": number, "why": why})
            return
        if piece is None:
            self._end(request, {"is": "done", "id": number})
        elif number not in self._cancelled:
            header, pcm = piece
            if not request.has_begun and request.asked["stock_s"] < BEGIN_S:
                request.due_at = time.monotonic()  # now its listener waits
            request.has_begun = True
            request.due_at += len(pcm) / 2 / self._voice.rate_hz
            self.send({"is": "audio", "id": number, **header}, pcm)

    def _begun(self, asked: Header) -> Iterator[tuple[Header, bytes]]:
        prosody = Prosody(asked["length_scale"], asked["noise"], asked["noise_w"])
        return self._voice.speak(asked["text"], prosody, asked.get("speaker"))

    def _end(self, request: Request, header: Header) -> None:
        self._open.remove(request)
        self._cancelled.discard(request.number)
        self.send(header)


def _die_with_parent() -> None:
    """Ask Linux for SIGKILL when the parent dies, should stdin be held open elsewhere."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _die_with_parent()
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    logging.getLogger("piper").setLevel(logging.ERROR)

    # Whatever a library prints must not land between frames.
    sound = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        try:
            voice = Voice(arguments.model, arguments.config, arguments.threads)
            for _ in voice.speak(_WARM_UP, Prosody()):
                pass
        except Exception as error:  # noqa: BLE001 - the process's edge: ONNX Runtime's errors share no base
            sound.write(
                pack({"is": "failed", "id": None, "why": f"{type(error).__name__}: {error}"})
            )
            sound.flush()
            sys.exit(1)
        server = Server(voice, sys.stdin.buffer, sound)
        server.send({"is": "ready", "rate_hz": voice.rate_hz, "streams": voice.streams})
        server.run()
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    _main()
