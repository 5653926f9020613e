"""What `session.update` may hold, bounded and typed; fields that nobody knows are let pass.

A field that is not given leaves its setting alone; null takes it back, where it can be.
"""

import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from assistant.http.doors import SHOPPER_PATTERN
from assistant.realtime.errors import EventRefused

MAX_INSTRUCTIONS = 64_000
"""Characters; OpenAI's models take about as much."""
MAX_TOOLS = 128

Modality = Literal["audio", "text"]
Words = Annotated[str, Field(max_length=MAX_INSTRUCTIONS)]


class Fields(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class TranscriptionFields(Fields):
    model: Annotated[str, Field(max_length=100)] | None = None
    language: Annotated[str, Field(max_length=20)] | None = None
    prompt: Words | None = None


class NoiseReductionFields(Fields):
    type: Literal["near_field", "far_field"] | None = None


class TurnDetectionFields(Fields):
    type: Literal["server_vad", "semantic_vad"]
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None
    prefix_padding_ms: Annotated[int, Field(ge=0, le=60_000)] | None = None
    silence_duration_ms: Annotated[int, Field(ge=0, le=60_000)] | None = None
    idle_timeout_ms: Annotated[int, Field(ge=1_000, le=600_000)] | None = None
    eagerness: Literal["low", "medium", "high", "auto"] | None = None
    create_response: bool | None = None
    interrupt_response: bool | None = None


class InputFields(Fields):
    format: JsonValue = None
    transcription: TranscriptionFields | None = None
    noise_reduction: NoiseReductionFields | None = None
    turn_detection: TurnDetectionFields | None = None


class VoiceFields(Fields):
    id: Annotated[str, Field(max_length=100)]


class OutputFields(Fields):
    format: JsonValue = None
    voice: Annotated[str, Field(max_length=100)] | VoiceFields | None = None
    speed: float | None = None


class AudioFields(Fields):
    input: InputFields | None = None
    output: OutputFields | None = None


class OwnFields(Fields):
    events: bool | None = None
    can_pause: bool | None = None
    experiments: dict[str, str] | None = None
    shopper_id: Annotated[str, Field(pattern=SHOPPER_PATTERN)] | None = None


class TracingFields(Fields):
    group_id: Words | None = None
    metadata: JsonValue = None
    workflow_name: Words | None = None


class TokenLimitFields(Fields):
    post_instructions: Annotated[int, Field(ge=0, le=10_000_000)] | None = None


class TruncationFields(Fields):
    type: Literal["retention_ratio"]
    retention_ratio: Annotated[float, Field(ge=0, le=1)]
    token_limits: TokenLimitFields | None = None


class PromptTextFields(Fields):
    type: Literal["input_text"]
    text: Words


class PromptFields(Fields):
    id: Annotated[str, Field(max_length=MAX_INSTRUCTIONS)]
    variables: dict[str, Words | PromptTextFields] | None = None
    version: Words | None = None


class ReasoningFields(Fields):
    effort: Literal["minimal", "low", "medium", "high", "xhigh"] | None = None


class SessionFields(Fields):
    type: Literal["realtime"] = "realtime"
    instructions: Words | None = None
    output_modalities: Annotated[list[Modality], Field(min_length=1, max_length=2)] | None = None
    audio: AudioFields | None = None
    tools: Annotated[list[dict[str, JsonValue]], Field(max_length=MAX_TOOLS)] | None = None
    tool_choice: Annotated[str, Field(max_length=100)] | dict[str, JsonValue] | None = None
    max_output_tokens: Annotated[int, Field(ge=1, le=4096)] | Literal["inf"] | None = None
    include: (
        Annotated[list[Literal["item.input_audio_transcription.logprobs"]], Field(max_length=20)]
        | None
    ) = None
    tracing: Literal["auto"] | TracingFields | None = None
    truncation: Literal["auto", "disabled"] | TruncationFields | None = None
    prompt: PromptFields | None = None
    reasoning: ReasoningFields | None = None
    parallel_tool_calls: bool | None = None
    aisle: OwnFields | None = None


F = TypeVar("F", bound=Fields)


def read_fields(kind: type[F], given: dict[str, Any], at: str) -> F:
    """Return what a client gave, checked.

    Args:
        kind: What it should be.
        given: As it came.
        at: Where it stands in the event: "session".

    Raises:
        EventRefused: A field has a bad value; names it without repeating the value.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        param = ".".join([at, *(str(p) for p in first["loc"] if not _UNION_ARM.match(str(p)))])
        message = f"Bad value for {param}: {first['msg']}."
        raise EventRefused(message, code="invalid_value", param=param) from None


_UNION_ARM = re.compile(r"(?:str|constrained-str|constrained-int|literal\[.*|[A-Z]\w+Fields)$")
"""How pydantic names the alternatives of a union within a place."""
