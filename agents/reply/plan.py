"""What a reply is to say, before anyone chose the words.

A plan holds every product, price and fact that the reply may speak of, and
nothing else: the templates phrase it, and so can a model, which is then
checked against `agents.reply.stated.facts_of`.
"""

from dataclasses import dataclass
from decimal import Decimal

from agents.acts import Act
from agents.constraints import Kind
from agents.facts import Answer
from agents.offers import Offered
from agents.references import Trouble
from agents.reply.cart_parts import (
    AsksConsent,
    CartAdded,
    CartAddedSeveral,
    CartAsks,
    CartChanged,
    CartHolds,
    CartRemoved,
    CartShown,
    CartTotalWithout,
    CartUndone,
    CheckedOut,
    FewLeft,
)
from agents.reply.ideas_parts import IdeasShown, Preferred, SetImpossible, SetShown
from agents.reply.leads import Lead, Shortfall
from agents.reply.question_parts import AsksBack, Clarifies, DidYouMean, LeftOpen
from agents.reply.shop_parts import (
    BoardDone,
    BoardShown,
    InCurrency,
    OrderSaid,
    PaceSet,
    PolicySaid,
    Reached,
    StillAsks,
)
from agents.reply.talk_parts import Repeated, Talked
from agents.turn import CartLine
from retrieval.product import Product, Variant
from retrieval.query import Candidate, Correction, PriceRange, Relaxation
from retrieval.terms import Term

SPOKEN = 3
"""Products spoken of in one reply; listeners do not hold more."""
SENTENCES = 3
"""Longest reply; a fourth sentence is talked over."""


@dataclass(frozen=True, slots=True)
class Found:
    """A list of products; the first of `candidates` are the ones to speak of."""

    candidates: tuple[Candidate, ...]
    lead: Lead = Lead.MATCHES
    total: int = 0
    """How many fit, those on the screen included; 0 where the number says nothing."""
    category: str | None = None
    """The kind of thing, where it was just asked for."""
    price: PriceRange | None = None
    """The budget, where one was just stated."""
    relaxed: tuple[Term, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    """Why each of `relaxed` was given up, where the search said so."""
    shortfall: Shortfall | None = None
    spoken: int = SPOKEN
    """How many of `candidates`, from the first, are named."""
    corrected: tuple[Correction, ...] = ()
    """Words that were searched for as other ones, for certain."""
    thing: str | None = None
    """What was asked for and none of these is, where the catalog has no word for it."""
    wished: tuple[Term, ...] = ()
    """Soft wishes, the latest first: the reason why one of these fits and another does not."""
    asked: tuple[Term, ...] = ()
    """What this turn asked for."""


@dataclass(frozen=True, slots=True)
class NothingFound:
    """No product fits; `kinds` are the constraints that could give way."""

    kinds: tuple[Kind, ...]
    no_more: bool = False
    """True where everything that fits was shown already."""
    thing: str | None = None
    """What was asked for and no listing speaks of: "ukulele"."""


@dataclass(frozen=True, slots=True)
class BeyondPrice:
    """Nothing fits the budget; the reply asks whether to look beyond it.

    The product is not named and not shown before the shopper agrees.
    """

    product_id: str
    price: PriceRange
    """The budget."""
    nearest: Decimal
    """What the product nearest to it costs."""
    currency: str
    relaxed: tuple[Term, ...] = ()
    """What it does not fulfil either."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The shopper singled out a product."""

    product: Product
    variant: Variant | None = None
    sized: Offered | None = None
    """What the size wanted in this conversation comes to, where the product is made in it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers to one question about one to three products."""

    answers: tuple[Answer, ...]
    places: tuple[int, ...]
    """Where each product stands in the spoken list, from 1; 0 where it does not."""
    named: bool
    """Whether to say the name: "the Ridge Mid", not "it"."""
    elsewhere: int | None = None
    """After a "no": the place of a product in the spoken list for which it is a "yes"."""


@dataclass(frozen=True, slots=True)
class Stocked:
    """Whether a product can be had, in a size or colour if one was asked for."""

    offered: Offered
    named: bool
    about: str = "stock"
    """What was asked: "stock", "size" or "colour"."""


@dataclass(frozen=True, slots=True)
class StockedSeveral:
    """Whether each of a short list can be had in a size or colour: "do they come in black?"."""

    offered: tuple[Offered, ...]
    """In the order in which they were spoken of."""
    size: str | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Priced:
    """What a product costs, in one variant if one was asked for."""

    product: Product
    variant: Variant | None
    named: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One attribute on which compared products differ; None is not stated."""

    attribute: str
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two or three products and what tells them apart, the most telling first."""

    products: tuple[Product, ...]
    differences: tuple[Difference, ...]
    about: str | None = None
    """The attribute that was asked about: "which one is lighter?"."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """It is not clear which product is meant."""

    trouble: Trouble
    act: Act
    shown: int
    """Products on the screen."""
    among: tuple[Product, ...] = ()
    """What it could be, as far as it was spoken of."""


Part = (
    Found
    | NothingFound
    | BeyondPrice
    | Chosen
    | Answered
    | Stocked
    | StockedSeveral
    | Priced
    | Compared
    | Unresolved
    | CartAdded
    | CartAddedSeveral
    | CartChanged
    | CartAsks
    | FewLeft
    | CartRemoved
    | CartShown
    | SetShown
    | SetImpossible
    | IdeasShown
    | Preferred
    | CartUndone
    | CartHolds
    | CartTotalWithout
    | CheckedOut
    | AsksConsent
    | BoardDone
    | BoardShown
    | PolicySaid
    | OrderSaid
    | Reached
    | PaceSet
    | InCurrency
    | StillAsks
    | Clarifies
    | LeftOpen
    | AsksBack
    | DidYouMean
    | Talked
    | Repeated
)


@dataclass(frozen=True, slots=True)
class ReplyPlan:
    """Everything that one turn's reply may say."""

    parts: tuple[Part, ...]
    """In the order in which they were asked for; at least one."""
    acts: tuple[Act, ...]
    products: tuple[Candidate, ...]
    """On the screen after the turn."""
    cart: tuple[CartLine, ...]
    utterance: str
    confidence: float
    """Of the least certain reading, 0..1: what a router may go by."""
    seed: int
    """Picks between wordings: the same seed, the same words."""
    before: str = ""
    """The last reply: the next one does not open like it."""
