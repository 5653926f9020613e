"""Decides that the shopper has finished: pure logic in stream time.

Hears one speech probability for each 32 ms and, at a pause, how finished the words
are. Knows nothing of audio, models, clocks or event loops. The silence it waits for
depends on the words (`speech.completeness`); the recognition that tells the words is
asked for at the very start of the pause, so that nothing is left to compute when
the silence is long enough.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum

from speech.completeness import Completeness

WINDOW_S = 0.032
_SPEECH_ON = 0.5
_SPEECH_OFF = 0.35
"""Silero's own hysteresis: speech goes on down to 0.15 under the threshold."""
_EPSILON_S = 0.001


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Seconds of stream time.

    Args:
        start_s: Voiced time that starts an utterance; a click is shorter.
        candidate_s: Silence at which the words so far are recognised. Cutting the audio
            0 to 96 ms after the last voiced window changed the words of 60 recordings no
            more than 160 ms did (5.0-5.5 % against 4.3 % off full context, slots equal).
        resume_s: Voiced time in a pause that counts as going on.
        partial_every_s: Speech between partial transcripts: twelve windows, under 400 ms.
        urgent_s: Silence that ends "stop".
        complete_s: Silence that ends a whole request. Of 120 recorded orders 2 hold a
            longer pause; a synthetic voice's comma pauses last 224 to 320 ms.
        open_s: The same for a request that people often extend. Of 16 synthetic requests
            with 400 ms at each comma 2 are cut in two (7 if all whole ones are complete).
        unclear_s: The same for a fragment ("actually make it blue, [400 ms] and ...").
        dangling_s: The same for words that cannot end a request.
        no_words_s: Silence that ends an utterance in which no words were found.
        longest_wait_s: The most that doubt by sound and habit makes of it: the reply's first
            sound then comes within 800 ms, and a reply that came too soon can still be taken
            back when the shopper goes on.
        part_s: From this length on, a pause settles what was said so far.
        longest_s: An utterance that never pauses is cut here.
    """

    start_s: float = 0.096
    candidate_s: float = 0.032
    resume_s: float = 0.064
    partial_every_s: float = 0.384
    urgent_s: float = 0.16
    complete_s: float = 0.352
    open_s: float = 0.544
    unclear_s: float = 0.704
    dangling_s: float = 1.28
    no_words_s: float = 0.64
    longest_wait_s: float = 0.672
    part_s: float = 12.0
    longest_s: float = 25.0

    def budget_s(self, completeness: Completeness | None) -> float:
        """Return the silence that ends an utterance with such words; None is no words."""
        match completeness:
            case None:
                return self.no_words_s
            case Completeness.URGENT:
                return self.urgent_s
            case Completeness.COMPLETE:
                return self.complete_s
            case Completeness.OPEN:
                return self.open_s
            case Completeness.UNCLEAR:
                return self.unclear_s
            case Completeness.DANGLING:
                return self.dangling_s


class Step(StrEnum):
    """What the caller has to do now."""

    STARTED = "started"
    """An utterance began; keep its audio."""
    PARTIAL_DUE = "partial_due"
    """Recognise the audio so far if there is time."""
    CANDIDATE_DUE = "candidate_due"
    """Recognise the audio so far at once, and tell `judge` how finished it is."""
    RESUMED = "resumed"
    """The shopper goes on: the candidate no longer counts."""
    PART_DUE = "part_due"
    """Settle the candidate's words, drop their audio, go on listening."""
    TOO_LONG = "too_long"
    """Cut the audio at a quiet place, settle the first part, and call `shortened`."""
    ENDED = "ended"
    """The utterance is over: its words are those of the last candidate."""


class Phase(Enum):
    """Where the stream is."""

    IDLE = "idle"
    SPEAKING = "speaking"
    PAUSED = "paused"


class Endpointer:
    """One stream's turn detection."""

    def __init__(self, settings: EndpointSettings | None = None) -> None:
        self.settings = settings or EndpointSettings()
        self.now_s = 0.0
        """Stream time: the end of the last window heard."""
        self.last_voiced_s = 0.0
        """Stream time at which speech was last heard."""
        self.started_s = 0.0
        """Stream time at which the utterance began."""
        self.paused_s = 0.0
        """How long the last pause lasted after which the shopper went on."""
        self.phase = Phase.IDLE
        self._run_s = 0.0
        self._part_began_s = 0.0
        self._since_partial_s = 0.0
        self._judged = False
        self._budget_s = 0.0

    @property
    def silence_s(self) -> float:
        """Silence since speech was last heard."""
        return self.now_s - self.last_voiced_s

    @property
    def awaits_judgement(self) -> bool:
        """Whether hearing more would be too late: the pause may already be the end."""
        paused = self.phase is Phase.PAUSED and not self._judged
        return paused and self.silence_s + _EPSILON_S >= self.settings.complete_s

    def hear(self, probability: float) -> list[Step]:
        """Take in the next 32 ms.

        Args:
            probability: Of speech in them, 0..1.
        """
        self.now_s += WINDOW_S
        on = _SPEECH_OFF if self.phase is Phase.SPEAKING else _SPEECH_ON
        voiced = probability >= on
        self._run_s = self._run_s + WINDOW_S if voiced else 0.0
        match self.phase:
            case Phase.IDLE:
                return self._hear_idle()
            case Phase.SPEAKING:
                return self._hear_speaking(voiced)
            case Phase.PAUSED:
                return self._hear_paused()

    def judge(self, wait_s: float) -> list[Step]:
        """Take in how long the silence must be. Ignored where the shopper has gone on since.

        Args:
            wait_s: For the candidate; `speech.turn_end` knows it.
        """
        if self.phase is not Phase.PAUSED:
            return []
        self._judged = True
        self._budget_s = wait_s
        return self._weigh()

    def rejoin(self, started_s: float, left_s: float) -> None:
        """Say that the utterance that just began goes on with one that had ended.

        Args:
            started_s: Stream time at which that one began.
            left_s: How much of the audio is unsettled.
        """
        self.started_s = started_s
        self.shortened(left_s)

    def shortened(self, left_s: float) -> None:
        """Say that only so many seconds of the utterance's audio are still unsettled."""
        self._part_began_s = self.now_s - left_s

    def end(self) -> None:
        """Go back to waiting for speech: the caller has ended the utterance."""
        self.phase = Phase.IDLE
        self._run_s = 0.0

    def _hear_idle(self) -> list[Step]:
        if self._run_s + _EPSILON_S < self.settings.start_s:
            return []
        self.phase = Phase.SPEAKING
        self.started_s = self._part_began_s = self.now_s - self._run_s
        self.last_voiced_s = self.now_s
        self._since_partial_s = self._run_s
        return [Step.STARTED]

    def _hear_speaking(self, voiced: bool) -> list[Step]:
        if self.now_s - self._part_began_s >= self.settings.longest_s:
            return [Step.TOO_LONG]
        if voiced:
            self.last_voiced_s = self.now_s
            self._since_partial_s += WINDOW_S
            if self._since_partial_s + _EPSILON_S >= self.settings.partial_every_s:
                self._since_partial_s = 0.0
                return [Step.PARTIAL_DUE]
            return []
        if self.silence_s + _EPSILON_S < self.settings.candidate_s:
            return []
        self.phase = Phase.PAUSED
        self._judged = False
        return [Step.CANDIDATE_DUE]

    def _hear_paused(self) -> list[Step]:
        if self._run_s + _EPSILON_S >= self.settings.resume_s:
            self.phase = Phase.SPEAKING
            self.paused_s = self.silence_s - self._run_s
            self.last_voiced_s = self.now_s
            self._since_partial_s = 0.0
            return [Step.RESUMED]
        # In the middle of a run that may become speech nothing is decided.
        return self._weigh() if self._run_s == 0.0 else []

    def _weigh(self) -> list[Step]:
        if not self._judged:
            return []
        if self.silence_s + _EPSILON_S >= self._budget_s:
            self.end()
            return [Step.ENDED]
        heard_s = self.last_voiced_s - self._part_began_s
        long_enough = heard_s >= self.settings.part_s
        if long_enough and self.silence_s + _EPSILON_S >= self.settings.complete_s:
            self.shortened(0.0)
            return [Step.PART_DUE]
        return []
