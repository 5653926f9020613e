"""Searching through a running `aisle serve`, for a process that cannot open the index itself."""

import ssl

import httpx
from pydantic import ValidationError

from assistant.errors import ServerSilent, UsageError
from assistant.search_request import body_of
from retrieval.query import SearchRequest

TIMEOUT_S = 10.0
_PATH = "/v1/products/search"


def search_through(
    url: str,
    request: SearchRequest,
    as_json: bool,
    token: str | None = None,
    trusted: ssl.SSLContext | None = None,
) -> str:
    """Return the server's answer, as JSON or as text for people.

    Args:
        url: Of the server.
        request: The search.
        as_json: As JSON, or else as text.
        token: Sent to it, if any.
        trusted: Whose certificates are believed; the usual authorities' if None.

    Raises:
        UsageError: a part of the request is none that a server takes.
        ServerSilent: it does not answer, refuses, or is something else.
    """
    accepted = "application/json" if as_json else "text/plain"
    try:
        content = body_of(request).model_dump_json(exclude_none=True)
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise UsageError(f"The search cannot be sent: {field}: {fault['msg']}.") from error
    try:
        answer = httpx.post(
            url.rstrip("/") + _PATH,
            content=content,
            headers={
                "content-type": "application/json",
                "accept": accepted,
                **({"authorization": f"Bearer {token}"} if token else {}),
            },
            timeout=TIMEOUT_S,
            verify=trusted or True,
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ServerSilent(
            f"The server at {url} does not answer; if it has just been started, try again in "
            "some seconds, or start it with `aisle serve`."
        ) from error
    if answer.is_success and answer.headers.get("content-type", "").startswith(accepted):
        return answer.text
    raise ServerSilent(f"The server at {url} refuses the search: {_reason(answer)}")


def _reason(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["error"]["message"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"status {answer.status_code}; is it an Aisle server?"
