"""OpenAI's Responses API.

Nothing is stored there (`store` is false). A refusal of the model's comes as events of its own
and is no text of the answer. Reasoning counts into the output that is asked for at most: with a
small limit, set `reasoning` to the least that the model knows.
"""

import re
from collections.abc import Mapping
from typing import Any

from openai import OpenAIError

from agents.models.call import Finish, Message, ModelCall
from agents.models.complaint import Complaint, as_mapping, complaint_within
from agents.models.dialect import Body, InStream, SdkStream
from agents.models.images import data_url
from agents.models.openai_sdk import openai_client, openai_complaint, post_openai
from agents.models.partial import Partial
from agents.models.reported import openai_usage
from agents.models.schemas import strict_schema
from agents.models.spec import ModelSpec

OUTPUT_LEAST = 16
"""The API takes no smaller limit."""
CACHE_KEY_MOST = 64
"""Characters of `prompt_cache_key`."""

_INCOMPLETE: dict[str, Finish] = {"max_output_tokens": "length", "content_filter": "filtered"}


class OpenAIResponses:
    """The dialect of one endpoint of the Responses API."""

    errors: tuple[type[Exception], ...] = (OpenAIError,)
    optional: Mapping[str, re.Pattern[str]] = {
        "text": re.compile(r"text\.format|response_format|json_?schema|\bschema\b|grammar"),
        "prompt_cache_key": re.compile(r"prompt_cache_key"),
        "reasoning": re.compile(r"reasoning"),
        "temperature": re.compile(r"temperature"),
        "stream": re.compile(r"\bstream(?:ing)?\b"),
    }

    def __init__(self, name: str, spec: ModelSpec, url: str, key: str | None) -> None:
        self._name = name
        self._spec = spec
        self._client = openai_client(url, key, spec.max_concurrent)

    def body(self, call: ModelCall, without: frozenset[str]) -> Body:
        """Return what is sent for a call."""
        body: Body = {
            "model": self._spec.model,
            "input": [_item(message) for message in call.messages if not message.is_empty],
            "max_output_tokens": max(call.max_output_tokens, OUTPUT_LEAST),
            "store": False,
            "stream": "stream" not in without,
        }
        if call.system:
            body["instructions"] = call.system
        if call.cache_key and "prompt_cache_key" not in without:
            body["prompt_cache_key"] = call.cache_key[:CACHE_KEY_MOST]
        if call.temperature is not None and "temperature" not in without:
            body["temperature"] = call.temperature
        if self._spec.reasoning is not None and "reasoning" not in without:
            body["reasoning"] = {"effort": self._spec.reasoning}
        if call.schema is not None and self._spec.schemas and "text" not in without:
            body["text"] = {
                "format": {
                    "type": "json_schema",
                    "name": call.task.value,
                    "schema": strict_schema(call.schema),
                    "strict": True,
                }
            }
        return body

    async def post(self, body: Body) -> SdkStream:
        """Send a request and return its answer."""
        return await post_openai(self._client, "/responses", body)

    def read(self, event: Mapping[str, Any], partial: Partial) -> str:
        """Return the text of an event, and note what else it says."""
        match event.get("type"):
            case "response.output_text.delta":
                return partial.text(event.get("delta"))
            case "response.refusal.delta":
                partial.came(str(event.get("delta") or ""))
                partial.refused = True
            case "response.reasoning_text.delta":
                partial.came(str(event.get("delta") or ""))
            case "response.output_item.done":
                item = as_mapping(event.get("item"))
                if item.get("type") == "message" and item.get("status") == "completed":
                    # The text is whole, whether the last event still comes or not.
                    partial.finish = "stop"
            case "response.completed" | "response.incomplete" | "response.failed":
                return self._end(as_mapping(event.get("response")), partial)
            case "error":
                raise InStream(complaint_within(event))
        return ""

    def read_whole(self, answer: Mapping[str, Any], partial: Partial) -> str:
        """Return the text of an answer in one piece, and note what else it says."""
        return self._end(answer, partial)

    def complaint(self, error: Exception) -> Complaint | None:
        """Return what an exception of the SDK says."""
        return openai_complaint(error)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _end(self, answer: Mapping[str, Any], partial: Partial) -> str:
        """Note how the answer ended; return its text if none of it came before."""
        usage = openai_usage(self._name, answer.get("usage"))
        if usage is not None:
            partial.reported, partial.counted = usage, True
        model = answer.get("model")
        partial.model = model if isinstance(model, str) else None
        status = str(answer.get("status") or "completed")
        if answer.get("error") or status in {"failed", "cancelled"}:
            raise InStream(complaint_within(answer))
        text = "" if partial.spoke else self._output(answer, partial)
        if status == "incomplete":
            reason = as_mapping(answer.get("incomplete_details")).get("reason")
            partial.finish = _INCOMPLETE.get(str(reason), "unknown")
        elif status == "completed":
            partial.finish = "stop"
        return text

    def _output(self, answer: Mapping[str, Any], partial: Partial) -> str:
        items = answer.get("output")
        text = ""
        for item in items if isinstance(items, list) else ():
            parts = as_mapping(item).get("content")
            if as_mapping(item).get("type") != "message" or not isinstance(parts, list):
                continue
            for part in map(as_mapping, parts):
                if part.get("type") == "output_text":
                    text += partial.text(part.get("text"))
                elif part.get("type") == "refusal" and not partial.refused:
                    partial.came(str(part.get("refusal") or ""))
                    partial.refused = True
        return text


def _item(message: Message) -> dict[str, Any]:
    if not message.images:
        return {"role": message.role, "content": message.text}
    pictures = [
        {"type": "input_image", "image_url": data_url(image), "detail": "auto"}
        for image in message.images
    ]
    said = [{"type": "input_text", "text": message.text}] if message.text else []
    return {"role": message.role, "content": [*pictures, *said]}
