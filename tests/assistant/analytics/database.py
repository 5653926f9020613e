"""A schema of its own in the Postgres of the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from assistant.config import Settings
from assistant.config_tables import LogSettings
from tests.postgres import database_url


@contextmanager
def shop_settings(home: Path) -> Iterator[Settings]:
    """Yield settings of a shop whose log goes to Postgres; its schema is dropped afterwards."""
    url = database_url()
    tenant = f"t{uuid4().hex[:12]}"
    yield Settings(home=home, tenant=tenant, log=LogSettings(url=url))
    with psycopg.connect(url, autocommit=True) as connection:
        for name in (f"aisle_{tenant}", f"erased_aisle_{tenant}"):
            connection.execute(f'DROP SCHEMA IF EXISTS "{name}" CASCADE'.encode())
