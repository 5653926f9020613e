"""What is said of a function's output: only what is in it, in sentences.

Plain text is its first sentences (`plain_output`), JSON its telling fields (`fields`). An error is
told as one, nothing at all is "Done.". What an output orders is data: nothing here can act on it.
"""

import json
import re

from pydantic import JsonValue

from agents.client_tools.fields import told
from agents.client_tools.plain_output import MOST_READ, spoken_text
from agents.client_tools.tool import ToolOutput
from agents.reply.sentences import clauses, sentences
from agents.turn import Reply, Turn

DONE = "Done."
FAILED = "Sorry, that didn't work."
UNSAID = "I have the answer, but I can't read it out."
"""Of an output that holds nothing to be spoken: only a link, or code."""
_FAILURES = ("error", "errors", "err", "error_message", "errorMessage", "exception", "failure")
_REASONS = ("message", "detail", "details", "reason", "description", "title", "error")
_BAD = frozenset({"error", "failed", "failure", "fail", "exception"})
_GOOD = frozenset({"ok", "success", "succeeded", "done", "completed", "complete", "true", "200"})
_STATUS = ("status", "state", "result", "outcome")


def reply_of(output: ToolOutput, turn: Turn | None) -> Reply:  # noqa: ARG001  the seam's
    """Return what is said of an output.

    Args:
        output: The call, and what the client sent for it.
        turn: The turn that called; None where it is not known.
    """
    return Reply(clauses(list(sentences(_said(output)))), "template")


def _said(output: ToolOutput) -> str:
    text = output.output.strip()
    if not text:
        return DONE
    value = _parsed(text)
    if value is _BROKEN:
        return UNSAID
    if value is _NOT_JSON:
        error = _ERROR.match(text)
        if error and (":" in error[0] or len(text.split()) == 1):
            told = "" if "Trace" in error[0] else _reason(text[error.end() :])
            return f"{FAILED} {told}".strip()
        return spoken_text(text) or UNSAID
    if value in (None, {}, [], "", True):
        return "Nothing was found." if value == [] else DONE
    return _of_json(value, output)  # type: ignore[arg-type]  # _NOT_JSON is handled above


_NOT_JSON = object()
_BROKEN = object()
_ERROR = re.compile(r"(?:error|exception|traceback|failed|failure)\b[^:]{0,60}:?\s*", re.IGNORECASE)


def _parsed(text: str) -> object:
    if len(text) > MOST_READ or text[0] not in '{["-0123456789tfn':
        return _NOT_JSON
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        # Broken JSON is not read out bracket by bracket.
        return _BROKEN if text[0] in "{[" and text.count('"') > 1 else _NOT_JSON
    return parsed


def _of_json(value: JsonValue, output: ToolOutput) -> str:
    if isinstance(value, dict):
        failure = _failure(value)
        if failure is not None:
            return failure
        if _only_good(value):
            return DONE
    known = frozenset(str(v).casefold() for v in output.call.arguments.values())
    said = told(value, known)
    if said:
        return said
    return told(value, frozenset()) or DONE


def _failure(fields: dict[str, JsonValue]) -> str | None:
    """Return what went wrong; None where nothing did."""
    error = next((fields[k] for k in _FAILURES if fields.get(k)), None)
    flagged = fields.get("success") is False or fields.get("ok") is False
    stated = next((fields[k] for k in _STATUS if isinstance(fields.get(k), str)), "")
    if error is None and not flagged and str(stated).lower() not in _BAD:
        return None
    reason = _reason(error) or next((r for k in _REASONS if (r := _reason(fields.get(k)))), "")
    return f"{FAILED} {reason}".strip()


def _reason(value: JsonValue) -> str:
    """Return an error's message as a sentence; codes and traces are no sentence."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return next((r for k in _REASONS if (r := _reason(value.get(k)))), "")
    if not isinstance(value, str) or "Traceback" in value:
        return ""
    said = spoken_text(value.replace("_", " ") if " " not in value else value)
    said = said[:1].upper() + said[1:]
    return said if not said or said[-1] in ".!?" else f"{said}."


def _only_good(fields: dict[str, JsonValue]) -> bool:
    """Say whether an output says no more than that it worked."""
    return all(
        str(value).lower() in _GOOD and key.lower() in ("ok", "success", "done", *_STATUS)
        for key, value in fields.items()
    )
