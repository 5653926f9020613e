"""One application with text only for all HTTP tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.config import Settings
from assistant.config_tables import ServerSettings
from assistant.server import create_app

TOKEN = "aisle_local_of_a_test"


@pytest.fixture(scope="package")
def client(sample_home: Path) -> Iterator[TestClient]:
    """Return a client of a running application, with the operator's token."""
    settings = Settings(home=sample_home, server=ServerSettings(voice=False))
    with TestClient(create_app(settings, TOKEN)) as running:
        running.headers["authorization"] = f"Bearer {TOKEN}"
        yield running
