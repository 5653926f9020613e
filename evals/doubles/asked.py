"""A request as a double understands it, whatever the protocol."""

from dataclasses import dataclass
from typing import Any, Literal

ProtocolName = Literal["openai-chat", "openai-responses", "anthropic-messages"]

PATHS: dict[str, ProtocolName] = {
    "/chat/completions": "openai-chat",
    "/responses": "openai-responses",
    "/messages": "anthropic-messages",
}


def protocol_of(path: str) -> ProtocolName | None:
    """Return the protocol that is spoken at a path, such as /v1/messages."""
    path = path.partition("?")[0]
    return next((name for end, name in PATHS.items() if path.endswith(end)), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    number: int
    """Of the server's requests, from 0."""
    protocol: ProtocolName
    path: str
    headers: dict[str, str]
    """Names in lower case; keys are taken out."""
    body: dict[str, Any]

    @property
    def model(self) -> str:
        """Return the model that is asked for."""
        return str(self.body.get("model", ""))

    @property
    def stream(self) -> bool:
        """Return whether the answer is to be streamed."""
        return self.body.get("stream") is True

    @property
    def max_output_tokens(self) -> int | None:
        """Return how many tokens may be generated, reasoning included; None for no limit."""
        for name in ("max_output_tokens", "max_completion_tokens", "max_tokens"):
            if isinstance(value := self.body.get(name), int):
                return value
        return None

    @property
    def wants_usage(self) -> bool:
        """Return whether a chat stream is to end with its usage."""
        options = self.body.get("stream_options")
        return isinstance(options, dict) and options.get("include_usage") is True

    @property
    def messages(self) -> list[dict[str, Any]]:
        """Return the messages after the system text; Responses' input too."""
        found = self.body.get("input" if self.protocol == "openai-responses" else "messages")
        if isinstance(found, str):
            return [{"role": "user", "content": found}]
        return [message for message in found or [] if isinstance(message, dict)]
