"""The sample catalog's search, for dialogues over real goods."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.understand import Understander
from assistant.config import Settings
from assistant.parts import open_search
from retrieval.search import CatalogSearch


@pytest.fixture(scope="module")
def search(sample_home: Path) -> Iterator[CatalogSearch]:
    """Search over the indexed sample catalog, with the real embedder."""
    found = open_search(Settings(home=sample_home))
    yield found
    found.close()


@pytest.fixture(scope="module")
def reader(search: CatalogSearch) -> Understander:
    """What reads utterances in the words of that catalog; it holds no state."""
    return Understander(search.vocabulary)
