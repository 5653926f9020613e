"""One shopper's audio as LiveKit speech events, with the end of turn decided here.

Audio -> mono 16 kHz -> Silero -> `Endpointer` -> recognitions -> events:

    START_OF_SPEECH       voiced for 96 ms
    INTERIM_TRANSCRIPT    about every 400 ms of speech, when the engine has time
    PREFLIGHT_TRANSCRIPT  a pause began and the words may be all: a reply is prepared
    FINAL_TRANSCRIPT      the silence fits the words; the same text as the preflight
    END_OF_SPEECH         at once after it, or alone if there were no words

If speech goes on after a preflight the same utterance goes on: its audio was kept,
and the next interim withdraws the prepared reply. If it goes on within a second of the
end of turn, and nothing came of the turn yet (`StreamParts.taken_back`), the utterance
goes on too: the next transcripts hold the words from its beginning. All decisions are
in stream time.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Iterable
from typing import Literal

import numpy as np
from livekit import rtc
from livekit.agents import APIConnectOptions, stt
from livekit.agents.utils import aio
from numpy.typing import NDArray

from speech.completeness import Completeness
from speech.endpointing import Endpointer, Phase, Step
from speech.errors import RecogniserBusy, RecogniserError
from speech.frame_intake import FrameIntake
from speech.last_turn import LastTurn, last_turn
from speech.patience import recognise
from speech.recognition_job import Job, Kind
from speech.silero import SAMPLE_RATE_HZ, WINDOW
from speech.splitting import split_point
from speech.stream_events import StreamEvents
from speech.stream_parts import StreamParts
from speech.transcript import Transcript
from speech.turn_end import judge
from speech.turn_sound.finished import finished
from speech.utterance import Utterance
from speech.utterance_timings import timings_of

__all__ = ["RecognitionStream", "StreamParts"]

logger = logging.getLogger("aisle.speech")

_PRE_ROLL_S = 0.3
"""Audio before the first voiced window. 100, 200 and 300 ms differed within noise."""
_MAX_HEADS = 4
"""Parts of endless speech that wait for a slow recogniser, 6 MB; with more the stream hears
no further, its input waits, and `FrameIntake` bounds that."""
_STARVED_S = 1.0
"""Wall time without a frame after which an open utterance is taken as over: a muted
microphone sends nothing, and stream time stands still."""


class RecognitionStream(stt.RecognizeStream):
    """Made by `WhisperSTT.stream`."""

    def __init__(
        self,
        plugin: stt.STT[Literal["utterance"]],
        conn_options: APIConnectOptions,
        parts: StreamParts,
    ):
        self._parts = parts
        self._intake = FrameIntake(self._left_out)
        self._endpointer = Endpointer(parts.endpointing)
        self._recent: deque[NDArray[np.float32]] = deque(
            maxlen=round((_PRE_ROLL_S + parts.endpointing.start_s) * SAMPLE_RATE_HZ / WINDOW)
        )
        self._pending = np.zeros(0, np.float32)
        self._utterance: Utterance | None = None
        self._last: LastTurn | None = None
        self._voiced_at_s = 0.0
        self._job: Job | None = None
        self._partial: Job | None = None
        self._waiting: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        super().__init__(stt=plugin, conn_options=conn_options)
        self._events = StreamEvents(self._event_ch)

    def push_frame(self, frame: rtc.AudioFrame) -> None:
        """Push audio of any rate and channel count; both may change between frames."""
        self._check_input_not_ended()
        self._check_not_closed()
        if self._intake.offer(frame):
            self._input_ch.send_nowait(frame)

    def _left_out(self, error: Exception) -> None:
        self._emit_error(error, recoverable=True)

    async def _run(self) -> None:
        try:
            while True:
                try:
                    item = await self._next()
                except aio.ChanClosed:
                    break
                if isinstance(item, rtc.AudioFrame):
                    await self._take_all(self._intake.take(item))
                else:
                    await self._take_all(self._intake.flush())
                    await self._finish()
            await self._finish()
        finally:
            self._withdraw()
            for task in self._tasks:
                task.cancel()

    async def _next(self) -> rtc.AudioFrame | stt.RecognizeStream._FlushSentinel:
        while True:
            if self._utterance is None:
                return await self._input_ch.recv()
            try:
                # Not `wait_for`: in Python 3.11 that loses a cancellation which comes together
                # with the closing of the channel, and `aclose` would wait for a recognition.
                async with asyncio.timeout(_STARVED_S):
                    return await self._input_ch.recv()
            except TimeoutError:
                await self._finish()

    async def _take_all(self, pieces: Iterable[NDArray[np.float32]]) -> None:
        for piece in pieces:
            await self._take(piece)
            await asyncio.sleep(0)  # a frame of minutes must not hold up other sessions
            utterance = self._utterance
            if utterance is not None and utterance.head and utterance.heads >= _MAX_HEADS:
                await asyncio.wait([utterance.head])

    async def _take(self, samples: NDArray[np.float32]) -> None:
        """Hear the windows that these samples complete."""
        arrived_at_s = self._parts.clock()
        audio = np.concatenate((self._pending, samples))
        probabilities = self._parts.detector.push(samples)
        for index, probability in enumerate(probabilities):
            end = (index + 1) * WINDOW
            self._hear(
                audio[end - WINDOW : end],
                float(probability),
                arrived_at_s - (len(audio) - end) / SAMPLE_RATE_HZ,
            )
            # The end of the turn hangs on words that are not known yet: later audio
            # waits, so that decisions depend on the audio and not on the machine.
            if self._endpointer.awaits_judgement and self._waiting is not None:
                await asyncio.wait([self._waiting])
        self._pending = audio[len(probabilities) * WINDOW :]

    def _hear(self, window: NDArray[np.float32], probability: float, at_s: float) -> None:
        voiced_s = self._endpointer.last_voiced_s
        steps = self._endpointer.hear(probability)
        if self._utterance is not None:
            self._utterance.audio.append(window)
        elif self._last is not None:
            self._last.after.append(window)
            if not self._last.open_at(self._endpointer.now_s - self._parts.endpointing.start_s):
                self._last = None
        self._recent.append(window)
        if self._endpointer.last_voiced_s != voiced_s:
            self._voiced_at_s = at_s
        for step in steps:
            self._do(step)

    def _do(self, step: Step) -> None:
        match step:
            case Step.STARTED:
                self._start()
            case Step.PARTIAL_DUE:
                self._ask_partial()
            case Step.CANDIDATE_DUE:
                self._ask_candidate()
            case Step.RESUMED:
                self._parts.pauses.went_on(self._endpointer.paused_s)
                self._withdraw()
            case Step.PART_DUE:
                self._settle_candidate()
            case Step.TOO_LONG:
                self._cut()
            case Step.ENDED:
                self._commit()

    def _start(self) -> None:
        endpointer, last, self._last = self._endpointer, self._last, None
        voiced_s = endpointer.now_s - endpointer.started_s
        if last is not None and last.open_at(endpointer.started_s):
            # Cut in two, whether or not that can be undone.
            self._parts.pauses.cut(endpointer.started_s - last.voiced_s)
            if self._parts.taken_back():
                self._utterance = last.joined()
                left_s = len(self._utterance.audio) * WINDOW / SAMPLE_RATE_HZ
                endpointer.rejoin(last.started_s, left_s)
        if self._utterance is None:
            audio = list(self._recent)
            began_s = max(0.0, endpointer.now_s - len(audio) * WINDOW / SAMPLE_RATE_HZ)
            self._utterance = Utterance(audio, began_s)
        self._events.started(self._voiced_at_s - voiced_s)

    def _ask_partial(self) -> None:
        if self._utterance is None or (self._partial and not self._partial.future.done()):
            return
        try:
            self._partial = self._parts.engine.submit(
                np.concatenate(self._utterance.audio), Kind.PARTIAL, self, self._parts.hints()
            )
        except RecogniserBusy:
            return
        self._spawn(self._show_partial(self._partial, self._utterance))

    async def _show_partial(self, job: Job, utterance: Utterance) -> None:
        try:
            transcript = await asyncio.wrap_future(job.future)
        except RecogniserError:
            return  # the final will fail too, and says so
        if transcript is None or job.withdrawn or utterance is not self._utterance:
            return
        if transcript.text:
            self._show(utterance, transcript)

    def _show(self, utterance: Utterance, transcript: Transcript) -> None:
        if transcript.text != utterance.shown:
            utterance.shown = transcript.text
            utterance.preflight = ""
            self._tell_so_far(stt.SpeechEventType.INTERIM_TRANSCRIPT, transcript)

    def _ask_candidate(self) -> None:
        utterance = self._utterance
        if utterance is None:
            return
        self._withdraw()
        utterance.candidates += 1
        utterance.candidate_windows = len(utterance.audio)
        samples = np.concatenate(utterance.audio)
        self._waiting = self._spawn(self._await_candidate(utterance, samples))

    async def _await_candidate(self, utterance: Utterance, samples: NDArray[np.float32]) -> None:
        """Recognise at once, tell the words, and let the endpointer weigh them."""
        if utterance.head is not None:
            # `wait`, as awaiting it directly would pass a cancellation on to it.
            await asyncio.wait([utterance.head])
        # Beside the recognition, which takes far longer.
        sounds = asyncio.get_running_loop().run_in_executor(None, finished, samples)
        try:
            transcript = await self._recognise(samples)
            if self._waiting is not asyncio.current_task() or transcript is None:
                return
            self._weigh(utterance, transcript, await sounds)
        except Exception as error:  # noqa: BLE001  # unjudged, the pause would never end the turn
            logger.error("a recognition failed", extra={"error": type(error).__name__})
            for step in self._endpointer.judge(self._parts.endpointing.no_words_s):
                self._do(step)

    def _weigh(self, utterance: Utterance, transcript: Transcript, sound: float | None) -> None:
        utterance.candidate = transcript
        utterance.ready_at_s = self._parts.clock()
        words, parts = utterance.last_words(transcript.text), self._parts
        judgement = judge(words, parts.expected(), sound, parts.pauses.habit(), parts.endpointing)
        utterance.completeness, utterance.over = judgement.completeness, judgement.over
        if transcript.text:
            if utterance.completeness is Completeness.DANGLING:
                self._show(utterance, transcript)
            elif transcript.text != utterance.preflight:
                utterance.preflight = utterance.shown = transcript.text
                self._tell_so_far(stt.SpeechEventType.PREFLIGHT_TRANSCRIPT, transcript)
        for step in self._endpointer.judge(judgement.wait_s):
            self._do(step)

    async def _recognise(
        self, samples: NDArray[np.float32], may_withdraw: bool = True
    ) -> Transcript | None:
        """Return the final transcript; None if withdrawn. Reports a failure as no words."""

        def submit() -> Job:
            job = self._parts.engine.submit(samples, Kind.FINAL, self, self._parts.hints())
            if may_withdraw:
                self._job = job
            return job

        return await recognise(submit, self._left_out, len(samples) / SAMPLE_RATE_HZ)

    def _withdraw(self) -> None:
        """Take back what was asked: the shopper has gone on."""
        for job in (self._job, self._partial):
            if job is not None:
                job.withdraw()
        if self._waiting is not None and self._waiting is not asyncio.current_task():
            self._waiting.cancel()
        self._waiting = None

    def _settle_candidate(self) -> None:
        """Make the candidate's words final; the utterance goes on without their audio."""
        utterance = self._utterance
        if utterance is None or utterance.candidate is None:
            return
        began_s = utterance.audio_began_s
        utterance.forget(utterance.candidate_windows)
        self._settle(utterance, utterance.candidate, began_s, utterance.audio_began_s)
        utterance.candidate = None

    def _settle(
        self, utterance: Utterance, transcript: Transcript, began_s: float, ended_s: float
    ) -> None:
        utterance.preflight = utterance.shown = ""
        if transcript.text:
            utterance.settle(transcript.text)
            self._events.words(stt.SpeechEventType.FINAL_TRANSCRIPT, transcript, began_s, ended_s)

    def _cut(self) -> None:
        """Settle the first part of speech that does not pause."""
        utterance = self._utterance
        if utterance is None:
            return
        self._withdraw()
        samples = np.concatenate(utterance.audio)
        windows = split_point(samples, len(samples) / SAMPLE_RATE_HZ - 0.5) // WINDOW
        began_s = utterance.audio_began_s
        utterance.forget(windows)
        self._endpointer.shortened(len(utterance.audio) * WINDOW / SAMPLE_RATE_HZ)
        utterance.heads += 1
        utterance.head = self._spawn(
            self._settle_head(utterance, samples[: windows * WINDOW], began_s, utterance.head)
        )

    async def _settle_head(
        self,
        utterance: Utterance,
        samples: NDArray[np.float32],
        began_s: float,
        before: "asyncio.Task[None] | None",
    ) -> None:
        if before is not None:
            await asyncio.wait([before])
        transcript = await self._recognise(samples, may_withdraw=False)
        utterance.heads -= 1
        if transcript is not None:
            ended_s = began_s + len(samples) / SAMPLE_RATE_HZ
            self._settle(utterance, transcript, began_s, ended_s)

    def _commit(self) -> None:
        """End the turn with the words of the last candidate."""
        utterance, self._utterance = self._utterance, None
        if utterance is None:
            return
        transcript, before = utterance.candidate, utterance.settled
        endpointer = self._endpointer
        self._withdraw()
        self._recent.clear()
        if transcript is not None and transcript.text:
            utterance.settle(transcript.text)
            self._events.words(
                stt.SpeechEventType.FINAL_TRANSCRIPT,
                transcript,
                utterance.audio_began_s,
                endpointer.last_voiced_s,
            )
        # Not later than now: AgentSession waits until then, after the wall clock was set
        # back for hours.
        ended_at_s = min(self._voiced_at_s, self._parts.clock())
        self._events.ended(ended_at_s, endpointer.now_s - endpointer.started_s)
        if utterance.settled:
            self._parts.pauses.ended()
            self._last = last_turn(utterance, before, endpointer)
            self._parts.told(
                timings_of(utterance, endpointer, self._voiced_at_s, self._parts.clock())
            )

    async def _finish(self) -> None:
        """End an open utterance now: the input was flushed, closed or has dried up."""
        utterance = self._utterance
        if utterance is None:
            return
        if self._waiting is not None and self._endpointer.phase is Phase.PAUSED:
            await asyncio.wait([self._waiting])
        else:
            self._withdraw()
            if utterance.head is not None:
                await asyncio.wait([utterance.head])
            transcript = await self._recognise(np.concatenate(utterance.audio))
            utterance.candidate = transcript
            utterance.ready_at_s = self._parts.clock()
            utterance.candidates += 1
        if self._utterance is utterance:
            self._endpointer.end()
            self._commit()

    def _spawn(self, work: "Coroutine[None, None, None]") -> "asyncio.Task[None]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _tell_so_far(self, kind: stt.SpeechEventType, transcript: Transcript) -> None:
        if self._utterance is not None:
            began_s = self._utterance.audio_began_s
            self._events.words(kind, transcript, began_s, self._endpointer.last_voiced_s)
