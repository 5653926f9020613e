"""The trained score: how likely a reply of each tier is a good one, in this situation.

A logistic regression for each tier, with a calibration of what it says. Trained by
`agents.routing.training`; kept as a JSON file that names its features, so that a score of
another version is refused and not misread.
"""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from agents.routing.decision import TEMPLATE, TierName
from agents.routing.errors import ScoreInvalid
from agents.routing.features import NAMES, features_of
from agents.routing.situation import Situation

SCHEMA: Final = "aisle.routing-score/1"
BYTES_MOST = 1_000_000
_STEEPEST = 35.0
"""Logits beyond are 0 or 1 in a float anyway."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Platt(_Table):
    """A calibration with two numbers: 1 / (1 + exp(-(slope * logit + shift)))."""

    kind: Literal["platt"] = "platt"
    slope: float = 1.0
    shift: float = 0.0

    def probability(self, logit: float) -> float:
        """Return the calibrated probability of a logit."""
        return sigmoid(self.slope * logit + self.shift)


class Isotonic(_Table):
    """A calibration by rising steps, straight lines between them."""

    kind: Literal["isotonic"] = "isotonic"
    logits: tuple[float, ...] = Field(min_length=1)
    probabilities: tuple[float, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if len(self.logits) != len(self.probabilities):
            raise ValueError("as many logits as probabilities are needed")
        if any(a > b for side in (self.logits, self.probabilities) for a, b in _pairs(side)):
            raise ValueError("logits and probabilities must rise")
        if not 0 <= self.probabilities[0] <= self.probabilities[-1] <= 1:
            raise ValueError("probabilities lie between 0 and 1")
        return self

    def probability(self, logit: float) -> float:
        """Return the calibrated probability of a logit."""
        after = bisect_right(self.logits, logit)
        if after == 0:
            return self.probabilities[0]
        if after == len(self.logits):
            return self.probabilities[-1]
        low, high = self.logits[after - 1], self.logits[after]
        share = (logit - low) / (high - low)
        return self.probabilities[after - 1] * (1 - share) + self.probabilities[after] * share


class TierScore(_Table):
    """What was learned of one tier."""

    bias: float
    weights: dict[str, float]
    """By the names of `features.NAMES`; what is not named has no say."""
    calibration: Platt | Isotonic = Field(default=Platt(), discriminator="kind")
    examples: int = Field(default=0, ge=0)
    """Turns that it was trained on."""

    @model_validator(mode="after")
    def _knows_its_features(self) -> Self:
        if unknown := sorted(set(self.weights) - set(NAMES)):
            raise ValueError(f"there is no feature {unknown[0]!r}")
        return self

    def logit(self, features: Mapping[str, float]) -> float:
        """Return what the regression says, before its calibration."""
        weights = self.weights
        return self.bias + sum(weights.get(name, 0.0) * x for name, x in features.items())


class Score(_Table):
    """The whole file."""

    version: Literal["aisle.routing-score/1"] = Field(alias="schema")
    tiers: dict[TierName, TierScore] = Field(min_length=1)
    trained_at: str = ""
    conversations: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _compares_with_the_template(self) -> Self:
        if TEMPLATE not in self.tiers:
            raise ValueError("the template's own score is missing")
        return self

    def quality(self, situation: Situation) -> dict[TierName, float]:
        """Return how likely a reply of each tier is good, 0..1, for the tiers that it knows."""
        features = features_of(situation)
        return {
            name: tier.calibration.probability(tier.logit(features))
            for name, tier in self.tiers.items()
        }


def sigmoid(logit: float) -> float:
    """Return 1 / (1 + exp(-logit)), for any float."""
    return 1.0 / (1.0 + exp(-max(-_STEEPEST, min(_STEEPEST, logit))))


def read_score(path: Path) -> tuple[Score, bytes]:
    """Read a score file.

    Returns:
        The score, and the bytes that it was read from.

    Raises:
        ScoreInvalid: it is missing, damaged or of another version.
    """
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_MOST + 1)
    except OSError as error:
        raise ScoreInvalid(str(path), error.strerror or str(error)) from error
    if len(data) > BYTES_MOST:
        raise ScoreInvalid(str(path), f"it has over {BYTES_MOST:,} bytes")
    try:
        return Score.model_validate_json(data), data
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        told = first["msg"].removeprefix("Value error, ")
        reason = f"{where}: {told}" if where else told
        raise ScoreInvalid(str(path), reason) from error


def _pairs(values: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(pairwise(values))
