"""Every error in OpenAI's shape: {"error": {"message", "type", "param", "code"}}."""

import math
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from agents.client_tools.errors import ToolInvalid
from agents.errors import AgentError, ClickRefused
from assistant.accounts.errors import AccountError, LimitReached
from assistant.errors import AssistantError
from assistant.http.refused import Refused
from assistant.realtime.errors import EventRefused
from retrieval.errors import RequestInvalid, RetrievalError
from speech.errors import SpeechError

_NO_ROUTE = {
    (404, "Not Found"): (
        "There is nothing at this address; /docs lists what there is.",
        "not_found",
    ),
    (405, "Method Not Allowed"): (
        "This address does not take this method; /docs lists which it takes.",
        "method_not_allowed",
    ),
}
"""What the framework says of an address or a method that no route has, in our words."""


def error_json(
    message: str,
    kind: str = "invalid_request_error",
    param: str | None = None,
    code: str | None = None,
) -> dict[str, Any]:
    """Return an error as OpenAI's clients read it.

    Args:
        message: One sentence for a developer; never what a shopper said.
        kind: OpenAI's type: "invalid_request_error", "authentication_error",
            "permission_error", "rate_limit_error" or "server_error".
        param: The field at fault.
        code: A name for programs.
    """
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def answer_errors(app: FastAPI) -> None:
    """Let `app` answer every known error with its status, in OpenAI's shape."""
    for kind in (AssistantError, AgentError, RetrievalError, SpeechError):
        app.add_exception_handler(kind, _unavailable)
    app.add_exception_handler(AccountError, _turned_away)
    app.add_exception_handler(Refused, _not_met)
    app.add_exception_handler(ClickRefused, _click_refused)
    app.add_exception_handler(ToolInvalid, _bad_tool)
    app.add_exception_handler(RequestInvalid, _bad_request)
    app.add_exception_handler(EventRefused, _refused)
    app.add_exception_handler(RequestValidationError, _bad_fields)
    app.add_exception_handler(HTTPException, _http)


async def _unavailable(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse(error_json(str(error), "server_error"), status_code=503)


async def _turned_away(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AccountError)
    headers = {}
    if isinstance(error, LimitReached):
        headers["retry-after"] = str(max(1, math.ceil(error.retry_after_s)))
    if error.status == 401:
        headers["www-authenticate"] = "Bearer"
    content = error_json(str(error), error.kind, code=error.code)
    return JSONResponse(content, status_code=error.status, headers=headers)


async def _not_met(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    content = error_json(str(error), param=error.param, code=error.code)
    return JSONResponse(content, status_code=error.status)


async def _click_refused(_: Request, error: Exception) -> JSONResponse:
    """Say why the cart or a board cannot be changed so, and what can be chosen instead."""
    assert isinstance(error, ClickRefused)
    content = error_json(str(error), code=error.code)
    content["error"]["choices"] = list(error.choices)
    missing = error.code.startswith("no_such") or error.code == "not_on_board"
    made = error.code in ("no_such_size", "no_such_colour")
    return JSONResponse(content, status_code=404 if missing and not made else 409)


async def _bad_tool(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ToolInvalid)
    dot = "" if not error.param or error.param.startswith("[") else "."
    content = error_json(str(error), param=f"tools{dot}{error.param}", code="invalid_tool")
    return JSONResponse(content, status_code=400)


async def _bad_request(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse(error_json(str(error)), status_code=422)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, EventRefused)
    content = error_json(str(error), param=error.param, code=error.code)
    return JSONResponse(content, status_code=400)


async def _bad_fields(_: Request, error: Exception) -> JSONResponse:
    """Say what is wrong with which field, without repeating what was sent."""
    assert isinstance(error, RequestValidationError)
    faults = [(".".join(str(part) for part in e["loc"]), e["msg"]) for e in error.errors()]
    told = "; ".join(f"{field}: {problem}" for field, problem in faults[:5])
    field = faults[0][0].partition(".")[2] or faults[0][0]
    return JSONResponse(error_json(f"The request has bad fields: {told}.", param=field), 422)


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kind = "server_error" if error.status_code >= 500 else "invalid_request_error"
    message, code = _NO_ROUTE.get((error.status_code, str(error.detail)), (str(error.detail), None))
    content = error_json(message, kind, code=code)
    return JSONResponse(content, status_code=error.status_code, headers=error.headers)
