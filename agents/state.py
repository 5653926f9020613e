"""What a conversation remembers between turns.

Plain data that survives a round trip through JSON, for the checkpointer.
Products are kept by id only: their facts are looked up anew in every turn, so
that a price that changed meanwhile is never spoken from memory. How words edit
the constraints is `agents.edits`.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from pydantic import JsonValue, TypeAdapter, ValidationError

from agents.constraints import Constraint, Kind
from agents.pending import Pending
from agents.reading import Question, Shown
from retrieval.query import Sort

VERSION = 1
"""Of the stored form; a checkpoint of another version is refused, not guessed at."""
TOPICS_KEPT = 8
"""Earlier wishes one may come back to; more are not remembered by shoppers either."""
SEEN_KEPT = 60
"""Product ids shown in one topic: ten screens of six."""


@dataclass(frozen=True, slots=True)
class OnScreen:
    """One product on the screen, with what its search said about it."""

    product_id: str
    variant_id: str | None = None
    score: float = 0.0
    cosine: float = 0.0


@dataclass(frozen=True, slots=True)
class CartItem:
    """One line of the cart as it is stored; prices are looked up when it is read."""

    product_id: str
    variant_id: str | None
    quantity: int


@dataclass(frozen=True, slots=True)
class Form:
    """The size and colour in which a product was last asked about, and can be had."""

    product_id: str
    size: str | None
    colour: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """An earlier wish of this conversation."""

    category: str | None
    constraints: tuple[Constraint, ...]
    query: str
    ideas: bool = False


@dataclass(frozen=True, slots=True)
class DialogueState:
    """One conversation after a number of committed turns."""

    turn: int = 0
    """How many turns were committed; the index of the next."""
    constraints: tuple[Constraint, ...] = ()
    query: str = ""
    """The wish in words, without what the constraints already say."""
    sort: Sort = Sort.RELEVANCE
    ideas: bool = False
    """Whether ideas are wanted, for a gift or to be inspired, rather than one thing."""
    screen: tuple[OnScreen, ...] = ()
    spoken: int = 0
    """How many of the screen's products, from its start, the last list spoke of."""
    seen: tuple[str, ...] = ()
    """Products shown in this topic, in order, those on the screen included."""
    focus_id: str | None = None
    """What "it" means; None while several are shown and none was singled out."""
    cart: tuple[CartItem, ...] = ()
    pending: Pending | None = None
    question: Question | None = None
    """The last one asked about a product: "and the second?" asks it again."""
    last_reply: str = ""
    """What was last heard; shorter than what was planned if it was interrupted."""
    whole_reply: str = ""
    """What was planned to be heard: "say that again" asks for all of it."""
    form: Form | None = None
    added: CartItem | None = None
    """What was just put into the cart, with the pieces added: "make it two" means this."""
    topics: tuple[Topic, ...] = ()

    @property
    def category(self) -> str | None:
        """The category wanted, if exactly one is."""
        wanted = [c.value for c in self.constraints if c.kind is Kind.CATEGORY and c.wanted]
        return wanted[0] if len(wanted) == 1 and isinstance(wanted[0], str) else None

    def for_understanding(self, titles: tuple[str, ...]) -> Shown:
        """Return what understanding may look at, given the titles on the screen."""
        return Shown(
            titles=titles,
            category=self.category,
            asked=self.pending.slot.value if self.pending else None,
            choices=self.pending.choices if self.pending else (),
            turn=self.turn,
        )

    def new_topic(self, query: str, ideas: bool = False) -> Self:
        """Return the state of a fresh wish; the old one is kept in `topics`."""
        left = self.topics
        if self.constraints or self.query:
            topic = Topic(self.category, self.constraints, self.query, self.ideas)
            others = tuple(t for t in left if t.category is None or t.category != topic.category)
            left = (*others, topic)[-TOPICS_KEPT:]
        fresh = replace(self, constraints=(), seen=(), topics=left)
        return replace(fresh, query=query, sort=Sort.RELEVANCE, ideas=ideas)

    def showing(self, screen: tuple[OnScreen, ...], spoken: int) -> Self:
        """Return the state with another list on the screen; a sole product is the focus."""
        new = tuple(s.product_id for s in screen if s.product_id not in self.seen)
        return replace(
            self,
            screen=screen,
            spoken=spoken,
            seen=(*self.seen, *new)[-SEEN_KEPT:],
            focus_id=screen[0].product_id if len(screen) == 1 else None,
        )

    def to_json(self) -> dict[str, JsonValue]:
        """Return plain data for `from_json`."""
        data = _ADAPTER.dump_python(self, mode="json")
        return {"version": VERSION, "dialogue": data}

    @classmethod
    def from_json(cls, data: dict[str, JsonValue]) -> "DialogueState":
        """Return the state that `to_json` wrote.

        Raises:
            ValueError: the data is damaged or of another version.
        """
        if data.get("version") != VERSION:
            raise ValueError(f"stored version {data.get('version')!r}, expected {VERSION}")
        try:
            state = _ADAPTER.validate_python(data.get("dialogue"))
        except ValidationError as error:
            raise ValueError(f"{error.error_count()} fields do not fit") from error
        return replace(
            state,
            constraints=tuple(_with_stars(c) for c in state.constraints),
            topics=tuple(
                replace(t, constraints=tuple(_with_stars(c) for c in t.constraints))
                for t in state.topics
            ),
        )


def _with_stars(constraint: Constraint) -> Constraint:
    """Restore a rating: JSON keeps a Decimal as text, which reads back as a catalog value."""
    if constraint.kind is Kind.RATING and isinstance(constraint.value, str):
        return replace(constraint, value=Decimal(constraint.value))
    return constraint


_ADAPTER = TypeAdapter(DialogueState)
