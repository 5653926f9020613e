"""Anthropic Messages: named events, and usage in two places."""

from collections.abc import Iterator

from agents.models.usage import Usage
from evals.doubles.faults import ErrorInBand, HttpError
from evals.doubles.reply import Answer, Event, Frame, Json, event
from evals.doubles.wrong import told

_STOP = {"stop": "end_turn", "length": "max_tokens", "filtered": "refusal", "refused": "refusal"}
_EXCESS = ("output_tokens_details", "thinking_tokens")
_START_OUTPUT = 1
"""What Anthropic says of the output before there is any; the last `message_delta` replaces it."""

_BY_STATUS = {
    400: ("invalid_request_error", "The request is not valid."),
    401: ("authentication_error", "invalid x-api-key"),
    403: ("permission_error", "Your API key does not have permission to use this resource."),
    404: ("not_found_error", "model: not found"),
    413: ("request_too_large", "Request exceeds the maximum size"),
    429: ("rate_limit_error", "This request would exceed your rate limit."),
    500: ("api_error", "Internal server error"),
    529: ("overloaded_error", "Overloaded"),
}
_IN_BAND = {
    "overloaded": ("overloaded_error", "Overloaded"),
    "server": ("api_error", "Internal server error"),
    "rate_limit": ("rate_limit_error", "This request would exceed your rate limit."),
    "content_filter": ("invalid_request_error", "Output blocked by content filtering policy"),
}


class Messages:
    """Messages, streamed and whole."""

    def frames(self, answer: Answer) -> list[Frame]:
        """Return the events of a streamed answer."""
        return list(_frames(answer))

    def whole(self, answer: Answer) -> tuple[Json, tuple[Json, ...]]:
        """Return the message, and its usage."""
        usage = _told(answer, usage_of(answer.usage))
        content: list[Json] = [{"type": "text", "text": answer.text}]
        if answer.thought:
            content.insert(0, _thinking("".join(answer.thought), "c2lnbmVk"))
        body = {**_message(answer, usage), "content": content, **_stop(answer)}
        return body, () if usage is None else (usage,)

    def error(self, failure: HttpError) -> Json:
        """Return the body of an HTTP error."""
        known = _BY_STATUS[500 if failure.status >= 500 else 400]
        kind, message = _BY_STATUS.get(failure.status, known)
        return _error(failure.code or kind, failure.message or message)

    def in_band(self, answer: Answer, error: ErrorInBand, sent: int) -> tuple[Event, ...]:
        """Return the `error` event."""
        del answer, sent
        return (event(_error(*_IN_BAND[error.error])),)

    def ping(self) -> Event:
        """Return the event that says that all is well."""
        return event({"type": "ping"})


def usage_of(usage: Usage) -> Json:
    """Return usage as Messages tell it: `input_tokens` are those that no cache had."""
    body: Json = {
        "input_tokens": usage.fresh,
        "cache_creation_input_tokens": usage.written,
        "cache_read_input_tokens": usage.cached,
        "output_tokens": usage.output,
    }
    if usage.reasoning:
        body["output_tokens_details"] = {"thinking_tokens": usage.reasoning}
    return body


def _frames(answer: Answer) -> Iterator[Frame]:
    how = answer.wrong_usage
    start = _told(answer, {**usage_of(answer.spent(0.0, 0)), "output_tokens": _START_OUTPUT})
    message = {**_message(answer, start), "content": []}
    begun = event({"type": "message_start", "message": message})
    yield Frame("role", (begun,), usage=() if start is None else (start,))
    block = 0
    if answer.thought:
        yield from _thoughts(answer)
        block = 1
    text = {"type": "text", "text": ""}
    opened = {"type": "content_block_start", "index": block, "content_block": text}
    yield Frame("opening", (event(opened), event({"type": "ping"})))
    for index, piece in enumerate(answer.pieces):
        delta = {"type": "text_delta", "text": piece}
        events = [event({"type": "content_block_delta", "index": block, "delta": delta})]
        so_far: tuple[Json, ...] = ()
        if how == "growing":
            so_far = ({"output_tokens": answer.spent(1.0, index + 1).output},)
            nothing = {"stop_reason": None, "stop_sequence": None}
            events.append(event({"type": "message_delta", "delta": nothing, "usage": so_far[0]}))
        yield Frame("content", tuple(events), index, so_far)
    yield Frame("finish", (event({"type": "content_block_stop", "index": block}),))
    usage = None if how == "only_at_start" else _told(answer, usage_of(answer.usage))
    last: Json = {"type": "message_delta", "delta": _stop(answer)}
    if usage is not None:
        last["usage"] = usage
    times = 2 if how == "twice" else 1
    yield Frame("usage", (event(last),) * times, usage=() if usage is None else (usage,) * times)
    yield Frame("done", (event({"type": "message_stop"}),))


def _thoughts(answer: Answer) -> Iterator[Frame]:
    opened = {"type": "content_block_start", "index": 0, "content_block": _thinking("", "")}
    for index, piece in enumerate(answer.thought):
        first = () if index else (event(opened),)
        delta = {"type": "thinking_delta", "thinking": piece}
        shown = event({"type": "content_block_delta", "index": 0, "delta": delta})
        yield Frame("reasoning", (*first, shown), index)
    signed = {"type": "signature_delta", "signature": "c2lnbmVk"}
    yield Frame("opening", (
        event({"type": "content_block_delta", "index": 0, "delta": signed}),
        event({"type": "content_block_stop", "index": 0}),
    ))  # fmt: skip


def _told(answer: Answer, usage: Json) -> Json | None:
    return told(usage, answer.wrong_usage, _EXCESS)


def _message(answer: Answer, usage: Json | None) -> Json:
    body = {
        "id": f"msg_{answer.id}",
        "type": "message",
        "role": "assistant",
        "model": answer.asked.model,
        "stop_reason": None,
        "stop_sequence": None,
    }
    return body if usage is None else {**body, "usage": {**usage, "service_tier": "standard"}}


def _stop(answer: Answer) -> Json:
    return {"stop_reason": _STOP[answer.finish], "stop_sequence": None}


def _thinking(text: str, signature: str) -> Json:
    return {"type": "thinking", "thinking": text, "signature": signature}


def _error(kind: str, message: str) -> Json:
    error = {"type": kind, "message": message}
    return {"type": "error", "error": error, "request_id": "req_double"}
