"""What a voice session tells the front door that runs it."""

from dataclasses import dataclass

from agents.turn import Turn
from assistant.turn_record import Outcome, Timings


@dataclass(frozen=True, slots=True)
class Hearing:
    """Words recognised so far; they may still change."""

    text: str


@dataclass(frozen=True, slots=True)
class TurnCommitted:
    """The utterance is over and understood: these products are on the screen now."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The reply was spoken to its end, or cut off; the turn is in the intent log."""

    turn: Turn
    timings: Timings
    speech_ended_at: float | None
    """Wall-clock time of the last voiced sample as the recogniser saw it."""
    outcome: Outcome
    heard: str | None
    """What of the reply was spoken when it was cut off; None when all of it was."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something failed; the session goes on. One sentence for a user."""

    message: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The session is over; no event follows but the end of a turn under way."""


SessionEvent = Hearing | TurnCommitted | TurnEnded | Trouble | Closed
