"""What one utterance means: acts with their edits, references and slots.

The contract between `agents.understand`, which makes readings from words, and
the nodes of the graph, which act on them.
"""

from dataclasses import dataclass

from agents.acts import Act
from agents.constraints import Edit, Kind
from retrieval.query import PriceRange


@dataclass(frozen=True, slots=True)
class Reference:
    """Which product of those shown is meant. At most one of the first three is set."""

    words: str
    ordinal: int | None = None
    """From 1; -1 is the last one."""
    deictic: bool = False
    """"it", "that one": the focus of the dialogue."""
    every: bool = False
    """"both", "all of them"."""
    descriptors: tuple[tuple[Kind, str], ...] = ()
    """"the blue one", "the Tarnholm one": values that single it out."""
    cheapest: bool = False
    dearest: bool = False
    best_rated: bool = False
    earlier: bool = False
    """From what was shown or said before the present list: "the one you said first",
    "the boots from before"; with `deictic` what was talked of before "it"."""
    in_cart: bool = False
    """"the one I added", "the ones in my cart"."""
    middle: bool = False
    step: int | None = None
    """Counted from the product talked of: 1 for "the next one"."""
    among: int | None = None
    """Out of so many: "the cheaper of the two"."""
    price: PriceRange | None = None
    """"the one under fifty", "the ninety dollar one"."""
    mentions: str = ""
    """What its listing speaks of: "zipper" in "the one with the zipper"."""
    quality: str | None = None
    """The most of it: "light" in "the lightest one", "the lighter of the two"."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a product: "is it waterproof?", "how heavy is it?"."""

    words: str
    attribute: str | None = None
    """A `Product.attributes` name, or one of price stock rating size colour material
    brand description features reviews; None when it could not be told."""
    value: str | None = None
    """For yes-or-no questions the value asked for: "leather" in "is it leather?"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One act of an utterance with everything it needs."""

    act: Act
    confidence: float
    """0..1."""
    words: str
    """The part of the utterance that was read as this act."""
    edits: tuple[Edit, ...] = ()
    references: tuple[Reference, ...] = ()
    question: Question | None = None
    size: str | None = None
    """The size asked for with a cart act, as the catalog spells it, or as spoken."""
    colour: str | None = None
    quantity: int | None = None
    topic: str | None = None
    """For smalltalk: greeting, thanks, goodbye, how_are_you, identity, compliment,
    insult, help; for order_or_policy: order, delivery, returns, exchange, warranty, payment,
    discounts, gift_wrap, stores, contact, privacy, account; for pace: slower, faster, normal;
    for repeat: last; for save: show, boards, remove, clear, to_cart (`understand.saving`);
    for cart_change: double, triple, fewer."""
    occasion: str | None = None
    """For gift, bundle and inspire: "birthday", "beach wedding"."""
    recipient: str | None = None
    """For gift: "father", "coffee lover", as said."""
    board: str | None = None
    """For save: the board's name; None is the only or the last one used."""
    text: str = ""
    """What is left to search for with the embedder: the wish without its constraint words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What understanding may look at: what is on the screen and what was asked."""

    titles: tuple[str, ...] = ()
    """Titles of the products shown, in order."""
    category: str | None = None
    """The category wanted so far."""
    asked: str | None = None
    """The slot that the last reply asked for: "size", "colour", "which", "quantity",
    "yes_no"; or None."""
    choices: tuple[str, ...] = ()
    """The values that the last reply offered for `asked`."""
    turn: int = 0
    added: bool = False
    """Whether the last turn put something into the cart: "make it three" then means that."""
    earlier: tuple[str, ...] = ()
    """Titles of products shown before the present list, the latest first."""
    cart: tuple[str, ...] = ()
    """Titles of what is in the cart: "change the boots to a ten" may then mean a line of it."""
