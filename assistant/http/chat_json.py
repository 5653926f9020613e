"""A chat's answer in OpenAI's shape, whole and in pieces."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from agents.client_tools.tool import ToolCall
from agents.ledger.entries import Entry
from assistant.http.chat_messages import SaidCall

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer: its id, and what the client called the model."""

    model: str
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, message: Json, finish: str, usage: Json) -> Json:
        """Return the answer to a request that does not stream."""
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish}
        return {**self._head("chat.completion"), "choices": [choice], "usage": usage}

    def piece(self, delta: Json, finish: str | None = None, *, with_usage: bool = False) -> Json:
        """Return one chunk; every one but the last says that the usage is to come."""
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        usage: Json = {"usage": None} if with_usage else {}
        return {**self._head("chat.completion.chunk"), "choices": [choice], **usage}

    def last(self, usage: Json) -> Json:
        """Return the chunk that only tells the usage."""
        return {**self._head("chat.completion.chunk"), "choices": [], "usage": usage}

    def _head(self, kind: str) -> Json:
        return {
            "id": self.id,
            "object": kind,
            "created": self.created,
            "model": self.model,
            "system_fingerprint": "aisle",
        }


def usage_json(calls: Iterable[Entry]) -> Json:
    """Return the tokens of the models that were asked: none where templates say everything."""
    used = [call.usage for call in calls]
    read, written = sum(u.input for u in used), sum(u.output for u in used)
    return {
        "prompt_tokens": read,
        "completion_tokens": written,
        "total_tokens": read + written,
        "prompt_tokens_details": {"cached_tokens": sum(u.cached for u in used)},
        "completion_tokens_details": {"reasoning_tokens": sum(u.reasoning for u in used)},
    }


def new_call(call: ToolCall) -> SaidCall:
    """Return a call with the id under which its output is to come back."""
    return SaidCall(f"call_{uuid4().hex[:24]}", call.name, json.dumps(call.arguments))


def call_json(call: SaidCall) -> Json:
    """Return a call as a message holds it."""
    function = {"name": call.name, "arguments": call.arguments}
    return {"id": call.id, "type": "function", "function": function}
