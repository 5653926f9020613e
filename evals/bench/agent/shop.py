"""What the parts of this bench work with: the sample catalog, its understander and agent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agents.agent import ShoppingAgent
from agents.nodes.turn_state import Understands
from agents.understand.current import CurrentUnderstander
from assistant.config import Settings
from assistant.parts import open_search
from retrieval.search import CatalogSearch


@dataclass(frozen=True, slots=True)
class Shop:
    """The indexed sample catalog with everything that a conversation needs."""

    settings: Settings
    search: CatalogSearch
    understander: Understands
    agent: ShoppingAgent
    data: Path | None
    """The folder of data that does not ship; None where there is none."""


@contextmanager
def open_shop(settings: Settings, data: Path | None) -> Iterator[Shop]:
    """Open the index for the time of a `with` block; conversations are kept in memory."""
    search = open_search(settings)
    try:
        understander = CurrentUnderstander(search.vocabulary, search.embedder)
        agent = ShoppingAgent(search, understander)
        yield Shop(settings, search, understander, agent, data)
    finally:
        search.close()
