"""What must be true of one turn, and of the conversation when it is over."""

from typing import Final, Literal, Self

from pydantic import Field, model_validator

from agents.acts import Act
from evals.scenarios.where import Bounds, OneOrMore, Strict, Text, Where

NOT_GIVEN: Final = frozenset({"words", "soft"})
"""Fields of a wish that say how it is wanted, not what."""


class Wish(Strict):
    """One thing wanted, or with `not` one thing not wanted. Exactly one field is given."""

    category: OneOrMore | None = None
    """A product type as the catalog names it; of several any will do, here and below."""
    brand: OneOrMore | None = None
    """Who makes it."""
    colour: OneOrMore | None = None
    """Made in it."""
    material: OneOrMore | None = None
    """What it is made of."""
    audience: OneOrMore | None = None
    """Who it is for: "women", "kids", "dogs"."""
    size: OneOrMore | None = None
    """Made in it."""
    feature: OneOrMore | None = None
    """A selling point: "waterproof"."""
    price: Bounds | None = None
    """What it may cost."""
    rating_at_least: float | None = Field(default=None, ge=0, le=5)
    """Stars."""
    in_stock: bool | None = None
    """Can be had now."""
    type: Text | None = None
    """What no category of the catalog is called: "ukulele"."""
    without: "Wish | None" = Field(default=None, alias="not")
    """Not wanted: {not: {brand: Nike}}."""
    words: OneOrMore | None = None
    """How the shopper may say it, whole: "nothing over a hundred and fifty". Not a field that
    counts as given; ways to say it are found where there are none."""
    soft: bool = False
    """Whether it is only preferred: "ideally in blue"."""

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        given = self.given
        if not given:
            raise ValueError("a wish says what is wanted: give one field, such as brand or price")
        if len(given) > 1:
            named = " and ".join(f"`{name}`" for name in given)
            raise ValueError(f"a wish is one thing: make {named} wishes of their own")
        if self.without is not None and self.without.without is not None:
            raise ValueError("a wish that is not not wanted is a wish: take both `not` away")
        return self

    @property
    def given(self) -> tuple[str, ...]:
        """Names of the fields that say what is wanted, as files write them: one of them."""
        fields = type(self).model_fields
        return tuple(
            field.alias or name
            for name, field in fields.items()
            if name not in NOT_GIVEN and getattr(self, name) is not None
        )


class Shown(Strict):
    """What must be on the screen after a turn."""

    where: Where | None = None
    """Such a product is among the `first` of the list."""
    first: int = Field(default=3, ge=1)
    """How far down the list `where` is looked for."""
    every: Where | None = None
    """All products of the list are such."""
    none: Where | None = None
    """No product of the list is such."""
    at_least: int | None = Field(default=None, ge=0)
    """So many products or more."""
    at_most: int | None = Field(default=None, ge=0)
    """So many products or fewer; 0 for an empty screen."""
    order: Literal["cheapest", "dearest", "best_rated"] | None = None
    """What comes first."""
    new: bool | None = None
    """Whether nothing of it was on the screen one turn before."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        low, high = self.at_least, self.at_most
        if low is not None and high is not None and low > high:
            raise ValueError(f"at_least {low} is above at_most {high}")
        return self


class CartLineWanted(Strict):
    """One line that must be in the cart."""

    where: Where
    """Which product it is."""
    size: Text | None = None
    """Of the variant in the cart."""
    colour: Text | None = None
    """Of the variant in the cart."""
    quantity: int = Field(default=1, ge=1)
    """So many pieces, no more and no fewer."""


class Expect(Strict):
    """What must be true after one turn; whatever is left out is not looked at."""

    acts: tuple[Act, ...] | None = None
    """All of these were understood, and nothing else."""
    any_act: tuple[Act, ...] | None = None
    """At least one of these was understood."""
    constraints: tuple[Wish, ...] | None = None
    """Just these hold after the turn."""
    shown: Shown | None = None
    """What is on the screen after the turn."""
    focus: Where | None = None
    """What "it" means now."""
    says: tuple[OneOrMore, ...] = ()
    """The reply contains each of these; of several in brackets any will do. No case."""
    says_not: tuple[Text, ...] = ()
    """The reply contains none of these. No case."""
    asks: Text | None = None
    """What the reply waits for ("size", "which", "yes_no", ...); "nothing" for nothing."""
    relaxed: bool | None = None
    """Whether a wish was given up to show anything."""
    cart: tuple[CartLineWanted, ...] | None = None
    """The whole cart."""
    link: Literal["checkout", "policy", "order", "contact"] | None = None
    """A page that the turn leads to."""
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
    """What "it" means when it is over."""
    link: Literal["checkout", "policy", "order", "contact"] | None = None
    """A page that some turn led to."""
