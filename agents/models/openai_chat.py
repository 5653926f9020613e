"""Chat completions: vLLM, Ollama, llama.cpp, and whatever else speaks OpenAI's older protocol.

Reasoning is never part of the answer, whether the server gives it a field of its own or leaves
it in the text. Usage is asked for and comes in a last chunk without choices; some servers send
none, or send it with every chunk.
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

_FINISHES: dict[str, Finish] = {
    "stop": "stop",
    "eos": "stop",
    "length": "length",
    "content_filter": "filtered",
}


class OpenAIChat:
    """The dialect of one chat-completions endpoint."""

    errors: tuple[type[Exception], ...] = (OpenAIError,)
    optional: Mapping[str, re.Pattern[str]] = {
        "stream_options": re.compile(r"stream_options|include_usage"),
        "response_format": re.compile(r"response_format|json_?schema|\bschema\b|grammar"),
        "chat_template_kwargs": re.compile(r"chat_template_kwargs|enable_thinking"),
        "reasoning_effort": re.compile(r"reasoning"),
        "temperature": re.compile(r"temperature"),
        "max_tokens": re.compile(r"max_tokens|max_completion_tokens"),
        "stream": re.compile(r"\bstream(?:ing)?\b"),
    }

    def __init__(self, name: str, spec: ModelSpec, url: str, key: str | None) -> None:
        self._name = name
        self._spec = spec
        self._client = openai_client(url, key, spec.max_concurrent)

    def body(self, call: ModelCall, without: frozenset[str]) -> Body:
        """Return what is sent for a call."""
        messages = [_message(message) for message in call.messages if not message.is_empty]
        if call.system:
            messages.insert(0, {"role": "system", "content": call.system})
        # Reasoning models of OpenAI's refuse `max_tokens`; open servers know no other name.
        limit = "max_completion_tokens" if "max_tokens" in without else "max_tokens"
        body: Body = {
            "model": self._spec.model,
            "messages": messages,
            limit: call.max_output_tokens,
            "stream": "stream" not in without,
        }
        if body["stream"] and "stream_options" not in without:
            body["stream_options"] = {"include_usage": True}
        if call.temperature is not None and "temperature" not in without:
            body["temperature"] = call.temperature
        if call.schema is not None and self._spec.schemas and "response_format" not in without:
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {
                    "name": call.task.value,
                    "schema": strict_schema(call.schema),
                    "strict": True,
                },
            }
        effort = self._spec.reasoning
        if effort is not None and "reasoning_effort" not in without:
            body["reasoning_effort"] = effort
        if effort == "none" and "chat_template_kwargs" not in without:
            # vLLM and llama.cpp switch off the reasoning of Qwen by its template.
            body["chat_template_kwargs"] = {"enable_thinking": False}
        return body

    async def post(self, body: Body) -> SdkStream:
        """Send a request and return its answer."""
        return await post_openai(self._client, "/chat/completions", body)

    def read(self, event: Mapping[str, Any], partial: Partial) -> str:
        """Return the text of a chunk, and note what else it says."""
        return self._read(event, "delta", partial)

    def read_whole(self, answer: Mapping[str, Any], partial: Partial) -> str:
        """Return the text of an answer in one piece, and note what else it says."""
        if answer.get("error"):
            raise InStream(complaint_within(answer))
        text = self._read(answer, "message", partial)
        partial.counted = True
        return text

    def complaint(self, error: Exception) -> Complaint | None:
        """Return what an exception of the SDK says."""
        return openai_complaint(error)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _read(self, said: Mapping[str, Any], part: str, partial: Partial) -> str:
        model = said.get("model")
        if isinstance(model, str) and model:
            partial.model = model
        choices = said.get("choices")
        choice = as_mapping(choices[0]) if isinstance(choices, list) and choices else {}
        text = self._text(as_mapping(choice.get(part)), partial)
        finish = choice.get("finish_reason")
        if finish == "error":
            raise InStream(complaint_within(choice))
        if finish is not None:
            partial.finish = _FINISHES.get(str(finish), "unknown")
            text += partial.thinking.rest()
        usage = openai_usage(self._name, said.get("usage"))
        if usage is not None:
            partial.reported = usage
            # With a chunk of its own after the last one, or with the last one; before, so far only.
            partial.counted = partial.finish is not None
        return text

    def _text(self, message: Mapping[str, Any], partial: Partial) -> str:
        for name in ("reasoning_content", "reasoning"):
            hidden = message.get(name)
            if isinstance(hidden, str) and hidden:
                partial.came(hidden)
                break
        refusal = message.get("refusal")
        if isinstance(refusal, str) and refusal:
            partial.came(refusal)
            partial.refused = True
        content = message.get("content")
        if isinstance(content, list):
            # Some servers answer in typed parts; only those of text are the answer.
            parts = [as_mapping(part) for part in content]
            content = "".join(str(p.get("text") or "") for p in parts if p.get("type") == "text")
        text = partial.text(content)
        return partial.thinking.add(text) if text else ""


def _message(message: Message) -> dict[str, Any]:
    if not message.images:
        return {"role": message.role, "content": message.text}
    pictures = [
        {"type": "image_url", "image_url": {"url": data_url(image)}} for image in message.images
    ]
    said = [{"type": "text", "text": message.text}] if message.text else []
    return {"role": message.role, "content": [*pictures, *said]}
