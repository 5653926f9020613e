"""Piper as a livekit-agents TTS: text in, sound out clause by clause.

A clause is cut, put into words, looked up in the cache or asked of the worker, and its
sound pushed piece by piece with the times of its words. Closing a stream (barge-in)
cancels its request; the worker goes on with the next one.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Any, Literal

from livekit.agents import APIError, tts, utils
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, APIConnectOptions, TimedString

from speech.clauses import ClauseSplitter, split_clauses
from speech.errors import VoiceError
from speech.piper.cache import DEFAULT_BYTES, SoundCache
from speech.piper.line import Line, Sound
from speech.piper.process import PiperWorker
from speech.piper.voice_files import VoiceFiles
from speech.piper.word_times import time_tokens
from speech.spoken import verbalise
from speech.verbaliser.lexicon import Lexicon, load_lexicon

PAUSE_S = {",": 0.16, ";": 0.18, ":": 0.18, "—": 0.18, "–": 0.18}
"""Between a clause that ends so and the next. Inside one sentence Piper pauses 150 to 350 ms
at a comma; 35 ms of the clauses' own edges come on top of this."""

SENTENCE_PAUSE_S = 0.24
"""Piper's own, one sentence's tail and the next one's lead, is 100 to 320 ms."""

CUT_PAUSE_S = 0.06
"""After a clause that was cut without a mark, in mid-sentence."""

_UNSAID_S = 0.01
"""livekit-agents treats a segment without sound as an error; an emoji alone is none."""


@dataclass(frozen=True, slots=True)
class PiperOptions:
    """How the plugin speaks."""

    speed: float = 1.0
    """1.2 is a fifth faster; 0.5 to 2 are intelligible."""
    deterministic: bool = False
    """The same samples each time. For tests."""
    threads: int = 1
    """Of ONNX Runtime; see `speech.piper.voice_model`."""
    cache_bytes: int = DEFAULT_BYTES
    """Of sound kept in memory, where the cache is not shared."""
    on_failure: Literal["raise", "silence"] = "raise"
    """What a voice that fails does: an APIError, or the event "voice_failed" with a sentence
    for the user, and no more sound for this reply."""


class PiperTTS(tts.TTS[Any]):
    """The plugin. Shares one worker among all its streams."""

    def __init__(
        self,
        files: VoiceFiles | None = None,
        options: PiperOptions | None = None,
        *,
        worker: PiperWorker | None = None,
        lexicon: Lexicon | None = None,
        cache: SoundCache | None = None,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        """Prepare the voice; its process starts on `prewarm`, `start` or first use.

        Args:
            files: the voice; the default one if None.
            options: speed, cache and threads.
            worker: a worker shared with others, which `aclose` then leaves alone.
            lexicon: pronunciations; the shipped ones if None.
            cache: sound that is shared with others; one of its own if None.
            on_close: called once by `aclose`.

        Raises:
            WeightsError: the voice's files are missing or altered.
        """
        self.options = options or PiperOptions()
        self._owns_worker = worker is None
        self._files = files or (worker.files if worker else VoiceFiles.named())
        self.worker = worker or PiperWorker(self._files, self.options.threads)
        self._speed = self.options.speed
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=True, aligned_transcript=True),
            sample_rate=self._files.rate_hz,
            num_channels=1,
        )
        self._lexicon = lexicon or load_lexicon()
        self._cache = SoundCache(self.options.cache_bytes) if cache is None else cache
        self._on_close = on_close
        self._starting: asyncio.Task[None] | None = None

    @property
    def model(self) -> str:
        return self._files.name

    @property
    def speed(self) -> float:
        """How fast replies are spoken from the next one on; 1.2 is a fifth faster."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        Line("", speed)  # refuses what nobody follows
        self._speed = speed

    @property
    def provider(self) -> str:
        return "piper"

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        """Return the sound of a whole text, clause by clause."""
        return _Whole(tts=self, input_text=text, conn_options=conn_options)

    def stream(
        self, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.SynthesizeStream:
        """Return a stream that speaks text while it still arrives."""
        return _Streamed(tts=self, conn_options=conn_options)

    def prewarm(self) -> None:
        """Start the voice's process in the background."""
        if self._starting is None:
            self._starting = asyncio.create_task(self._prewarm(), name="voice start")

    async def start(self) -> None:
        """Start the voice's process and wait until it can speak.

        Raises:
            VoiceUnavailable: it does not start.
        """
        await self.worker.start()

    def lines(self, phrase: str) -> tuple[Line, ...]:
        """Return what is asked of the worker for `phrase`, clause by clause."""
        spoken = (verbalise(clause, self._lexicon).text for clause in split_clauses(phrase))
        return tuple(self._line(text, self._speed) for text in spoken if _has_words(text))

    def pin(self, line: Line, sounds: tuple[Sound, ...]) -> bool:
        """Hold the sound of a fixed phrase; False if there is no more room for such."""
        return self._cache.pin(self._key, line, sounds)

    async def make_quietly(
        self, line: Line, wanted: Callable[[], bool]
    ) -> tuple[Sound, ...] | None:
        """Return the sound of `line`, made for nobody.

        Args:
            line: one of `lines`.
            wanted: whether the voice or the core is wanted for something else now.

        Returns:
            None if it was: what was made is dropped, after one more piece at most (20 to 60 ms).

        Raises:
            VoiceError: the voice cannot speak.
        """
        made: list[Sound] = []
        async with contextlib.aclosing(self.worker.speak(line, aside=True)) as sounds:
            async for sound in sounds:
                if wanted() or not self.worker.quiet_s:
                    return None
                made.append(sound)
        return tuple(made)

    async def aclose(self) -> None:
        """End the voice's process, if it is this plugin's own."""
        if self._starting is not None:
            await utils.aio.cancel_and_wait(self._starting)
        if self._owns_worker:
            await self.worker.close()
        on_close, self._on_close = self._on_close, None
        if on_close is not None:
            on_close()

    async def sounds(
        self, spoken: str, speed: float | None = None, *, stock_s: float = 0.0
    ) -> AsyncGenerator[Sound, None]:
        """Yield the sound of spoken words, from the cache if they were said before.

        Args:
            spoken: Words as `speech.spoken` makes them.
            speed: The voice's own if None.
            stock_s: Sound that the listener has not heard yet: until when these can wait.
        """
        line = self._line(spoken, speed or self._speed)
        kept = self._cache.get(self._key, line)
        if kept is not None:
            for sound in kept:
                yield sound
            return
        made: list[Sound] = []
        async with contextlib.aclosing(self.worker.speak(line, stock_s=stock_s)) as sounds:
            async for sound in sounds:
                made.append(sound)
                yield sound
        self._cache.put(self._key, line, tuple(made))

    @property
    def _key(self) -> str:
        return str(self._files.model)

    def _line(self, spoken: str, speed: float) -> Line:
        text = self._lexicon.with_phonemes(spoken)
        return Line(text, speed, self.options.deterministic, self._files.speaker)

    async def _prewarm(self) -> None:
        # A voice that does not start is reported by the sentence that needs it.
        with contextlib.suppress(VoiceError):
            await self.worker.start()


class _Mouth:
    """Pushes clauses into one segment and keeps its clock."""

    def __init__(self, voice: PiperTTS, emitter: tts.AudioEmitter) -> None:
        self._voice = voice
        self._emitter = emitter
        self._speed = voice.speed
        self._failed = False
        self._pushed = 0
        """Samples pushed so far."""
        self._heard_from: float | None = None
        """When the first of them could be heard (`time.monotonic`), or before."""
        self._pause_s = 0.0
        """Due before the next clause."""
        self._asked = False

    async def say(self, clause: str) -> None:
        """Push the sound of one clause; nothing if it has no words."""
        self._asked = True
        spoken = verbalise(clause, self._voice._lexicon)
        if self._failed or not _has_words(spoken.text):
            return
        self._silence(self._pause_s)
        self._pause_s = _pause_after(clause)
        rate_hz = self._voice.sample_rate
        begun_s = self._pushed / rate_hz
        timed = False
        try:
            async with contextlib.aclosing(
                self._voice.sounds(spoken.text, self._speed, stock_s=self._stock_s)
            ) as sounds:
                async for sound in sounds:
                    words, timed = (() if timed else sound.words), timed or bool(sound.words)
                    for token in time_tokens(clause, spoken, words, rate_hz):
                        # The next clause's first token must not touch this one's last.
                        text = token.text if token.text[-1:].isspace() else token.text + " "
                        self._emitter.push_timed_transcript(
                            TimedString(
                                text,
                                start_time=begun_s + token.start_s,
                                end_time=begun_s + token.end_s,
                            )
                        )
                    self._push(sound.pcm)
        except VoiceError as error:
            # The worker has tried twice already; livekit-agents' retries would only add silence.
            if self._voice.options.on_failure == "raise":
                raise APIError(str(error), retryable=False) from error
            self._failed = True
            self._voice.emit("voice_failed", str(error))
        self._emitter.flush()

    def finish(self) -> None:
        """Make sure that a segment that had text has sound."""
        if self._asked and not self._pushed:
            self._silence(_UNSAID_S)

    @property
    def _stock_s(self) -> float:
        """How much of what was pushed the listener has not heard yet, at the least."""
        if self._heard_from is None:
            return 0.0
        heard_s = time.monotonic() - self._heard_from
        return max(0.0, self._pushed / self._voice.sample_rate - heard_s)

    def _silence(self, seconds: float) -> None:
        self._push(b"\0\0" * round(seconds * self._voice.sample_rate))

    def _push(self, pcm: bytes) -> None:
        if pcm:
            if self._heard_from is None:
                self._heard_from = time.monotonic()
            self._emitter.push(pcm)
            self._pushed += len(pcm) // 2


def _has_words(spoken: str) -> bool:
    return any(c.isalpha() for c in spoken)


def _pause_after(clause: str) -> float:
    if clause[-1] in PAUSE_S:
        return PAUSE_S[clause[-1]]
    return CUT_PAUSE_S if clause[-1].isalnum() else SENTENCE_PAUSE_S


class _Whole(tts.ChunkedStream):
    """A text that is known whole."""

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        voice = self._tts
        assert isinstance(voice, PiperTTS)
        output_emitter.initialize(
            request_id=utils.shortuuid("piper_"),
            sample_rate=voice.sample_rate,
            num_channels=1,
            mime_type="audio/pcm",
        )
        mouth = _Mouth(voice, output_emitter)
        for clause in split_clauses(self.input_text):
            await mouth.say(clause)
        mouth.finish()


class _Streamed(tts.SynthesizeStream):
    """Text that arrives in pieces."""

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        voice = self._tts
        assert isinstance(voice, PiperTTS)
        output_emitter.initialize(
            request_id=utils.shortuuid("piper_"),
            sample_rate=voice.sample_rate,
            num_channels=1,
            mime_type="audio/pcm",
            stream=True,
        )
        output_emitter.start_segment(segment_id=utils.shortuuid("segment_"))
        clauses: asyncio.Queue[str | None] = asyncio.Queue()
        reading = asyncio.create_task(self._read(clauses), name="voice text")
        mouth = _Mouth(voice, output_emitter)
        try:
            while (clause := await clauses.get()) is not None:
                self._mark_started()
                await mouth.say(clause)
            await reading
        finally:
            await utils.aio.cancel_and_wait(reading)
        mouth.finish()

    async def _read(self, clauses: asyncio.Queue[str | None]) -> None:
        splitter = ClauseSplitter()
        try:
            async for piece in self._input_ch:
                for clause in splitter.push(piece) if isinstance(piece, str) else splitter.flush():
                    clauses.put_nowait(clause)
            for clause in splitter.flush():
                clauses.put_nowait(clause)
        finally:
            clauses.put_nowait(None)
