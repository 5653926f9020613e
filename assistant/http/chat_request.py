"""What a client of OpenAI's chat completions sends, as far as it means something here.

Fields that change how a language model samples (`temperature`, `max_tokens`, `seed`, ...) are
taken and have no effect; what would change the answer's shape and is not supported is refused.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from agents.client_tools.declared import choice_of, tools_of
from agents.client_tools.tool import ClientTool, ToolChoice
from assistant.http.chat_messages import Role, Said, SaidCall
from assistant.http.doors import SESSION_PATTERN
from assistant.http.refused import Refused
from assistant.http.turns import MAX_TEXT
from assistant.search_request import CleanText

MESSAGES_MOST = 1_000
OLDER_CHARS = 100_000
"""Of one message that is not answered now: a system prompt may be long."""


class TextPart(BaseModel):
    """A piece of a message; pictures, sound and files are refused."""

    type: str = Field(max_length=40)
    text: Annotated[CleanText, Field(max_length=OLDER_CHARS)] | None = None
    refusal: CleanText | None = None


class CalledFunction(BaseModel):
    """Which function was called, with which arguments as JSON text."""

    name: str = Field(max_length=64)
    arguments: str = Field(default="{}", max_length=OLDER_CHARS)


class CalledTool(BaseModel):
    """A call of an assistant's message."""

    id: str = Field(min_length=1, max_length=200)
    type: Literal["function"] = "function"
    function: CalledFunction


class Message(BaseModel):
    """One message."""

    role: Role
    content: Annotated[CleanText, Field(max_length=OLDER_CHARS)] | list[TextPart] | None = None
    tool_calls: list[CalledTool] | None = Field(default=None, max_length=128)
    tool_call_id: str | None = Field(default=None, max_length=200)


class StreamOptions(BaseModel):
    """What a stream holds beside the answer."""

    include_usage: bool | None = None


class Metadata(BaseModel):
    """Of OpenAI's free fields the one that means something here."""

    session_id: Annotated[str, Field(pattern=SESSION_PATTERN)] | None = None


class ChatRequest(BaseModel):
    """A request for the next message of a conversation."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": "aisle",
                    "messages": [{"role": "user", "content": "hiking boots under $150"}],
                }
            ]
        }
    )

    model: str = Field(default="aisle", min_length=1, max_length=200)
    """Any name is taken and told back."""
    messages: list[Message] = Field(min_length=1, max_length=MESSAGES_MOST)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    tools: list[JsonValue] | None = None
    tool_choice: JsonValue = None
    metadata: Metadata | None = None
    n: int | None = None
    modalities: list[str] | None = None
    response_format: dict[str, JsonValue] | None = None
    logprobs: bool | None = None
    functions: JsonValue = None
    audio: JsonValue = None
    web_search_options: JsonValue = None

    def said(self) -> tuple[Said, ...]:
        """Return the messages that mean something: those of system and developer are left out.

        Raises:
            Refused: A message cannot be read here; says which.
        """
        self._check()
        messages = [_said(message, place) for place, message in enumerate(self.messages)]
        kept = tuple(m for m in messages if m.role in ("user", "assistant", "tool"))
        if not kept or kept[-1].role == "assistant":
            raise Refused("The last message must be of the user or of a tool.", param="messages")
        if kept[-1].role == "user" and len(kept[-1].text) > MAX_TEXT:
            raise Refused(
                f"An utterance holds at most {MAX_TEXT} characters; send less.", param="messages"
            )
        return kept

    def chosen_tools(self) -> tuple[tuple[ClientTool, ...], ToolChoice]:
        """Return the tools that may be called, and which of them must be.

        Raises:
            ToolInvalid: One of them cannot be used.
        """
        tools = tools_of(self.tools)
        return tools, choice_of(self.tool_choice, tools)

    def _check(self) -> None:
        """Refuse what would change the answer's shape and is not supported."""
        shape = (self.response_format or {}).get("type", "text")
        unsupported: dict[str, bool] = {
            "n": self.n not in (None, 1),
            "modalities": self.modalities not in (None, ["text"]),
            "response_format": shape != "text",
            "logprobs": bool(self.logprobs),
            "functions": self.functions is not None,
            "audio": self.audio is not None,
            "web_search_options": self.web_search_options is not None,
        }
        for param, given in unsupported.items():
            if given:
                raise Refused(_INSTEAD[param], param=param, code="unsupported_parameter")


_INSTEAD = {
    "n": "Only one answer is given; send n = 1.",
    "modalities": 'Answers are text here; send modalities ["text"] or use /v1/realtime.',
    "response_format": "Answers are sentences; leave response_format out and read the "
    "message's field aisle for data.",
    "logprobs": "There are no log probabilities; leave logprobs out.",
    "functions": "Declare functions as tools.",
    "audio": "Answers are text here; use /v1/realtime or /v1/audio/speech for sound.",
    "web_search_options": "Nothing is searched but the shop; leave web_search_options out.",
}


def _said(message: Message, place: int) -> Said:
    at = f"messages[{place}]"
    calls = tuple(
        SaidCall(c.id, c.function.name, c.function.arguments) for c in message.tool_calls or ()
    )
    if message.role == "tool" and message.tool_call_id is None:
        raise Refused("A tool's message needs a tool_call_id.", param=f"{at}.tool_call_id")
    return Said(message.role, _text(message.content, at), calls, message.tool_call_id or "")


def _text(content: Any, at: str) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    texts = []
    for place, part in enumerate(content):
        if part.type not in ("text", "refusal"):
            raise Refused(
                "Only text can be read here; send parts of type text.",
                param=f"{at}.content[{place}].type",
                code="unsupported_content",
            )
        texts.append(part.text or part.refusal or "")
    return "\n".join(texts)
