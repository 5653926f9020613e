"""The parent's end of the voice: starts the worker, asks it, restarts it, reaps it.

One worker serves all sessions of this process: who runs out of sound first goes first. It is
started on first use or by `start`; if it dies or hangs in the middle of a sentence it is started
again, or a spare one takes over, and the sentence goes on from the word that was reached.
"""

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import AsyncGenerator
from typing import Literal

from speech.errors import VoiceDied, VoiceUnavailable
from speech.piper.child import PATIENCE_S, Gone, VoiceChild
from speech.piper.line import Line, Sound
from speech.piper.resume import resume_at
from speech.piper.voice_files import VoiceFiles

_ATTEMPTS = 2
_NEVER_S = 3600.0
"""Stock of who does not wait."""

Health = Literal["stopped", "starting", "ready"]

log = logging.getLogger(__name__)


class PiperWorker:
    """The voice's process, as asyncio sees it. Belongs to the loop that first uses it."""

    def __init__(
        self,
        files: VoiceFiles,
        threads: int = 1,
        *,
        spare: bool = False,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Prepare a worker; it starts on `start` or first use.

        Args:
            files: the voice.
            threads: of ONNX Runtime; more than 1 gains nothing here.
            spare: keep a second process ready (235 MB), which takes over without a gap.
            patience_s: silence of a process that has work after which it counts as hung.
        """
        self.files = files
        self._threads = threads
        self._spares = spare
        self._patience_s = patience_s
        self._lock = asyncio.Lock()
        self._process: VoiceChild | None = None
        self._spare: asyncio.Task[VoiceChild] | None = None
        self._closed = False
        self._speaking = 0
        self._spoke_at = -math.inf

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

    @property
    def quiet_s(self) -> float:
        """How long nobody has been speaking; 0 while somebody does."""
        return 0.0 if self._speaking else time.monotonic() - self._spoke_at

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
            if self._spare is not None:
                with contextlib.suppress(VoiceUnavailable):
                    await (await self._spare).close()
                self._spare = None
            if self._process is not None:
                await self._process.close()
                self._process = None

    async def speak(
        self, line: Line, *, aside: bool = False, stock_s: float = 0.0
    ) -> AsyncGenerator[Sound, None]:
        """Yield the sound of `line` as it is made.

        Ending the iteration early (aclose, cancellation) stops the synthesis.

        Args:
            line: what to say.
            aside: nobody waits for it; it does not count as speaking, and comes last.
            stock_s: sound that the listener has not heard yet: who has least goes first.

        Raises:
            VoiceUnavailable: the process does not start, or cannot say this line.
            VoiceDied: it died twice on this line.
        """
        self._speaking += not aside
        try:
            stock_s = _NEVER_S if aside else stock_s
            async with contextlib.aclosing(self._speak(line, stock_s)) as sounds:
                async for sound in sounds:
                    yield sound
        finally:
            if not aside:
                self._speaking -= 1
                self._spoke_at = time.monotonic()

    async def _speak(self, line: Line, stock_s: float) -> AsyncGenerator[Sound, None]:
        given = 0
        words: tuple[tuple[int, int], ...] = ()
        for attempt in range(_ATTEMPTS):
            process = await self._running()
            skip = given
            try:
                async with contextlib.aclosing(process.ask(line, stock_s)) as sounds:
                    async for sound in sounds:
                        if sound.words and given:
                            skip = resume_at(given, words, sound.words)
                        rest = sound.pcm[2 * skip :]
                        skip = max(0, skip - len(sound.pcm) // 2)
                        if not given:
                            words = sound.words or words
                        if rest:
                            told = sound.words if not given else ()
                            given += len(rest) // 2
                            yield Sound(rest, told)
                return
            except Gone:
                log.warning("voice process died", extra={"attempt": attempt, "given": given})
        raise VoiceDied("The voice's process died twice on one sentence; try again.")

    async def _running(self) -> VoiceChild:
        async with self._lock:
            if self._closed:
                raise VoiceUnavailable("The voice was closed; make a new PiperWorker.")
            if self._process is not None and self._process.alive:
                return self._process
            if self._process is not None:
                await self._process.close()
            self._process = await self._next()
            if self._spares:
                self._spare = asyncio.create_task(self._begin(), name="voice spare")
                self._spare.add_done_callback(_retrieve)
            return self._process

    async def _next(self) -> VoiceChild:
        """Return the spare process if it lives, else a new one."""
        spare, self._spare = self._spare, None
        if spare is not None:
            with contextlib.suppress(VoiceUnavailable):
                process = await spare
                if process.alive:
                    return process
                await process.close()
        return await self._begin()

    async def _begin(self) -> VoiceChild:
        return await VoiceChild.start(self.files, self._threads, self._patience_s)


def _retrieve(spare: asyncio.Task[VoiceChild]) -> None:
    """Take note of a failure that nobody may await: whoever needs the process starts one."""
    if not spare.cancelled():
        spare.exception()
