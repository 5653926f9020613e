"""What the tests of the adapters share: a call, a client on a double, and a collected answer."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from agents.models.call import Ended, Message, ModelCall, ModelClient, Task, TextDelta
from agents.models.clients import open_client
from agents.models.spec import ModelSpec, Protocol
from evals.doubles import Doubles, Play, Script, doubles

PROTOCOLS: tuple[Protocol, ...] = ("openai-chat", "openai-responses", "anthropic-messages")
SAID = "Two pairs of böots 😀, from $49.99 to $129."
SECRET = "my daughter's birthday"
CALL = ModelCall(Task.REPLY, "You sell boots.", (Message("user", f"boots for {SECRET}"),), 100)
KEY = "sk-test-0123456789abcdef"


@dataclass(frozen=True)
class Answer:
    """All that came."""

    text: str
    pieces: tuple[str, ...]
    end: Ended


async def answer_of(client: ModelClient, call: ModelCall = CALL) -> Answer:
    """Return the whole answer to a call."""
    pieces: list[str] = []
    end: Ended | None = None
    async with aclosing(client.stream(call)) as events:
        async for event in events:
            assert end is None, "nothing comes after the end"
            match event:
                case TextDelta(text):
                    assert text, "a piece is never empty"
                    pieces.append(text)
                case Ended():
                    end = event
    assert end is not None
    return Answer("".join(pieces), tuple(pieces), end)


@asynccontextmanager
async def asked(
    protocol: Protocol, play: Play | None = None, key: str | None = None, **settings: Any
) -> AsyncIterator[tuple[ModelClient, Doubles]]:
    """Run a double and open a client on it."""
    keys = settings.pop("keys", None)
    models = settings.pop("models", None)
    async with doubles(Script(text=SAID) if play is None else play, keys=keys, models=models) as d:
        if key is not None:
            settings.setdefault("key_variable", "SHOP_KEY")
        spec = ModelSpec(protocol=protocol, model="m-1", url=d.url, **settings)
        client = open_client("gpt", spec, key)
        try:
            yield client, d
        finally:
            await client.aclose()
