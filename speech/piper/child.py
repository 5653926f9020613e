"""One running voice process: asked, listened to, ended."""

import asyncio
import contextlib
import itertools
import logging
import sys
import time
from collections.abc import AsyncGenerator

from speech.errors import VoiceUnavailable
from speech.piper.line import Line, Sound
from speech.piper.voice_files import VoiceFiles
from speech.piper.wire import PREFIX_BYTES, Header, lengths, pack, unpack_header

_START_S = 60.0
"""Cold start is 2 to 4 s here; a minute allows for a slow disk and a busy machine."""

PATIENCE_S = 4.0
"""No frame at all from a worker that has work: it hangs. The longest gap of a healthy one is
the encoder on a 240-character clause: 0.1 s, and 0.5 s on cores six times oversubscribed."""

_CLOSE_S = 2.0
"""For a worker to end by itself; it does 20 ms after its stdin's end."""

log = logging.getLogger(__name__)


class Gone(Exception):
    """The process died or hung; internal, answered by a restart."""


class VoiceChild:
    """One running worker and the requests it is busy with."""

    def __init__(self, child: asyncio.subprocess.Process, patience_s: float) -> None:
        assert child.stdin is not None and child.stdout is not None and child.stderr is not None
        self._child = child
        self._stdin, self._stdout, self._stderr = child.stdin, child.stdout, child.stderr
        self._patience_s = patience_s
        self._numbers = itertools.count()
        self._asked: dict[int, asyncio.Queue[tuple[Header, bytes] | None]] = {}
        self._heard_at = time.monotonic()
        self._tasks: list[asyncio.Task[None]] = []
        self.alive = False

    @classmethod
    async def start(cls, files: VoiceFiles, threads: int, patience_s: float) -> "VoiceChild":
        """Start a process and return once it can speak.

        Raises:
            VoiceUnavailable: it does not start.
        """
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
        process = cls(child, patience_s)
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
        """The process's id."""
        return self._child.pid

    async def ask(self, line: Line, stock_s: float = 0.0) -> AsyncGenerator[Sound, None]:
        """Yield the sound of `line`; ending early cancels it.

        Args:
            line: What to say.
            stock_s: Sound that the listener has not heard yet: until when this can wait.

        Raises:
            Gone: the process died, or hung and was killed.
            VoiceUnavailable: it cannot say this line.
        """
        if not self.alive:
            raise Gone
        number = next(self._numbers)
        answers: asyncio.Queue[tuple[Header, bytes] | None] = asyncio.Queue()
        self._asked[number] = answers
        variation = {"noise": 0.0, "noise_w": 0.0} if line.deterministic else _NATURAL
        request = {"do": "speak", "id": number, "text": line.text, "stock_s": stock_s, **variation}
        try:
            self._send({**request, "length_scale": 1.0 / line.speed, "speaker": line.speaker})
            while True:
                answer = await self._next(answers)
                if answer is None:
                    raise Gone
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
                return await asyncio.wait_for(answers.get(), self._patience_s)
            except TimeoutError:
                # Waiting behind others is no hang: they hear from the worker.
                if time.monotonic() - self._heard_at > self._patience_s:
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
