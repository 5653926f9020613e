"""What a provider refuses before any model sees it.

Each refusal was met by users of the real services: an adapter that works with the doubles must
not fail there on its first request.
"""

import re
from collections.abc import Collection
from typing import Any

from evals.doubles.asked import Asked
from evals.doubles.faults import HttpError
from evals.doubles.schema_checks import schema_complaint

_REASONING_MODEL = re.compile(r"(gpt-[5-9]|o[1-9])(?!.*chat)")
_NO_PREFILL = re.compile(r"claude-((opus|sonnet|haiku)-(4-[6-9]|[5-9])|fable|mythos)")
"""From 4.6 on: platform.claude.com, migration guide, "Prefill removal"."""


def refusal(asked: Asked, models: Collection[str] | None) -> HttpError | None:
    """Return why a request is refused; None for one that is fine.

    Args:
        models: That the server has; None for any.
    """
    if not asked.model:
        return _invalid("you must provide a model parameter")
    if models is not None and asked.model not in models:
        if asked.protocol == "anthropic-messages":
            return HttpError(404, f"model: {asked.model}")
        return HttpError(404, f"The model `{asked.model}` does not exist.")
    if not asked.messages:
        name = "input" if asked.protocol == "openai-responses" else "messages"
        return _invalid(f"Missing required parameter: '{name}'.")
    if (complaint := schema_complaint(asked)) is not None:
        return _invalid(complaint)
    if asked.protocol == "anthropic-messages":
        return _of_messages(asked)
    return _of_openai(asked)


def _of_openai(asked: Asked) -> HttpError | None:
    body = asked.body
    if asked.protocol == "openai-chat" and "stream_options" in body and not asked.stream:
        return _invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.")
    if asked.protocol == "openai-responses" and (body.get("max_output_tokens") or 16) < 16:
        return _invalid("Invalid 'max_output_tokens': Expected a value >= 16.")
    if _REASONING_MODEL.match(asked.model):
        if "max_tokens" in body:
            return _unsupported("max_tokens", " Use 'max_completion_tokens' instead.")
        if body.get("temperature") not in (None, 1, 1.0) and _effort(body) != "none":
            return _unsupported("temperature")
    return None


def _effort(body: dict[str, Any]) -> object:
    reasoning = body.get("reasoning")
    nested = reasoning.get("effort") if isinstance(reasoning, dict) else None
    return body.get("reasoning_effort", nested)


def _of_messages(asked: Asked) -> HttpError | None:
    if "anthropic-version" not in asked.headers:
        return _invalid("anthropic-version: header is required")
    if not isinstance(asked.body.get("max_tokens"), int):
        return _invalid("max_tokens: Field required")
    roles = [message.get("role") for message in asked.messages]
    if roles[0] != "user":
        return _invalid("messages: first message must use the user role")
    if roles[-1] == "assistant":
        if _NO_PREFILL.match(asked.model):
            return _invalid(
                "This model does not support assistant message prefill. "
                "The conversation must end with a user message."
            )
        last = asked.messages[-1].get("content")
        if isinstance(last, str) and last != last.rstrip():
            return _invalid("messages: final assistant content cannot end with trailing whitespace")
    if any(not message.get("content") for message in asked.messages[:-1]):
        return _invalid("messages: all messages must have non-empty content")
    return None


def _invalid(message: str) -> HttpError:
    return HttpError(400, message)


def _unsupported(name: str, hint: str = "") -> HttpError:
    message = f"Unsupported parameter: '{name}' is not supported with this model.{hint}"
    return HttpError(400, message, "unsupported_parameter")
