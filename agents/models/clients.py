"""One client for each configured model; the SDKs are imported when the first one is opened.

    client = open_client("gpt", spec, key)
    ...
    await client.aclose()

Opening takes a second for the first model of a vendor (its SDK is imported): do it at start, not
in a shopper's turn. Nothing is sent before the first call.
"""

from collections.abc import AsyncGenerator

from agents.models.asking import Asker
from agents.models.call import ModelCall, ModelClient, ModelEvent
from agents.models.dialect import Dialect
from agents.models.endpoint import endpoint_of
from agents.models.errors import CallRejected, KeyMissing, KeyRejected
from agents.models.spec import ModelSpec
from agents.models.usage import Usage


def open_client(name: str, spec: ModelSpec, key: str | None) -> ModelClient:
    """Return a client for a model, with a connection pool of its own.

    Its `stream` raises ModelBusy at once where `spec.max_concurrent` calls are under way.

    Args:
        name: As the policy names it.
        spec: Its configuration.
        key: What the variable `spec.key_variable` holds; None or blank where it is not set.

    Raises:
        EndpointRefused: its url is not one that a prompt may be sent to.
        KeyMissing: it needs a key and there is none.
        KeyRejected: the key is not one that can be sent.
    """
    url = endpoint_of(name, spec)
    asker = Asker(
        name,
        _dialect(name, spec, url, _key(name, spec, key)),
        streams=spec.streams,
        max_concurrent=spec.max_concurrent,
        key_variable=spec.key_variable,
    )
    return _Client(name, spec, asker)


class _Client:
    """One configured model."""

    def __init__(self, name: str, spec: ModelSpec, asker: Asker) -> None:
        self._name = name
        self._spec = spec
        self._asker = asker

    @property
    def name(self) -> str:
        """As the policy names it."""
        return self._name

    def stream(self, call: ModelCall) -> AsyncGenerator[ModelEvent, None]:
        """Ask, and yield the answer's pieces and then `Ended`."""
        if not self._spec.images and any(message.images for message in call.messages):
            raise CallRejected(
                f"model {self._name!r} is not shown pictures: set images = true if it sees", Usage()
            )
        return self._asker.ask(call)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._asker.aclose()


def _key(name: str, spec: ModelSpec, key: str | None) -> str | None:
    """Return the key to send; None for a server of one's own that asks for none."""
    key = (key or "").strip()
    if not key:
        if spec.key_variable is not None:
            raise KeyMissing(f"model {name!r} has no key: set {spec.key_variable}", Usage())
        if spec.url is None:
            raise KeyMissing(
                f"model {name!r} has no key: name the variable that holds it in key_variable",
                Usage(),
            )
        return None
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise KeyRejected(
            f"the key in {spec.key_variable} holds characters that no key has: set it again",
            Usage(),
        )
    return key


def _dialect(name: str, spec: ModelSpec, url: str, key: str | None) -> Dialect:
    match spec.protocol:
        case "openai-chat":
            from agents.models.openai_chat import OpenAIChat  # noqa: PLC0415

            return OpenAIChat(name, spec, url, key)
        case "openai-responses":
            from agents.models.openai_responses import OpenAIResponses  # noqa: PLC0415

            return OpenAIResponses(name, spec, url, key)
        case "anthropic-messages":
            from agents.models.anthropic_messages import AnthropicMessages  # noqa: PLC0415

            return AnthropicMessages(name, spec, url, key)
