"""What flows through the graph in one turn, and what its nodes work with.

Only `saved` is ever checkpointed; everything else lives for one turn.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Protocol, TypedDict

from pydantic import JsonValue

from agents.boards import Board
from agents.clarify import Clarification
from agents.corrections import Change
from agents.desk import Desk
from agents.reading import Reading, Reference, Shown
from agents.references import Scene
from agents.reply.phrasing import seed_of
from agents.reply.plan import Part, ReplyPlan
from agents.routing.decision import Decision
from agents.routing.situation import Situation
from agents.state import DialogueState, OnScreen
from agents.tier import Router
from agents.turn import Reply, Spent, Utterance
from agents.wishes import Wish
from retrieval.product import Product
from retrieval.query import Candidate, SearchRequest, SearchResult
from retrieval.search import Search
from retrieval.taste import Taste
from retrieval.terms import Term

DEFAULT_TENANT = "default"
"""Of an installation that serves one shop."""


@dataclass(frozen=True, slots=True)
class DidYouMeanOffer:
    """A word that may be meant as another one, and the utterance as it would read then."""

    written: str
    read: str
    instead: str


class TurnState(TypedDict, total=False):
    """The graph's channels; a node returns those that it changed."""

    saved: dict[str, JsonValue]
    """The committed dialogue, as `DialogueState.to_json` writes it."""
    conversation_id: str
    seeded_by: str
    """What the choice among wordings and ideas hangs on, where it is not the conversation's id."""
    utterance: Utterance
    dialogue: DialogueState
    readings: tuple[Reading, ...]
    at: int
    """Which reading is being worked on, from 0; -1 before the first."""
    change: Change | None
    """What the current reading changes about the line that was added last, if it does."""
    wish: Wish
    """What the current reading searches for."""
    screen: tuple[Candidate, ...]
    screen_before: tuple[Candidate, ...]
    """The screen as the shopper saw it while speaking."""
    relaxed: tuple[Term, ...]
    searched: Mapping[SearchRequest, SearchResult]
    """This turn's searches, so that none runs twice."""
    query: str | None
    """The text of the last search; None where there was none."""
    parts: tuple[Part, ...]
    """What the reply is to say, in order."""
    clarification: Clarification | None
    """The question that would narrow the last list most."""
    did_you_mean: DidYouMeanOffer | None
    """What a word that the catalog lacks may be, where that is worth asking."""
    plan: ReplyPlan
    reply: Reply
    situation: Situation
    """What the decision looked at."""
    decision: Decision
    """Who is to phrase the reply."""
    spent: Spent


class Understands(Protocol):
    """Reads an utterance; `agents.understand.Understander` is one."""

    def read(self, text: str, shown: Shown) -> tuple[Reading, ...]:
        """Return at least one reading."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the nodes may use."""

    search: Search
    understander: Understands
    router: Router
    clock: Callable[[], float] = perf_counter
    """Seconds; only differences are used."""
    desk: Desk = field(default_factory=Desk)
    """The shop's rules, orders and checkout."""
    boards: tuple[Board, ...] | None = None
    """What the shopper saved in other conversations; None where nobody is known."""
    tenant: str = DEFAULT_TENANT
    """Whose shop it is."""
    taste: Taste | None = None
    """Of the shopper whose turn it is; None where nobody is known or nothing is known."""


def current(state: TurnState) -> Reading:
    """Return the reading that is being worked on."""
    return state["readings"][state["at"]]


def seed_of_turn(state: TurnState, dialogue: DialogueState) -> int:
    """Return what picks between wordings, and between ideas that are as good."""
    return seed_of(state.get("seeded_by", state["conversation_id"]), dialogue.turn)


def products_on(screen: tuple[Candidate, ...]) -> tuple[Product, ...]:
    """Return the products of a screen, in order."""
    return tuple(candidate.product for candidate in screen)


def cards_of(screen: tuple[Candidate, ...]) -> tuple[OnScreen, ...]:
    """Return what is remembered of a screen."""
    return tuple(
        OnScreen(
            c.product.id,
            c.variant.id if c.variant else None,
            round(c.score, 4),
            round(c.cosine, 4),
        )
        for c in screen
    )


def scene_of(state: TurnState, tools: Tools) -> Scene:
    """Return what references of the current reading can point at."""
    dialogue = state["dialogue"]
    screen = products_on(state["screen"])
    known = {p.id: p for p in screen}

    def products(ids: Iterable[str]) -> tuple[Product, ...]:
        found = (known.get(i) or tools.search.product(i) for i in dict.fromkeys(ids))
        return tuple(p for p in found if p)

    focus = next(iter(products([dialogue.focus_id] if dialogue.focus_id else [])), None)
    scene = Scene(screen, focus, dialogue.spoken, group=products(dialogue.group))
    said = state["readings"][state["at"]].references if state["at"] >= 0 else ()
    if any(r.in_cart for r in said):
        added = dialogue.added.product_id if dialogue.added else None
        cart = products(item.product_id for item in dialogue.cart)
        scene = replace(scene, cart=cart, added=next((p for p in cart if p.id == added), None))
    if any(_may_be_earlier(r) for r in said):
        scene = replace(
            scene,
            first=products(dialogue.first_heard),
            past=products(dialogue.shown_before),
            talked_of=products(reversed(dialogue.singled_out)),
        )
    return scene


def _may_be_earlier(reference: Reference) -> bool:
    described = reference.mentions or reference.descriptors
    return reference.earlier or bool(described) or "other" in reference.words.lower().split()
