"""What must be true of one turn, and of the conversation when it is over."""

from typing import Literal

from pydantic import Field

from agents.acts import Act
from evals.scenarios.where import Bounds, OneOrMore, Strict, Where


class Wish(Strict):
    """One thing wanted, or with `not` one thing not wanted. Exactly one field is given."""

    category: OneOrMore | None = None
    brand: OneOrMore | None = None
    colour: OneOrMore | None = None
    material: OneOrMore | None = None
    audience: OneOrMore | None = None
    size: OneOrMore | None = None
    feature: OneOrMore | None = None
    price: Bounds | None = None
    rating_at_least: float | None = None
    in_stock: bool | None = None
    type: str | None = None
    """What no category of the catalog is called: "ukulele"."""
    without: "Wish | None" = Field(default=None, alias="not")
    words: OneOrMore | None = None
    """How the shopper may say it, whole: "nothing over a hundred and fifty". Not a field that
    counts as given; ways to say it are found where there are none."""
    soft: bool = False
    """Whether it is only preferred: "ideally in blue"."""


class Shown(Strict):
    """What must be on the screen after a turn."""

    where: Where | None = None
    """Such a product is among the `first` of the list."""
    first: int = Field(default=3, ge=1)
    every: Where | None = None
    """All products of the list are such."""
    none: Where | None = None
    """No product of the list is such."""
    at_least: int | None = Field(default=None, ge=0)
    at_most: int | None = Field(default=None, ge=0)
    order: Literal["cheapest", "dearest", "best_rated"] | None = None
    new: bool | None = None
    """Whether nothing of it was on the screen one turn before."""


class CartLineWanted(Strict):
    """One line that must be in the cart."""

    where: Where
    size: str | None = None
    colour: str | None = None
    quantity: int = Field(default=1, ge=1)


class Expect(Strict):
    """What must be true after one turn; whatever is left out is not looked at."""

    acts: tuple[Act, ...] | None = None
    """All of these were understood, and nothing else."""
    any_act: tuple[Act, ...] | None = None
    """At least one of these was understood."""
    constraints: tuple[Wish, ...] | None = None
    """Just these hold after the turn."""
    shown: Shown | None = None
    focus: Where | None = None
    """What "it" means now."""
    says: tuple[OneOrMore, ...] = ()
    """The reply contains each of these; of several in brackets any will do. No case."""
    says_not: tuple[str, ...] = ()
    asks: str | None = None
    """What the reply waits for ("size", "which", "yes_no", ...); "nothing" for nothing."""
    relaxed: bool | None = None
    """Whether a wish was given up to show anything."""
    cart: tuple[CartLineWanted, ...] | None = None
    """The whole cart."""
    link: Literal["checkout", "policy", "order", "contact"] | None = None
    first_audio_ms: float | None = Field(default=None, gt=0)
    """Of a spoken reply, after the last audible sample of the question."""


class Ends(Strict):
    """What must be true when the conversation is over: the scenario's checkable goal."""

    shown: Shown | None = None
    """At any turn from the last search on."""
    cart: tuple[CartLineWanted, ...] | None = None
    """These lines, and nothing else: [] for an empty cart."""
    total: Bounds | None = None
    """Of the whole cart."""
    saved: tuple[Where, ...] | None = None
    """These are on a board."""
    said: tuple[OneOrMore, ...] = ()
    """Said in some reply; for questions whose answer is the goal."""
    focus: Where | None = None
    link: Literal["checkout", "policy", "order", "contact"] | None = None
