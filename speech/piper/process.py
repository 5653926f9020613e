"""The parent's end of the voice: starts the worker, asks it, restarts it, reaps it.

One worker serves all sessions of this process, in the order asked. It is started on
first use or by `start`; if it dies in the middle of a sentence it is started again
and the sentence goes on from the sample that was reached.
"""

import asyncio
import contextlib
import itertools
import json
import logging
import sys
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from speech.errors import VoiceDied, VoiceUnavailable
from speech.piper.wire import PREFIX_BYTES, Header, lengths, pack, unpack_header
from speech.weights import resolve

DEFAULT_VOICE = "piper-joe-medium"

_START_S = 60.0
"""Cold start is 2 to 4 s here; a minute allows for a slow disk and a busy machine."""

_PATIENCE_S = 20.0
"""No frame at all from a worker that has work: it hangs. The longest gap of a healthy one is
the encoder on a 240-character clause, 0.1 s."""

_CLOSE_S = 2.0
"""For a worker to end by itself; it does 20 ms after its stdin's end."""

_ATTEMPTS = 2

Health = Literal["stopped", "starting", "ready"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class VoiceFiles:
    """A voice on disk."""

    name: str
    model: Path
    config: Path
    rate_hz: int

    @classmethod
    def named(cls, name: str = DEFAULT_VOICE) -> "VoiceFiles":
        """Return the voice `name`: a registered one, a directory or a pinned hub id.

        Raises:
            WeightsUnknown: there is no such voice.
            WeightsMissing: its files are not installed.
            WeightsAltered: a file is not the pinned one.
        """
        weights = resolve(name)
        config = weights.path("model.onnx.json")
        rate_hz = int(json.loads(config.read_text(encoding="utf-8"))["audio"]["sample_rate"])
        return cls(name, weights.path("model.onnx"), config, rate_hz)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say."""

    text: str
    """Words as `speech.spoken` makes them; [[ phonemes ]] are allowed."""
    speed: float = 1.0
    """1.2 is a fifth faster; 0.25 to 4."""
    deterministic: bool = False
    """No variation: the same text gives the same samples, a little flat. For tests."""

    def __post_init__(self) -> None:
        if not 0.25 <= self.speed <= 4.0:
            raise ValueError(f"speed is {self.speed}; give 0.25 to 4, where 1 is the voice's own")


@dataclass(frozen=True, slots=True)
class Sound:
    """One piece of what is said."""

    pcm: bytes
    """int16, mono, at the voice's rate."""
    words: tuple[tuple[int, int], ...] = ()
    """First and last sample of each spoken word, from the line's first sample; comes with a
    sentence's first piece. Words that run together ("of the") may share one entry."""


class PiperWorker:
    """The voice's process, as asyncio sees it. Belongs to the loop that first uses it."""

    def __init__(self, files: VoiceFiles, threads: int = 1) -> None:
        """Args: files: the voice. threads: of ONNX Runtime; more than 1 gains nothing here."""
        self.files = files
        self._threads = threads
        self._lock = asyncio.Lock()
        self._process: _Process | None = None
        self._closed = False

    @property
    def health(self) -> Health:
        """Whether the process runs; "starting" while its model loads."""
        if self._process is None or not self._process.alive:
            return "starting" if self._lock.locked() else "stopped"
        return "ready"

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid if self._process and self._process.alive else None

    async def start(self) -> None:
        """Start the process and load the voice; nothing if it runs.

        Raises:
            VoiceUnavailable: it does not start.
        """
        await self._running()

    async def close(self) -> None:
        """End the process and wait until it is gone. The worker cannot be used again."""
        self._closed = True
        async with self._lock:
            if self._process is not None:
                await self._process.close()
                self._process = None

    async def speak(self, line: Line) -> AsyncGenerator[Sound, None]:
        """Yield the sound of `line` as it is made.

        Ending the iteration early (aclose, cancellation) stops the synthesis.

        Raises:
            VoiceUnavailable: the process does not start, or cannot say this line.
            VoiceDied: it died twice on this line.
        """
        given = 0
        for attempt in range(_ATTEMPTS):
            process = await self._running()
            skip = given
            try:
                async with contextlib.aclosing(process.ask(line)) as sounds:
                    async for sound in sounds:
                        rest = sound.pcm[skip:]
                        skip = max(0, skip - len(sound.pcm))
                        words = sound.words if attempt == 0 or not given else ()
                        if rest:
                            given += len(rest)
                            yield Sound(rest, words)
                return
            except _Gone:
                log.warning("voice process died", extra={"attempt": attempt, "bytes_given": given})
        raise VoiceDied("The voice's process died twice on one sentence; try again.")

    async def _running(self) -> "_Process":
        async with self._lock:
            if self._closed:
                raise VoiceUnavailable("The voice was closed; make a new PiperWorker.")
            if self._process is not None and self._process.alive:
                return self._process
            if self._process is not None:
                await self._process.close()
            self._process = await _Process.start(self.files, self._threads)
            return self._process


class _Gone(Exception):
    """The process died or hung; internal, answered by a restart."""


class _Process:
    """One running worker and the requests it is busy with."""

    def __init__(self, child: asyncio.subprocess.Process) -> None:
        assert child.stdin is not None and child.stdout is not None and child.stderr is not None
        self._child = child
        self._stdin, self._stdout, self._stderr = child.stdin, child.stdout, child.stderr
        self._numbers = itertools.count()
        self._asked: dict[int, asyncio.Queue[tuple[Header, bytes] | None]] = {}
        self._heard_at = time.monotonic()
        self._tasks: list[asyncio.Task[None]] = []
        self.alive = False

    @classmethod
    async def start(cls, files: VoiceFiles, threads: int) -> "_Process":
        child = await asyncio.create_subprocess_exec(
            # -P: a file called voice.py in the user's folder must not stand in for a module.
            sys.executable, "-P", "-m", "speech.piper.worker",
            "--model", str(files.model), "--config", str(files.config), "--threads", str(threads),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            # Its own session: Ctrl-C in the terminal reaches the parent only.
            start_new_session=True,
        )  # fmt: skip
        process = cls(child)
        process._tasks.append(asyncio.create_task(process._drain(), name="voice stderr"))
        try:
            await asyncio.wait_for(process._greet(), _START_S)
        except BaseException as error:
            await process.close()
            if isinstance(error, TimeoutError | asyncio.IncompleteReadError):
                raise VoiceUnavailable(
                    "The voice's process does not start; run `aisle models` to check the voice."
                ) from error
            raise
        process._tasks.append(asyncio.create_task(process._listen(), name="voice stdout"))
        return process

    @property
    def pid(self) -> int:
        return self._child.pid

    async def ask(self, line: Line) -> AsyncGenerator[Sound, None]:
        if not self.alive:
            raise _Gone
        number = next(self._numbers)
        answers: asyncio.Queue[tuple[Header, bytes] | None] = asyncio.Queue()
        self._asked[number] = answers
        variation = {"noise": 0.0, "noise_w": 0.0} if line.deterministic else _NATURAL
        request = {"do": "speak", "id": number, "text": line.text, **variation}
        try:
            self._send({**request, "length_scale": 1.0 / line.speed})
            while True:
                answer = await self._next(answers)
                if answer is None:
                    raise _Gone
                header, pcm = answer
                if header["is"] == "done":
                    return
                if header["is"] == "failed":
                    raise VoiceUnavailable(f"The voice cannot say a sentence: {header['why']}.")
                words = tuple((int(a), int(b)) for a, b in header.get("words", ()))
                yield Sound(pcm, words)
        finally:
            if self._asked.pop(number, None) is not None and self.alive:
                self._send({"do": "cancel", "id": number})

    async def close(self) -> None:
        """End the child and reap it."""
        self._lost()
        with contextlib.suppress(OSError):
            self._stdin.close()
        try:
            await asyncio.wait_for(self._child.wait(), _CLOSE_S)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self._child.kill()
            await self._child.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _next(
        self, answers: asyncio.Queue[tuple[Header, bytes] | None]
    ) -> tuple[Header, bytes] | None:
        while True:
            try:
                return await asyncio.wait_for(answers.get(), _PATIENCE_S)
            except TimeoutError:
                # Waiting behind others is no hang: they hear from the worker.
                if time.monotonic() - self._heard_at > _PATIENCE_S:
                    with contextlib.suppress(ProcessLookupError):
                        self._child.kill()
                    self._lost()

    def _send(self, header: Header) -> None:
        # Frames are some hundred bytes; a full pipe means a dead child, which _listen sees.
        with contextlib.suppress(ConnectionError):
            self._stdin.write(pack(header))

    async def _greet(self) -> None:
        header, _ = await self._frame()
        if header["is"] != "ready":
            raise VoiceUnavailable(
                f"The voice does not load ({header.get('why')}); run `aisle models` to check it."
            )
        self.alive = True

    async def _listen(self) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
            while True:
                header, payload = await self._frame()
                self._heard_at = time.monotonic()
                asked = self._asked.get(header["id"])
                if asked is None:
                    continue
                if header["is"] != "audio":
                    del self._asked[header["id"]]
                asked.put_nowait((header, payload))
        self._lost()

    async def _frame(self) -> tuple[Header, bytes]:
        header_bytes, payload_bytes = lengths(await self._stdout.readexactly(PREFIX_BYTES))
        header = unpack_header(await self._stdout.readexactly(header_bytes))
        return header, await self._stdout.readexactly(payload_bytes)

    async def _drain(self) -> None:
        async for row in self._stderr:
            log.debug("voice process says", extra={"row": row.decode(errors="replace").rstrip()})

    def _lost(self) -> None:
        """Tell everyone who waits that nothing more comes."""
        self.alive = False
        for answers in self._asked.values():
            answers.put_nowait(None)
        self._asked.clear()


_NATURAL = {"noise": 0.667, "noise_w": 0.8}
"""What the joe voice was published with; see `speech.piper.voice_model.Prosody`."""
