"""One turn of a conversation, from the words heard to the reply.

Types only: what `agents.agent.ShoppingAgent` takes and gives, and what the
session, the screen and the intent log read.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import uuid4

from agents.boards import Board
from agents.constraints import Constraint
from agents.reading import Reading
from agents.routing.decision import Decision
from agents.routing.situation import Situation
from retrieval.product import Product
from retrieval.query import Candidate
from retrieval.terms import Term


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the shopper said or typed."""

    text: str
    spoken: bool = False
    confidence: float | None = None
    """Of the recogniser, 0..1; None for typed text."""
    raw_text: str | None = None
    """The transcript before repair, where it differs."""


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line of the cart."""

    product_id: str
    variant_id: str | None
    title: str
    size: str | None
    colour: str | None
    unit_price: Decimal
    currency: str
    quantity: int
    added_price: Decimal | None = None
    """What one cost when it was added; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said. `text` is for the eye ("$280"); the voice speaks the same clauses
    with numbers as words. Clauses join to `text` with single spaces."""

    clauses: tuple[str, ...]
    tier: str
    """Who composed it: "template", "open" or "closed"."""
    cost_usd: Decimal = Decimal(0)
    """Of all models that were asked for it."""

    @property
    def text(self) -> str:
        return " ".join(self.clauses)


@dataclass(frozen=True, slots=True)
class Link:
    """A page to be shown, never spoken."""

    kind: str
    """"checkout", "policy", "order" or "contact"."""
    url: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Where the milliseconds of one turn went; None is not reached."""

    understand_ms: float | None = None
    retrieve_ms: float | None = None
    reply_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A planned turn. Nothing in it is stored until `ShoppingAgent.commit`."""

    conversation_id: str
    index: int
    """From 0 within the conversation."""
    utterance: Utterance
    readings: tuple[Reading, ...]
    """At least one."""
    constraints: tuple[Constraint, ...]
    """All that hold after this turn."""
    products: tuple[Candidate, ...]
    """What is on the screen after this turn, in order; the reply speaks of these only."""
    focus: Product | None
    """The product that "it" means after this turn."""
    relaxed: tuple[Term, ...]
    cart: tuple[CartLine, ...]
    reply: Reply
    asked: str | None = None
    """What the reply waits for: "size", "colour", "which", "quantity", "yes_no", "order", or what
    it asked to narrow the list by: "category", "audience", "price", "feature", "material",
    "brand"; or None.
    Where it waits, a bare "ten" or "yes" is a complete utterance."""
    links: tuple[Link, ...] = ()
    """Pages for the screen, such as the shop's checkout."""
    pace: float = 1.0
    """How fast the voice is to speak, against its own speed: 0.8 to 1.25."""
    boards: tuple[Board, ...] = ()
    """What the shopper has saved."""
    query: str | None = None
    """The text that was searched for in the end, made from all that holds; None where nothing
    was searched, empty where filters alone were."""
    query_id: str = field(default_factory=lambda: str(uuid4()), compare=False)
    """Names the turn in the log, and to whoever reports what was done with its products."""
    spent: Spent = field(default=Spent(), compare=False)
    situation: Situation | None = field(default=None, compare=False)
    """What that decision looked at."""
    decision: Decision | None = field(default=None, compare=False)
    """Who is to phrase the reply; `reply` is what the templates say."""
