"""What the two OpenAI protocols share: the SDK's client, and what its exceptions say."""

import logging

from openai import APIError, APIStatusError, AsyncOpenAI, AsyncStream

from agents.models.complaint import Complaint, complaint_within
from agents.models.dialect import Body, SdkStream
from agents.models.transport import complaint_of_response, complaint_of_transport, http_client

# At DEBUG the SDK writes whole requests, what the shopper said included.
logging.getLogger("openai").setLevel(logging.INFO)


def openai_client(url: str, key: str | None, connections: int) -> AsyncOpenAI:
    """Return the SDK's client.

    Args:
        url: Checked by `agents.models.endpoint`.
        key: None for a server that asks for none.
        connections: At once, at most.
    """
    return AsyncOpenAI(
        base_url=url,
        # Never empty, or the SDK takes one from the environment; the transport sends `key` only.
        api_key=key or "none",
        max_retries=0,
        http_client=http_client(key, connections),
    )


async def post_openai(client: AsyncOpenAI, path: str, body: Body) -> SdkStream:
    """Send a request and return its answer, of which nothing but the head was read.

    Args:
        client: From `openai_client`.
        path: Of the method, below the API's address.
        body: As JSON.
    """
    return await client.post(
        path, cast_to=object, body=body, stream=True, stream_cls=AsyncStream[object]
    )


def openai_complaint(error: Exception) -> Complaint | None:
    """Return what an exception of the SDK says; None if it is of the connection or none of its."""
    if isinstance(error, APIStatusError):
        return complaint_of_response(error.response, error.body)
    if isinstance(error, APIError):
        broken = complaint_of_transport(error.__cause__)
        if broken is not None:
            return broken
        return complaint_within(error.body)
    return None
