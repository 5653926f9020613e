"""What is kept of one trial: enough to score it again without running it again."""

from decimal import Decimal
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.acts import Act

RECORD_VERSION: Final = 1


class Kept(BaseModel):
    """A part of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ProductSeen(Kept):
    """One product on the screen, with the facts as they were."""

    id: str
    variant_id: str | None = None
    title: str
    price: Decimal
    currency: str
    size: str | None = None
    colour: str | None = None
    availability: str
    score: float
    parts: dict[str, float] = Field(default_factory=dict)
    """What made up the score."""


class CartLineSeen(Kept):
    """One line of the cart."""

    product_id: str
    variant_id: str | None = None
    title: str
    size: str | None = None
    colour: str | None = None
    unit_price: Decimal
    quantity: int


class BoardSeen(Kept):
    """One board."""

    name: str
    product_ids: tuple[str, ...]


class Sound(Kept):
    """A recording beside the record."""

    file: str
    """Path within the run's folder."""
    seconds: float


class Hearing(Kept):
    """How an utterance went through the microphone. Times in ms after its last audible sample."""

    said: Sound | None = None
    """As the microphone took it, noise and all."""
    reply: Sound | None = None
    raw: str | None = None
    """The transcript before repair; None where repair changed nothing."""
    confidence: float | None = None
    false_starts: int = 0
    """Replies that began and were taken back since the shopper went on."""
    parts: int = 1
    """Turns that the utterance was taken for."""
    real_time: bool = True
    """Whether first_audio_ms is what a listener would have waited."""


class Barge(Kept):
    """What became of something said over a reply."""

    at_s: float
    """Of the reply, when the shopper began to speak."""
    meant_to_stop: bool
    stopped: bool
    stopped_after_ms: float | None = None
    """From the shopper's first audible sample to the reply's last; None if it went on, or typed."""


class MeantSeen(Kept):
    """What the shopper meant: `evals.shoppers.shopper.Meant`, as plain data."""

    acts: tuple[Act, ...] | None = None
    wishes: tuple[dict[str, Any], ...] | None = None


class TurnSeen(Kept):
    """One turn as the shopper lived it."""

    index: int
    """Of the assistant's turns, from 0."""
    said: str
    """What the shopper said; "" where a pause cut an utterance and this is its later part."""
    move: str
    line: int | None = None
    meant: MeantSeen = MeantSeen()
    gives: dict[str, str] = Field(default_factory=dict)
    heard: str
    """What the assistant took it for."""
    acts: tuple[Act, ...]
    constraints: tuple[dict[str, Any], ...]
    """As the intent log writes them: kind, value, wanted, hard, words, turn."""
    products: tuple[ProductSeen, ...]
    focus: str | None = None
    """Id of the product that "it" means."""
    relaxed: tuple[dict[str, str], ...] = ()
    cart: tuple[CartLineSeen, ...] = ()
    boards: tuple[BoardSeen, ...] = ()
    reply: str
    heard_reply: str | None = None
    """What was heard of it before it was cut off; None when all of it was."""
    asked: str | None = None
    links: tuple[str, ...] = ()
    tier: str
    cost_usd: Decimal = Decimal(0)
    route: dict[str, Any] | None = None
    """The router's reasons and calls, as the intent log writes them."""
    timings_ms: dict[str, float | None] = Field(default_factory=dict)
    outcome: Literal["completed", "interrupted", "failed"] = "completed"
    hearing: Hearing | None = None
    """None for a typed turn."""
    barge: Barge | None = None


Ended = Literal["satisfied", "gave_up", "script_over", "too_long", "broke_off"]


class TrialRecord(Kept):
    """One conversation."""

    version: Literal[1] = RECORD_VERSION
    scenario: str
    digest: str
    """Of the scenario's content."""
    trial: int
    """From 0."""
    condition: str = "typed"
    """"typed", "clean", "crowd 10 dB", ... as the run's plan names them."""
    seed: int
    ended: Ended
    turns: tuple[TurnSeen, ...]
    troubles: tuple[str, ...] = ()
    """What failed on the assistant's side, a sentence each."""
    rejected: tuple[str, ...] = ()
    """Why earlier simulations of this trial were no valid ones; they are not scored."""
    valid: bool = True
    """Whether the shopper behaved as the scenario says; else nothing of it is scored."""
    took_s: float = 0.0
    load: float | None = None
    """Of the machine when it ended."""
    tick_ms: float | None = None
    """What a fixed piece of arithmetic took just before: how fast the machine was."""
    cause: str | None = None
    """What a spoken trial that failed lost first (`evals.voice.causes.Cause`)."""

    @property
    def key(self) -> str:
        """Name it within a run, as `evals.runs.trial.Trial.key`."""
        return f"{self.scenario}#{self.trial}@{self.condition}"
