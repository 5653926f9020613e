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

from agents.boards import Board
from agents.bundles import Bundle
from agents.clicks import Click
from agents.constraints import Constraint, Kind
from agents.gifts import Giving
from agents.pending import Pending
from agents.reading import Question, Shown
from agents.search_text import Piece, text_of
from retrieval.query import Sort

VERSION = 1
"""Of the stored form; a checkpoint of another version is refused, not guessed at."""
TOPICS_KEPT = 8
"""Earlier wishes one may come back to; more are not remembered by shoppers either."""
CARTS_KEPT = 10
"""Changes of the cart that can be undone."""
SEEN_KEPT = 60
"""Product ids shown in one topic: ten screens of six."""
STEPS_KEPT = 6
"""Changes of one wish that can be taken back, and the first list of it."""
SINGLED_OUT_KEPT = 8
"""Products talked of one by one that "the previous one" can mean."""
SHOWN_BEFORE = 24
"""Products of earlier lists that are looked up for "the blue one from before"; 0.12 ms each."""
CONSTRAINTS_KEPT = 40
"""The latest; a wish of so many parts is no shopper's, and a state must stay small."""


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
    price: Decimal | None = None
    """What one cost when it was added: only ever compared with today's, never spoken alone."""


@dataclass(frozen=True, slots=True)
class Form:
    """The size and colour in which a product was last asked about, and can be had."""

    product_id: str
    size: str | None
    colour: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A wish as it was at some point of this conversation, and what was on the screen then."""

    category: str | None
    constraints: tuple[Constraint, ...]
    said: tuple[Piece, ...]
    ideas: bool = False
    sort: Sort = Sort.RELEVANCE
    screen: tuple[OnScreen, ...] = ()
    spoken: int = 0
    focus_id: str | None = None
    bundle: Bundle | None = None

    @property
    def query(self) -> str:
        """The text to search for that no constraint holds."""
        return text_of(self.said)


@dataclass(frozen=True, slots=True)
class DialogueState:
    """One conversation after a number of committed turns."""

    turn: int = 0
    """How many turns were committed; the index of the next."""
    constraints: tuple[Constraint, ...] = ()
    said: tuple[Piece, ...] = ()
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
    steps: tuple[Topic, ...] = ()
    """This wish before each of its changes, the first one first: "scratch the last thing",
    "the first one you showed me"."""
    singled_out: tuple[str, ...] = ()
    """Products talked of one by one, the latest last: "the previous one"."""
    group: tuple[str, ...] = ()
    """The products that were last talked of together: "both", "the cheaper of the two"."""

    carts: tuple[tuple[CartItem, ...], ...] = ()
    """The cart before each of its last changes, the latest last: "undo that"."""
    cart_turn: int = -1
    """The turn of its last change."""
    boards: tuple[Board, ...] = ()
    board: str | None = None
    """Name of the board used last: "save this one too"."""
    bundle: Bundle | None = None
    """The set that is on the screen, of this wish."""
    giving: Giving | None = None
    """What ideas are wanted for, of this wish: a person, an interest, a trouble."""
    pace: float = 1.0
    """How fast the voice is wanted, against its own speed."""
    clarified: tuple[str, ...] = ()
    """What was asked to narrow a list, each as "category:kind": never asked again there."""
    clarified_turn: int = -2
    """The turn of the last such question."""
    unclear: int = 0
    """How many of the last utterances running were not understood."""
    clicks: tuple[Click, ...] = ()
    """What was done by hand since the last turn was committed."""

    @property
    def asked_before(self) -> frozenset[Kind]:
        """The kinds of constraint that were asked for since the present wish came up."""
        keys = (c.rpartition(":") for c in self.clarified)
        return frozenset(Kind(kind) for of, _, kind in keys if of in ("", self.category))

    def indifferent(self, *kinds: Kind) -> Self:
        """Return the state of a shopper to whom these do not matter: not asked for again."""
        keys = (f"{self.category or ''}:{kind.value}" for kind in kinds)
        return replace(self, clarified=(*self.clarified, *keys)[-CONSTRAINTS_KEPT:])

    def clarifying(self, kind: Kind) -> Self:
        """Return the state after a question for `kind` in this turn."""
        return replace(self.indifferent(kind), clarified_turn=self.turn)

    @property
    def category(self) -> str | None:
        """The category wanted, if exactly one is."""
        wanted = [c.value for c in self.constraints if c.kind is Kind.CATEGORY and c.wanted]
        return wanted[0] if len(wanted) == 1 and isinstance(wanted[0], str) else None

    @property
    def query(self) -> str:
        """The text to search for that no constraint holds."""
        return text_of(self.said)

    @property
    def now(self) -> Topic:
        """The present wish with its screen."""
        return Topic(
            self.category,
            self.constraints,
            self.said,
            self.ideas,
            self.sort,
            self.screen,
            self.spoken,
            self.focus_id,
        )

    @property
    def first_heard(self) -> tuple[str, ...]:
        """What was spoken of in the first list of this wish: ids, in order."""
        first = self.steps[0] if self.steps else self.now
        return tuple(s.product_id for s in first.screen[: first.spoken or None])

    @property
    def shown_before(self) -> tuple[str, ...]:
        """Ids of what is not on the screen but was, the latest list first, each in order."""
        here = {s.product_id for s in self.screen}
        lists = (t.screen for t in (*reversed(self.steps), *reversed(self.topics)))
        ids = dict.fromkeys(s.product_id for screen in lists for s in screen)
        return tuple(i for i in ids if i not in here)[:SHOWN_BEFORE]

    def for_understanding(
        self,
        titles: tuple[str, ...],
        earlier: tuple[str, ...] = (),
        cart: tuple[str, ...] = (),
    ) -> Shown:
        """Return what understanding may look at, given the titles shown and in the cart."""
        return Shown(
            titles=titles,
            earlier=earlier,
            category=self.category,
            asked=self.pending.about if self.pending else None,
            choices=self.pending.choices if self.pending else (),
            turn=self.turn,
            added=self.added is not None,
            cart=cart,
        )

    def with_cart(self, cart: tuple[CartItem, ...]) -> Self:
        """Return the state with another cart; the present one can be brought back."""
        if cart == self.cart:
            return self
        carts = (*self.carts, self.cart)[-CARTS_KEPT:]
        return replace(self, cart=cart, carts=carts, cart_turn=self.turn)

    @property
    def cart_came_last(self) -> bool:
        """Whether the cart was changed since the wish was: "undo that" then means the cart."""
        return bool(self.carts) and self.cart_turn >= max(
            (c.turn for c in self.constraints), default=-1
        )

    def new_topic(self, said: tuple[Piece, ...] = (), ideas: bool = False) -> Self:
        """Return the state of a fresh wish; the old one is kept in `topics`."""
        left = self.topics
        if self.constraints or self.said or self.bundle:
            topic = replace(self.now, bundle=self.bundle)
            others = tuple(t for t in left if t.category is None or t.category != topic.category)
            left = (*others, topic)[-TOPICS_KEPT:]
        fresh = replace(self, constraints=(), seen=(), topics=left, steps=(), group=())
        fresh = replace(fresh, bundle=None, giving=None)
        asked = tuple(c for c in self.clarified if not c.startswith(":"))
        fresh = replace(fresh, clarified=asked)
        return replace(fresh, said=said, sort=Sort.RELEVANCE, ideas=ideas)

    def as_in(self, topic: Topic) -> Self:
        """Return the state with the wish of `topic`, and talk of what it was about then."""
        return replace(
            self,
            constraints=topic.constraints,
            said=topic.said,
            ideas=topic.ideas,
            sort=topic.sort,
            focus_id=topic.focus_id,
            group=(),
        )

    def stepped(self) -> Self:
        """Return the state before a change of its wish, with the way back noted."""
        if not self.screen or (self.steps and self.steps[-1] == self.now):
            return self
        steps = (*self.steps, self.now)
        if len(steps) > STEPS_KEPT:
            steps = (steps[0], *steps[2:])
        return replace(self, steps=steps)

    def about(self, *product_ids: str) -> Self:
        """Return the state after talk of one product, or of several together."""
        if len(product_ids) != 1:
            return replace(self, group=product_ids, focus_id=None)
        (one,) = product_ids
        others = tuple(i for i in self.singled_out if i != one)
        singled_out = (*others, one)[-SINGLED_OUT_KEPT:]
        return replace(self, focus_id=one, singled_out=singled_out)

    def showing(self, screen: tuple[OnScreen, ...], spoken: int) -> Self:
        """Return the state with another list on the screen; a sole product is the focus."""
        new = tuple(s.product_id for s in screen if s.product_id not in self.seen)
        return replace(
            self,
            screen=screen,
            spoken=spoken,
            seen=(*self.seen, *new)[-SEEN_KEPT:],
            focus_id=screen[0].product_id if len(screen) == 1 else None,
            group=(),
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
            state = _ADAPTER.validate_python(_with_pieces(data.get("dialogue")))
        except ValidationError as error:
            raise ValueError(f"{error.error_count()} fields do not fit") from error
        return replace(
            state,
            constraints=_restored(state.constraints),
            topics=tuple(_with_stars(t) for t in state.topics),
            steps=tuple(_with_stars(t) for t in state.steps),
        )


def _with_pieces(dialogue: JsonValue) -> JsonValue:
    """Return a stored dialogue whose wish was one text, with that text as a single piece."""
    if not isinstance(dialogue, dict):
        return dialogue
    told = dict(dialogue)
    query = told.pop("query", None)
    if isinstance(query, str) and query and "said" not in told:
        told["said"] = [{"text": query, "turn": told.get("turn", 0), "words": query}]
    for earlier in ("topics", "steps"):
        if isinstance(kept := told.get(earlier), list):
            told[earlier] = [_with_pieces(topic) for topic in kept]
    return told


def _with_stars(topic: Topic) -> Topic:
    return replace(topic, constraints=_restored(topic.constraints))


def _restored(constraints: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    """Restore ratings: JSON keeps a Decimal as text, which reads back as a catalog value."""
    return tuple(
        replace(c, value=Decimal(c.value))
        if c.kind is Kind.RATING and isinstance(c.value, str)
        else c
        for c in constraints
    )


_ADAPTER = TypeAdapter(DialogueState)
