"""What a voice session tells the front door that runs it."""

from dataclasses import dataclass

from agents.turn import Turn, Utterance
from assistant.turn_record import Outcome, Timings


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody speaks to the shop. Over a reply it is told once words have stopped it."""

    at: float
    """Wall-clock time of the first voiced sample."""


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """The utterance is over; what was said is told right after, if it had words."""

    at: float
    """Wall-clock time at which that was known."""
    spoken_s: float | None = None
    """From the first voiced sample to the last, in stream time; None without words."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance is over that a session which only listens leaves to its front door."""

    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Hearing:
    """Words recognised so far; they may still change."""

    text: str


@dataclass(frozen=True, slots=True)
class TurnCommitted:
    """The utterance is over and understood: these products are on the screen now."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class TurnWithdrawn:
    """The shopper went on before anything was heard of the reply: the turn never was."""

    turn: Turn
    before: Turn | None
    """The turn whose products are on the screen again; None if there was none."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of the reply as it is written ("$280"), with when it is heard."""

    text: str
    start_s: float
    """After the first sample of the reply's sound."""
    end_s: float


@dataclass(frozen=True, slots=True)
class Speaking:
    """Sound of the reply goes to the speaker: these words can be highlighted as they come."""

    words: tuple[SpokenWord, ...]
    """In order, and after those of the event before; written, not as they are said."""

    @property
    def text(self) -> str:
        """The clause that the words make."""
        return "".join(word.text for word in self.words).strip()


@dataclass(frozen=True, slots=True)
class ReplyStopped:
    """Words over the reply stopped it; what was only listening or noise tells nothing."""

    text: str
    """The words so far."""
    words_at: float
    """Wall-clock time at which they were recognised."""
    speech_at: float | None = None
    """Wall-clock time of their first voiced sample, where it is known."""


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The reply was spoken to its end, or cut off; without a `Trouble` before, it is logged."""

    turn: Turn
    timings: Timings
    speech_ended_at: float | None
    """Wall-clock time of the last voiced sample as the recogniser saw it."""
    outcome: Outcome
    heard: str | None
    """What of the reply was spoken when it was cut off; None when all of it was."""
    is_logged: bool = True
    """Whether the turn is in the intent log, on disk."""
    is_stored: bool = True
    """Whether the dialogue is on disk; else it waits in memory for the disk."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something failed; the session goes on. One sentence for a user."""

    message: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The session is over; no event follows but the end of a turn under way."""


SessionEvent = (
    SpeechStarted
    | SpeechStopped
    | Hearing
    | Heard
    | TurnCommitted
    | TurnWithdrawn
    | Speaking
    | ReplyStopped
    | TurnEnded
    | Trouble
    | Closed
)
