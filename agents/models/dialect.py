"""What one protocol does its own way; `agents.models.asking` does the rest for all of them.

The SDKs send the request, split the stream into events and name the errors. The events are read
as plain data, not as the SDKs' classes: those are built unchecked from whatever came, so that a
table in place of a list would surface anywhere, and cost several times the reading.
"""

import re
from collections.abc import Mapping
from typing import Any, Protocol

import httpx2

from agents.models.call import ModelCall
from agents.models.complaint import Complaint
from agents.models.partial import Partial

Body = dict[str, Any]
"""Of a request, as JSON."""


class SdkStream(Protocol):
    """A stream of events; both official SDKs have such a class of their own."""

    response: httpx2.Response

    async def __anext__(self) -> object:
        """Return the next event, as plain data."""

    async def close(self) -> None:
        """Close the response."""


class InStream(Exception):
    """An event that is an error. Never leaves this package."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__("the provider reported an error within its stream")
        self.complaint = complaint


class Dialect(Protocol):
    """One protocol over one connection pool."""

    optional: Mapping[str, re.Pattern[str]]
    """Parameters that a call can do without, each with the words by which an endpoint that does
    not know it names it. "stream" among them: then the answer comes in one piece."""
    errors: tuple[type[Exception], ...]
    """What the SDK raises."""

    def body(self, call: ModelCall, without: frozenset[str]) -> Body:
        """Return what is sent for a call.

        Args:
            call: What is asked.
            without: Names from `optional` that the endpoint does not take.
        """

    async def post(self, body: Body) -> SdkStream:
        """Send a request and return its answer, of which nothing but the head was read."""

    def read(self, event: Mapping[str, Any], partial: Partial) -> str:
        """Return the text of an event, perhaps empty, and note in `partial` what else it says.

        Raises:
            InStream: it is an error.
        """

    def read_whole(self, answer: Mapping[str, Any], partial: Partial) -> str:
        """Return the text of an answer in one piece, and note in `partial` what else it says.

        Raises:
            InStream: it is an error.
        """

    def complaint(self, error: Exception) -> Complaint | None:
        """Return what an exception of the SDK says; None if it is none of its own."""

    async def aclose(self) -> None:
        """Close the connections."""
