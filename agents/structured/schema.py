"""The JSON that a language model answers with when it is asked for a reading.

Every key is required and closed, as strict JSON-schema modes of the providers ask; what does
not apply is null or empty.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from agents.acts import Act
from agents.constraints import Kind, Relative
from retrieval.query import Sort

ACTS_MOST = 4
VALUES_MOST = 12

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wanted(_Closed):
    """One value that is wanted or not wanted."""

    kind: Literal[
        "type", "category", "department", "brand", "colour", "material", "size", "audience",
        "feature",
    ]  # fmt: skip
    value: Words
    wanted: bool
    hard: bool


class Pointed(_Closed):
    """Which product on the screen is meant."""

    place: Annotated[int, Field(ge=-1, le=20)] | None
    """From 1; -1 is the last; null for "it"."""
    every: bool


class StructuredAct(_Closed):
    """One act of the utterance."""

    act: Act
    confidence: Annotated[float, Field(ge=0, le=1)]
    text: Annotated[str, StringConstraints(max_length=300)]
    """What to search for in words, without the constraints."""
    wanted: Annotated[list[Wanted], Field(max_length=VALUES_MOST)]
    lowest_price: Annotated[Decimal, Field(ge=0, le=10_000_000)] | None
    highest_price: Annotated[Decimal, Field(ge=0, le=10_000_000)] | None
    dropped: Annotated[list[Kind], Field(max_length=VALUES_MOST)]
    relative: Relative | None
    sort: Sort | None
    meant: Annotated[list[Pointed], Field(max_length=6)]
    attribute: Annotated[str, StringConstraints(max_length=60)] | None
    """What is asked about a product."""
    asked_value: Annotated[str, StringConstraints(max_length=60)] | None
    size: Annotated[str, StringConstraints(max_length=40)] | None
    colour: Annotated[str, StringConstraints(max_length=40)] | None
    quantity: Annotated[int, Field(ge=1, le=999)] | None
    topic: Annotated[str, StringConstraints(max_length=40)] | None


class StructuredReading(_Closed):
    """The whole utterance."""

    acts: Annotated[list[StructuredAct], Field(min_length=1, max_length=ACTS_MOST)]


def json_schema() -> dict[str, Any]:
    """Return the schema of an answer as plain data, for a provider's structured output."""
    return StructuredReading.model_json_schema()
