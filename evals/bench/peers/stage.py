"""The stage that every framework performs on: one microphone, one loudspeaker, one clock.

A framework runs in a process of its own. The stage speaks a clip into it in real time, as
one line of base64 a 20 ms frame (int16, mono, 16 kHz) on its stdin, with silence before
and after, and reads from its stdout, as JSON lines:

    {"is": "ready", "versions": {...}}             it listens
    {"is": "heard", "at": s, "text": "..."}        it took this for one turn of the user
    {"is": "taken back", "at": s}                  the last of these never was one
    {"is": "audio", "at": s, "rate_hz": n, "pcm": base64}   it gave this to its loudspeaker
    {"is": "cleared" | "paused" | "resumed", "at": s}  it told its loudspeaker this

`at` is `time.time()`. What a listener heard, and when, is worked out here, the same for
all; a framework cannot flatter itself.
"""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.bench.peers.errors import PeerFailed
from evals.bench.peers.playback import Chunk, Switch

MIC_RATE_HZ = 16_000
FRAME_S = 0.02
_FRAME = round(MIC_RATE_HZ * FRAME_S)

SILENCE_S = 3.0
"""At least so long after each clip, and until the reply has ended."""
NO_REPLY_S = 20.0
"""After the clip: a framework that has not begun by then does not answer. On a machine
with six times its load, stock ones began after 10 s, within the next clip."""
QUIET_S = 2.0
"""A reply is over when nothing was played for so long. Its sentences come apart where the
voice is slower than speech: on a machine with six times its load, by more than 1 s."""
READY_S = 120.0
_PATIENCE_S = 60.0
"""No clip and its reply take longer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn that the framework took down."""

    at: float
    text: str


@dataclass(slots=True)
class Performance:
    """What happened to one clip."""

    clip: str
    began_at: float
    """`time.time()` of the clip's first sample."""
    heard: list[Heard] = field(default_factory=list)
    sound: list[Chunk | Switch] = field(default_factory=list)

    @property
    def awaits_reply(self) -> bool:
        """Whether no sound has followed the last turn, or the last stop of a reply.

        A framework that cut the request in two stops its first reply, and may take seconds
        for the second, which would fall into the next clip.
        """
        last = self.sound[-1] if self.sound else None
        if not isinstance(last, Chunk):
            return last is None or last.is_ != "resumed"
        return bool(self.heard) and self.heard[-1].at > last.at


class Stage:
    """A running framework, as the stage sees it. Made by `performing`."""

    def __init__(self, name: str, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._name = name
        self._stdin, self._stdout = process.stdin, process.stdout
        self._performance: Performance | None = None
        self._ends_at = 0.0
        """When what was given to the loudspeaker so far has been played."""
        self._paused_at: float | None = None
        self._ready = asyncio.Event()
        self._gone = False
        self.versions: dict[str, str] = {}

    async def perform(self, clip: str, samples: NDArray[np.float32]) -> Performance:
        """Speak one clip and return what came of it, once the reply has been played.

        Args:
            clip: Its name.
            samples: float32 [T], mono, 16 kHz, -1..1.

        Raises:
            PeerFailed: The framework's process ended.
        """
        pcm = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
        self._performance = performance = Performance(clip, time.time())
        spoken_s = len(pcm) / MIC_RATE_HZ
        for index in range(round(_PATIENCE_S / FRAME_S)):
            due_at = performance.began_at + (index + 1) * FRAME_S
            await asyncio.sleep(max(0.0, due_at - time.time()))
            self._feed(pcm[index * _FRAME : (index + 1) * _FRAME])
            if self._over(due_at - performance.began_at - spoken_s):
                break
        self._performance = None
        return performance

    async def pause(self, seconds: float) -> None:
        """Go on with silence; what is played meanwhile belongs to no clip."""
        began_at = time.time()
        for index in range(round(seconds / FRAME_S)):
            await asyncio.sleep(max(0.0, began_at + (index + 1) * FRAME_S - time.time()))
            self._feed(np.zeros(0, np.int16))

    async def listen(self) -> None:
        """Read the framework's lines until its process ends."""
        with suppress(ValueError):  # a line beyond the limit, or no JSON: it is broken
            while line := await self._stdout.readline():
                self._take(json.loads(line))
        self._gone = True
        self._ready.set()

    async def wait_ready(self) -> None:
        """Return when the framework listens.

        Raises:
            PeerFailed: It does not.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), READY_S)
        if self._gone or not self._ready.is_set():
            raise PeerFailed(self._name)

    def _feed(self, part: NDArray[np.int16]) -> None:
        if self._gone:
            raise PeerFailed(self._name)
        frame = np.zeros(_FRAME, np.int16)
        frame[: len(part)] = part
        with suppress(ConnectionError):
            self._stdin.write(base64.b64encode(frame.tobytes()) + b"\n")

    def _over(self, after_s: float) -> bool:
        """Say whether nothing more is to come, `after_s` after the clip's last sample."""
        if after_s < SILENCE_S:
            return False
        if self._performance is None or self._performance.awaits_reply:
            return after_s > NO_REPLY_S
        return self._paused_at is None and time.time() > self._ends_at + QUIET_S

    def _take(self, line: dict[str, Any]) -> None:
        match line["is"]:
            case "ready":
                self.versions = line["versions"]
                self._ready.set()
            case "heard":
                if self._performance is not None:
                    self._performance.heard.append(Heard(line["at"], line["text"]))
            case "taken back":
                if self._performance is not None:
                    del self._performance.heard[-1:]
            case "audio":
                pcm = np.frombuffer(base64.b64decode(line["pcm"]), np.int16)
                self._played(Chunk(line["at"], line["rate_hz"], pcm))
            case "cleared" | "paused" | "resumed":
                self._played(Switch(line["is"], line["at"]))

    def _played(self, piece: Chunk | Switch) -> None:
        if self._performance is not None:
            self._performance.sound.append(piece)
        if isinstance(piece, Chunk):
            self._ends_at = max(self._ends_at, piece.at) + len(piece.pcm) / piece.rate_hz
        elif piece.is_ == "cleared":
            self._ends_at, self._paused_at = piece.at, None
        elif piece.is_ == "paused":
            self._paused_at = piece.at
        elif self._paused_at is not None:
            self._ends_at += piece.at - self._paused_at
            self._paused_at = None


@asynccontextmanager
async def performing(
    name: str, command: Sequence[str | Path], environ: Mapping[str, str], log: Path
) -> AsyncIterator[Stage]:
    """Run a framework's program.

    Args:
        name: For messages.
        command: What runs it.
        environ: Its environment.
        log: Takes its standard error.

    Raises:
        PeerFailed: It does not start to listen; the message names the log.
    """
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *map(str, command),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            env=dict(environ),
            limit=8 * 1024 * 1024,  # a whole sentence of sound may come in one line
        )
        stage = Stage(f"{name} (see {log})", process)
        listening = asyncio.create_task(stage.listen(), name="stage")
        try:
            await stage.wait_ready()
            yield stage
        finally:
            with suppress(OSError):
                process.stdin.close()  # type: ignore[union-attr]  # it is a pipe, see above
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            listening.cancel()
