"""What `session.update` may hold, bounded and typed; fields that nobody knows are let pass.

A field that is not given leaves its setting alone; null takes it back, where it can be.
"""

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
    shopper_id: Annotated[str, Field(pattern=SHOPPER_PATTERN)] | None = None


class SessionFields(Fields):
    type: Literal["realtime"] = "realtime"
    instructions: Words | None = None
    output_modalities: Annotated[list[Modality], Field(min_length=1, max_length=2)] | None = None
    audio: AudioFields | None = None
    tools: Annotated[list[dict[str, JsonValue]], Field(max_length=MAX_TOOLS)] | None = None
    tool_choice: Annotated[str, Field(max_length=100)] | dict[str, JsonValue] | None = None
    max_output_tokens: Annotated[int, Field(ge=1, le=4096)] | Literal["inf"] | None = None
    include: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=20)] | None = (
        None
    )
    tracing: JsonValue = None
    truncation: JsonValue = None
    prompt: JsonValue = None
    reasoning: JsonValue = None
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
        param = ".".join([at, *(str(part) for part in first["loc"] if part not in _UNION_ARMS)])
        message = f"Bad value for {param}: {first['msg']}."
        raise EventRefused(message, code="invalid_value", param=param) from None


_UNION_ARMS = {"str", "VoiceFields", "constrained-str", "literal['inf']", "constrained-int"}
"""How pydantic names the alternatives of a union within a place."""
