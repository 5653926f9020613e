"""What flows through the graph in one turn, and what its nodes work with.

Only `saved` is ever checkpointed; everything else lives for one turn.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol, TypedDict

from pydantic import JsonValue

from agents.corrections import Change
from agents.reading import Reading, Shown
from agents.references import Scene
from agents.reply.plan import Part, ReplyPlan
from agents.state import DialogueState, OnScreen
from agents.tier import Router
from agents.turn import Reply, Spent, Utterance
from agents.wishes import Wish
from retrieval.product import Product
from retrieval.query import Candidate, SearchRequest, SearchResult
from retrieval.search import Search
from retrieval.taste import Taste
from retrieval.terms import Term


class TurnState(TypedDict, total=False):
    """The graph's channels; a node returns those that it changed."""

    saved: dict[str, JsonValue]
    """The committed dialogue, as `DialogueState.to_json` writes it."""
    conversation_id: str
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
    parts: tuple[Part, ...]
    """What the reply is to say, in order."""
    plan: ReplyPlan
    reply: Reply
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
    taste: Taste | None = None
    """Of the shopper whose turn it is; None where nobody is known or nothing is known."""


def current(state: TurnState) -> Reading:
    """Return the reading that is being worked on."""
    return state["readings"][state["at"]]


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
    focus = next((p for p in screen if p.id == dialogue.focus_id), None)
    if focus is None and dialogue.focus_id:
        focus = tools.search.product(dialogue.focus_id)
    return Scene(screen, focus, dialogue.spoken)
