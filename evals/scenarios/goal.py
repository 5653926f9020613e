"""What a simulated shopper wants, and how it behaves; `evals.shoppers` plays it."""

from typing import Literal, Self

from pydantic import Field, model_validator

from evals.scenarios.expectations import Wish
from evals.scenarios.where import OneOrMore, Strict, Text, Where


class Persona(Strict):
    """How a shopper talks."""

    style: Literal["plain", "terse", "chatty", "hesitant", "polite"] = "plain"
    """How sentences are worded."""
    patience: int = Field(default=8, ge=1, le=40)
    """Turns without what is wanted before it gives up."""
    tells: Literal["at_once", "bit_by_bit", "when_asked"] = "bit_by_bit"
    """When wishes are told."""
    refers: bool = True
    """Whether it says "the second one", where it could say the name."""
    chats: float = Field(default=0.0, ge=0.0, le=0.5)
    """Share of turns with small talk before them."""
    shopper: str | None = None
    """The id of a known shopper, whose taste is used and learned; None is a stranger."""


class Change(Strict):
    """A change of mind after something was shown."""

    after: int = Field(default=1, ge=1)
    """So many lists were shown."""
    set: Wish | None = None
    """Takes the place of what was wanted of its kind."""
    drop: Literal["price", "brand", "colour", "material", "audience", "size", "feature"] | None = (
        None
    )
    """No longer matters."""
    words: OneOrMore | None = None
    """How it is said; found where there is none."""

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        if (self.set is None) == (self.drop is None):
            raise ValueError("a change of mind says one thing: give either `set` or `drop`")
        return self


class Choice(Strict):
    """Which product is taken, and in which form."""

    where: Where | None = None
    """Besides all wishes; the first on the screen that fulfils everything is taken."""
    size: Text | None = None
    """Of the variant that is taken."""
    colour: Text | None = None
    """Of the variant that is taken."""
    quantity: int = Field(default=1, ge=1, le=20)
    """Pieces."""


class Goal(Strict):
    """What is wanted. Wishes are told as the persona tells them, changes come as they say."""

    thing: OneOrMore
    """What the shopper calls it: "hiking boots"."""
    wishes: tuple[Wish, ...] = ()
    """What it must be; the first is told first."""
    changes: tuple[Change, ...] = ()
    """What is thought better of on the way."""
    asks: tuple[Literal["price", "stock", "sizes", "colours", "material", "rating"], ...] = ()
    """Asked about the product before it is taken."""
    choose: Choice = Choice()
    """Which product is taken in the end."""
    then: Literal["look", "cart", "save", "checkout", "compare"] = "cart"
    """What is done with it. "look" ends when a fitting product is on the screen."""
