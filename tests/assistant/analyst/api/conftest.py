"""A seeded log that the tests of the analysts' API share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from tests.assistant.analyst.api.asking import Asking, asking, seeded


@pytest.fixture(scope="session")
def seeded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with a synthetic log, made once a test run."""
    home = tmp_path_factory.mktemp("seeded")
    seeded(Settings(home=home))
    return home


@pytest.fixture(scope="module")
def analysts(seeded_home: Path) -> Iterator[Asking]:
    """Serve the analysts' API over the seeded log."""
    with asking(seeded_home) as asked:
        yield asked
