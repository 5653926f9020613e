"""Errors as OpenAI's two protocols word them."""

from evals.doubles.faults import HttpError
from evals.doubles.reply import Json

_BY_STATUS: dict[int, tuple[str, str | None, str]] = {
    400: ("invalid_request_error", None, "The request is not valid."),
    401: ("invalid_request_error", "invalid_api_key", "Incorrect API key provided."),
    403: ("invalid_request_error", "unsupported_country_region_territory", "Not permitted."),
    404: ("invalid_request_error", "model_not_found", "The model does not exist."),
    413: ("invalid_request_error", None, "The request is too large."),
    429: ("requests", "rate_limit_exceeded", "Rate limit reached."),
    500: ("server_error", None, "The server had an error while processing your request."),
    503: ("server_error", None, "The engine is currently overloaded, please try again later."),
}
_IN_BAND = {
    "overloaded": ("server_error", None, "The engine is currently overloaded."),
    "server": ("server_error", None, "The server had an error while processing your request."),
    "rate_limit": ("tokens", "rate_limit_exceeded", "Rate limit reached."),
    "content_filter": ("invalid_request_error", "content_filter", "The response was filtered."),
}


def error_body(failure: HttpError) -> Json:
    """Return the body of an HTTP error."""
    known = _BY_STATUS[500 if failure.status >= 500 else 400]
    kind, code, message = _BY_STATUS.get(failure.status, known)
    return {
        "error": {
            "message": failure.message or message,
            "type": kind,
            "param": None,
            "code": failure.code or code,
        }
    }


def error_of(name: str) -> Json:
    """Return an error that is sent within a stream."""
    kind, code, message = _IN_BAND[name]
    return {"message": message, "type": kind, "param": None, "code": code}
