"""Error answers as the description of the API declares them."""

from typing import Any

from pydantic import BaseModel


class ErrorDetail(BaseModel):
    """What went wrong."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class ErrorBody(BaseModel):
    """Every error, in OpenAI's shape."""

    error: ErrorDetail


_TOLD = {
    400: "The request cannot be met as it is; `param` names the field.",
    401: "No key or token, or one that is unknown, revoked or expired.",
    403: "The key lacks the scope, or the page may not call.",
    404: "It is not there, or not the caller's.",
    408: "The body of the request came too slowly.",
    409: "It cannot be done now; `code` says why and `choices` what can be chosen.",
    413: "The request is too large.",
    422: "The request has bad fields.",
    429: "Too much was asked for; `retry-after` says when to try again.",
    503: "A part of the server cannot answer now.",
}

_ANY = (400, 401, 403, 408, 413, 422, 429, 503)

Responses = dict[int | str, dict[str, Any]]


def errors(*statuses: int) -> Responses:
    """Return the description of these errors, and of those that any route may answer."""
    every = sorted({*statuses, *_ANY})
    return {status: {"model": ErrorBody, "description": _TOLD[status]} for status in every}
