"""The sample catalog's search, for dialogues over real goods."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.parts import open_search
from retrieval.search import CatalogSearch


@pytest.fixture(scope="module")
def search(sample_home: Path) -> Iterator[CatalogSearch]:
    """Search over the indexed sample catalog, with the real embedder."""
    found = open_search(Settings(home=sample_home))
    yield found
    found.close()
