"""Replies phrased by an OpenAI-compatible endpoint, for benches.

No product code calls a model by this: there is no prompt, no guard and no fallback. It
shows what the voice costs when words arrive one by one instead of all at once.
"""

from collections.abc import AsyncGenerator
from types import TracebackType
from typing import Self

from openai import AsyncOpenAI, DefaultAsyncHttpxClient

from assistant.planned import Planned


class LLMPhraser:
    """Speaks whatever the endpoint answers; an async context manager.

    Args:
        url: Of the API, such as http://127.0.0.1:1234/v1.
        opened: Say the plan's own first clause while the endpoint is asked for the rest.
    """

    def __init__(self, url: str, *, opened: bool = False) -> None:
        self._opened = opened
        # No proxy may stand between this process and loopback.
        http = DefaultAsyncHttpxClient(trust_env=False)
        self._client = AsyncOpenAI(base_url=url, api_key="none", max_retries=0, http_client=http)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.close()

    async def phrase(self, planned: Planned) -> AsyncGenerator[str, None]:
        """Yield the endpoint's tokens, perhaps behind the plan's first clause."""
        if self._opened:
            for clause in planned.turn.reply.clauses[:1]:
                yield clause + " "
        stream = await self._client.chat.completions.create(
            model="stub",
            messages=[{"role": "user", "content": planned.turn.utterance.text}],
            stream=True,
        )
        async with stream:
            async for chunk in stream:
                if chunk.choices and chunk.choices[0].delta.content:
                    yield chunk.choices[0].delta.content
