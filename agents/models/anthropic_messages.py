"""Anthropic's Messages API.

The system text is marked to be cached: a prefix below the model's minimum (1,024 to 4,096 tokens)
is not, and costs nothing extra. What was read is known at the start of a stream, what was
generated at its end. An error can come after HTTP 200, as an event: overloaded, most often.
"""

import logging
import re
from collections.abc import Mapping
from typing import Any

from anthropic import AnthropicError, APIError, APIStatusError, AsyncAnthropic, AsyncStream

from agents.models.call import Finish, Message, ModelCall
from agents.models.complaint import Complaint, as_mapping, complaint_within
from agents.models.dialect import Body, InStream, SdkStream
from agents.models.images import base64_of
from agents.models.partial import Partial
from agents.models.reported import anthropic_usage
from agents.models.schemas import strict_schema
from agents.models.spec import ModelSpec
from agents.models.transport import complaint_of_response, complaint_of_transport, http_client

# At DEBUG the SDK writes whole requests, what the shopper said included.
logging.getLogger("anthropic").setLevel(logging.INFO)

_FINISHES: dict[str, Finish] = {
    "end_turn": "stop",
    "stop_sequence": "stop",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "refusal": "refused",
}
_EFFORTS = {"minimal": "low", "low": "low", "medium": "medium", "high": "high"}
"""The API has no "minimal"; "none" switches thinking off instead."""


class AnthropicMessages:
    """The dialect of one endpoint of the Messages API."""

    errors: tuple[type[Exception], ...] = (AnthropicError,)
    optional: Mapping[str, re.Pattern[str]] = {
        "format": re.compile(r"output_config\.format|output_format|json_?schema|\bschema\b"),
        "effort": re.compile(r"effort|output_config"),
        "thinking": re.compile(r"thinking"),
        "temperature": re.compile(r"temperature"),
        "cache_control": re.compile(r"cache_control"),
        "stream": re.compile(r"\bstream(?:ing)?\b"),
    }

    def __init__(self, name: str, spec: ModelSpec, url: str, key: str | None) -> None:
        self._name = name
        self._spec = spec
        self._client = AsyncAnthropic(
            # The SDK's paths begin with the version.
            base_url=url.removesuffix("/v1"),
            # Never empty, or the SDK takes one from the environment or from files; the
            # transport sends `key` only.
            api_key=key or "none",
            max_retries=0,
            http_client=http_client(key, spec.max_concurrent),
        )

    def body(self, call: ModelCall, without: frozenset[str]) -> Body:
        """Return what is sent for a call."""
        body: Body = {
            "model": self._spec.model,
            "messages": [_message(message) for message in call.messages if not message.is_empty],
            "max_tokens": call.max_output_tokens,
            "stream": "stream" not in without,
        }
        if call.system:
            system: dict[str, Any] = {"type": "text", "text": call.system}
            if "cache_control" not in without:
                system["cache_control"] = {"type": "ephemeral"}
            body["system"] = [system]
        if call.temperature is not None and "temperature" not in without:
            body["temperature"] = call.temperature
        output: dict[str, Any] = {}
        effort = self._spec.reasoning
        if effort == "none" and "thinking" not in without:
            body["thinking"] = {"type": "disabled"}
        elif effort in _EFFORTS and "effort" not in without:
            output["effort"] = _EFFORTS[effort]
        if call.schema is not None and self._spec.schemas and "format" not in without:
            output["format"] = {"type": "json_schema", "schema": strict_schema(call.schema)}
        if output:
            body["output_config"] = output
        return body

    async def post(self, body: Body) -> SdkStream:
        """Send a request and return its answer."""
        return await self._client.post(
            "/v1/messages", cast_to=object, body=body, stream=True, stream_cls=AsyncStream[object]
        )

    def read(self, event: Mapping[str, Any], partial: Partial) -> str:
        """Return the text of an event, and note what else it says."""
        match event.get("type"):
            case "message_start":
                message = as_mapping(event.get("message"))
                self._note(message, partial)
            case "content_block_start":
                return self._block(as_mapping(event.get("content_block")), partial)
            case "content_block_delta":
                return self._block(as_mapping(event.get("delta")), partial)
            case "message_delta":
                self._count(event, partial)
                self._stop(as_mapping(event.get("delta")), event.get("usage"), partial)
            case "message_stop":
                # Some servers say only here that it is over.
                partial.finish = partial.finish or "unknown"
                partial.over = True
            case "error":
                raise InStream(complaint_within(event))
        return ""

    def read_whole(self, answer: Mapping[str, Any], partial: Partial) -> str:
        """Return the text of an answer in one piece, and note what else it says."""
        if answer.get("type") == "error" or answer.get("error"):
            raise InStream(complaint_within(answer))
        self._note(answer, partial)
        blocks = answer.get("content")
        text = ""
        for block in blocks if isinstance(blocks, list) else ():
            text += self._block(as_mapping(block), partial)
        self._stop(answer, answer.get("usage"), partial)
        return text

    def complaint(self, error: Exception) -> Complaint | None:
        """Return what an exception of the SDK says."""
        if isinstance(error, APIStatusError):
            return complaint_of_response(error.response, error.body)
        if isinstance(error, APIError):
            return complaint_of_transport(error.__cause__) or complaint_within(error.body)
        return None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _note(self, message: Mapping[str, Any], partial: Partial) -> None:
        model = message.get("model")
        partial.model = model if isinstance(model, str) else None
        self._count(message, partial)

    def _count(self, event: Mapping[str, Any], partial: Partial) -> None:
        partial.reported = anthropic_usage(self._name, event.get("usage"), partial.reported)

    def _stop(self, delta: Mapping[str, Any], usage: object, partial: Partial) -> None:
        reason = delta.get("stop_reason")
        if reason is not None:
            partial.finish = _FINISHES.get(str(reason), "unknown")
            partial.counted = as_mapping(usage).get("output_tokens") is not None

    def _block(self, block: Mapping[str, Any], partial: Partial) -> str:
        match block.get("type"):
            case "text" | "text_delta":
                return partial.text(block.get("text"))
            case "thinking" | "thinking_delta":
                partial.came(str(block.get("thinking") or ""))
        return ""


def _message(message: Message) -> dict[str, Any]:
    if not message.images:
        return {"role": message.role, "content": message.text}
    pictures = [
        {
            "type": "image",
            "source": {
                "type": "base64",
                "media_type": image.media_type,
                "data": base64_of(image),
            },
        }
        for image in message.images
    ]
    said = [{"type": "text", "text": message.text}] if message.text else []
    return {"role": message.role, "content": [*pictures, *said]}
