"""Clients as their documentation sets them up; only the address and the key are ours."""

from collections.abc import AsyncIterator, Iterator

import pytest
from openai import AsyncOpenAI, OpenAI

from tests.served import Served


@pytest.fixture
async def client(served: Served) -> AsyncIterator[AsyncOpenAI]:
    """Return the asynchronous Python SDK, told where Aisle is."""
    async with AsyncOpenAI(
        base_url=served.api_url, api_key=served.token, max_retries=0, timeout=60
    ) as made:
        yield made


@pytest.fixture
def plain_client(served: Served) -> Iterator[OpenAI]:
    """Return the Python SDK, told where Aisle is."""
    with OpenAI(base_url=served.api_url, api_key=served.token, max_retries=0, timeout=60) as made:
        yield made
