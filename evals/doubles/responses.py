"""OpenAI Responses: typed events with sequence numbers."""

from collections.abc import Iterator
from itertools import count

from agents.models.usage import Usage
from evals.doubles.faults import ErrorInBand, HttpError, Stage
from evals.doubles.openai_errors import error_body, error_of
from evals.doubles.reply import CREATED, Answer, Event, Frame, Json, event
from evals.doubles.wrong import told

_EXCESS = ("input_tokens_details", "cached_tokens")
_INCOMPLETE = {"length": "max_output_tokens", "filtered": "content_filter"}
_ERROR_CODES = {"rate_limit": "rate_limit_exceeded"}


class Responses:
    """Responses, streamed and whole."""

    def frames(self, answer: Answer) -> list[Frame]:
        """Return the events of a streamed answer, numbered from 0."""
        number = count()
        return [
            Frame(
                stage,
                tuple(event({**data, "sequence_number": next(number)}) for data in events),
                index,
                usage,
            )
            for stage, index, events, usage in _plain_frames(answer)
        ]

    def whole(self, answer: Answer) -> tuple[Json, tuple[Json, ...]]:
        """Return the response, and its usage."""
        usage = _told(answer)
        return _response(answer, _status(answer), _output(answer), usage), _some(usage)

    def error(self, failure: HttpError) -> Json:
        """Return the body of an HTTP error."""
        return error_body(failure)

    def in_band(self, answer: Answer, error: ErrorInBand, sent: int) -> tuple[Event, ...]:
        """Return `error`, or a response that failed."""
        cause = error_of(error.error)
        code = cause["code"] or _ERROR_CODES.get(error.error, "server_error")
        if error.form == "error":
            plain = {"code": code, "message": cause["message"], "param": None}
            return (event({"type": "error", **plain, "sequence_number": sent}),)
        failed = _response(answer, "failed", [], None)
        failed["error"] = {"code": code, "message": cause["message"]}
        data = {"type": "response.failed", "response": failed, "sequence_number": sent}
        return (event(data),)

    def ping(self) -> None:
        """Return nothing: the protocol has comment lines."""


def usage_of(usage: Usage) -> Json:
    """Return usage as Responses tell it: cached tokens are part of the input's."""
    return {
        "input_tokens": usage.input,
        "input_tokens_details": {
            "cached_tokens": usage.cached,
            "cache_write_tokens": usage.written,
        },
        "output_tokens": usage.output,
        "output_tokens_details": {"reasoning_tokens": usage.reasoning},
        "total_tokens": usage.input + usage.output,
    }


_Plain = tuple[Stage, int, list[Json], tuple[Json, ...]]


def _plain_frames(answer: Answer) -> Iterator[_Plain]:
    early = answer.wrong_usage == "only_at_start"
    at_start = usage_of(answer.spent(0.0, 0)) if early else None
    begun = _response(answer, "in_progress", [], at_start)
    yield "role", 0, [
        {"type": "response.created", "response": begun},
        {"type": "response.in_progress", "response": begun},
    ], _some(at_start) * 2  # fmt: skip
    place = 0
    if answer.usage.reasoning:
        yield from _reasoning(answer)
        place = 1
    at = {"item_id": _message_id(answer), "output_index": place, "content_index": 0}
    message = {**_message(answer, "in_progress"), "content": []}
    yield "opening", 0, [
        {"type": "response.output_item.added", "output_index": place, "item": message},
        {"type": "response.content_part.added", **at, "part": _part(answer, "")},
    ], ()  # fmt: skip
    refused = answer.finish == "refused"
    kind = "response.refusal" if refused else "response.output_text"
    extra: Json = {} if refused else {"logprobs": []}
    for index, piece in enumerate(answer.pieces):
        yield "content", index, [{"type": f"{kind}.delta", **at, "delta": piece, **extra}], ()
    said = {"refusal": answer.text} if refused else {"text": answer.text, "logprobs": []}
    message = _message(answer, "incomplete" if answer.finish in _INCOMPLETE else "completed")
    yield "finish", 0, [
        {"type": f"{kind}.done", **at, **said},
        {"type": "response.content_part.done", **at, "part": _part(answer, answer.text)},
        {"type": "response.output_item.done", "output_index": place, "item": message},
    ], ()  # fmt: skip
    usage = None if early else _told(answer)
    status = _status(answer)
    last = {
        "type": f"response.{status}",
        "response": _response(answer, status, _output(answer), usage),
    }
    times = 2 if answer.wrong_usage == "twice" else 1
    yield "usage", 0, [last] * times, _some(usage) * times


def _reasoning(answer: Answer) -> Iterator[_Plain]:
    item: Json = {"id": f"rs_{answer.id}", "type": "reasoning", "summary": []}
    added = {"type": "response.output_item.added", "output_index": 0, "item": item}
    at = {"item_id": item["id"], "output_index": 0, "summary_index": 0}
    if not answer.thought:
        yield "reasoning", 0, [added], ()
    for index, piece in enumerate(answer.thought):
        first: list[Json] = [added, {
            "type": "response.reasoning_summary_part.added", **at,
            "part": {"type": "summary_text", "text": ""},
        }]  # fmt: skip
        delta = {"type": "response.reasoning_summary_text.delta", **at, "delta": piece}
        yield "reasoning", index, [*(() if index else first), delta], ()
    ends: list[Json] = []
    if answer.thought:
        part = {"type": "summary_text", "text": "".join(answer.thought)}
        item = {**item, "summary": [part]}
        ends = [
            {"type": "response.reasoning_summary_text.done", **at, "text": part["text"]},
            {"type": "response.reasoning_summary_part.done", **at, "part": part},
        ]
    done = {"type": "response.output_item.done", "output_index": 0, "item": item}
    yield "opening", 0, [*ends, done], ()


def _told(answer: Answer) -> Json | None:
    return told(usage_of(answer.usage), answer.wrong_usage, _EXCESS)


def _some(usage: Json | None) -> tuple[Json, ...]:
    return () if usage is None else (usage,)


def _status(answer: Answer) -> str:
    return "incomplete" if answer.finish in _INCOMPLETE else "completed"


def _message_id(answer: Answer) -> str:
    return f"msg_{answer.id}"


def _part(answer: Answer, text: str) -> Json:
    if answer.finish == "refused":
        return {"type": "refusal", "refusal": text}
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _message(answer: Answer, status: str) -> Json:
    return {
        "id": _message_id(answer),
        "type": "message",
        "status": status,
        "role": "assistant",
        "content": [_part(answer, answer.text)],
    }


def _output(answer: Answer) -> list[Json]:
    status = "incomplete" if answer.finish in _INCOMPLETE else "completed"
    output = [_message(answer, status)]
    if answer.usage.reasoning:
        summary = [{"type": "summary_text", "text": "".join(answer.thought)}]
        shown = summary if answer.thought else []
        output.insert(0, {"id": f"rs_{answer.id}", "type": "reasoning", "summary": shown})
    return output


def _response(answer: Answer, status: str, output: list[Json], usage: Json | None) -> Json:
    body = answer.asked.body
    reason = _INCOMPLETE.get(answer.finish)
    return {
        "id": f"resp_{answer.id}",
        "object": "response",
        "created_at": CREATED,
        "completed_at": CREATED if status == "completed" else None,
        "status": status,
        "error": None,
        "incomplete_details": {"reason": reason} if status == "incomplete" else None,
        "instructions": body.get("instructions"),
        "max_output_tokens": body.get("max_output_tokens"),
        "model": answer.asked.model,
        "output": output,
        "parallel_tool_calls": True,
        "previous_response_id": None,
        "reasoning": {"effort": None, "summary": None},
        "store": body.get("store", True),
        "temperature": body.get("temperature", 1.0),
        "text": body.get("text", {"format": {"type": "text"}}),
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "truncation": "disabled",
        "usage": usage,
        "metadata": {},
    }
