"""The official SDKs as clients of a double, or of a real server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anthropic
import httpx2
import openai
from anthropic import AsyncAnthropic
from openai import AsyncOpenAI

from evals.doubles.asked import ProtocolName

PROTOCOLS: tuple[ProtocolName, ...] = ("openai-chat", "openai-responses", "anthropic-messages")
ERRORS = (openai.APIError, anthropic.APIError, httpx2.HTTPError, ValueError)
"""ValueError: what cannot be read as JSON or UTF-8 comes out of both SDKs as it is. HTTPError: so
does a connection that ends within a stream, out of Anthropic's."""


class Client:
    """One connection pool of each SDK.

    Args:
        root: Of the server, without a version.
    """

    def __init__(self, root: str, model: str = "any", key: str = "secret-key") -> None:
        self.model = model
        # Without certificates, whose loading takes longer than a test.
        http = openai.DefaultAsyncHttpxClient(trust_env=False, verify=False)
        self.openai = AsyncOpenAI(
            base_url=f"{root}/v1", api_key=key, max_retries=0, http_client=http
        )
        self.anthropic = AsyncAnthropic(
            base_url=root,
            api_key=key,
            max_retries=0,
            http_client=anthropic.DefaultAsyncHttpxClient(trust_env=False, verify=False),
        )

    async def aclose(self) -> None:
        await self.openai.close()
        await self.anthropic.close()

    async def stream(
        self, protocol: ProtocolName, prompt: str = "boots", limit: int = 500, **extra: Any
    ) -> Any:
        """Return the SDK's stream."""
        asked: list[Any] = [{"role": "user", "content": prompt}]
        if protocol == "openai-chat":
            extra.setdefault("stream_options", {"include_usage": True})
            return await self.openai.chat.completions.create(
                model=self.model,
                messages=asked,
                max_completion_tokens=limit,
                stream=True,
                **extra,
            )
        if protocol == "openai-responses":
            return await self.openai.responses.create(
                model=self.model, input=asked, max_output_tokens=limit, stream=True, **extra
            )
        return await self.anthropic.messages.create(
            model=self.model, messages=asked, max_tokens=limit, stream=True, **extra
        )

    async def whole(self, protocol: ProtocolName, prompt: str = "boots", limit: int = 500) -> Any:
        """Return an answer that was not streamed."""
        asked: list[Any] = [{"role": "user", "content": prompt}]
        if protocol == "openai-chat":
            return await self.openai.chat.completions.create(
                model=self.model, messages=asked, max_completion_tokens=limit
            )
        if protocol == "openai-responses":
            return await self.openai.responses.create(
                model=self.model, input=asked, max_output_tokens=limit
            )
        return await self.anthropic.messages.create(
            model=self.model, messages=asked, max_tokens=limit
        )

    async def events(self, protocol: ProtocolName, **asked: Any) -> list[Any]:
        """Return all events of a stream."""
        async with await self.stream(protocol, **asked) as stream:
            return [event async for event in stream]

    async def heard(self, protocol: ProtocolName, **asked: Any) -> tuple[str, Exception | None]:
        """Return the text of a stream as far as it came, and how it failed."""
        text = ""
        try:
            async with await self.stream(protocol, **asked) as stream:
                async for event in stream:
                    text += text_of(event)
        except ERRORS as error:
            return text, error
        return text, None


@asynccontextmanager
async def client_of(
    root: str, model: str = "any", key: str = "secret-key"
) -> AsyncIterator[Client]:
    client = Client(root, model, key)
    try:
        yield client
    finally:
        await client.aclose()


def text_of(event: Any) -> str:
    """Return what an event adds to the answer."""
    if hasattr(event, "choices"):
        return "".join(choice.delta.content or "" for choice in event.choices)
    if event.type == "response.output_text.delta":
        return str(event.delta)
    if event.type == "content_block_delta" and event.delta.type == "text_delta":
        return str(event.delta.text)
    return ""
