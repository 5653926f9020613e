"""The Postgres of the tests: AISLE_TEST_POSTGRES_URL names one, in which they make and drop."""

import os

import pytest


def database_url() -> str:
    """Return its address. Without one: skip, but in CI fail."""
    url = os.environ.get("AISLE_TEST_POSTGRES_URL")
    if url:
        return url
    message = "AISLE_TEST_POSTGRES_URL names no database"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
