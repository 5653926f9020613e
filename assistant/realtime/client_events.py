"""The events of a client, bounded and typed at the door.

Unknown fields are let pass, as OpenAI's server does. `session`, `item` and `response` stay
JSON here: what of them can be used is the session's business.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

MAX_ID = 512
"""Characters of an id that a client names; OpenAI's own have 30."""
MAX_AUDIO = 15 * 2**20
"""Characters of base64 of one append, as OpenAI's: 3.9 minutes of PCM."""

Id = Annotated[str, Field(min_length=1, max_length=MAX_ID)]


class _Event(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    event_id: Annotated[str, Field(max_length=MAX_ID)] | None = None
    """The client's own; quoted by an error."""


class SessionUpdate(_Event):
    type: Literal["session.update"]
    session: dict[str, JsonValue]


class AudioAppend(_Event):
    """Never reaches the session half."""

    type: Literal["input_audio_buffer.append"]
    audio: Annotated[str, Field(max_length=MAX_AUDIO)]


class AudioCommit(_Event):
    type: Literal["input_audio_buffer.commit"]


class AudioClear(_Event):
    type: Literal["input_audio_buffer.clear"]


class OutputAudioClear(_Event):
    type: Literal["output_audio_buffer.clear"]


class ItemCreate(_Event):
    type: Literal["conversation.item.create"]
    item: dict[str, JsonValue]
    previous_item_id: Id | None = None


class ItemRetrieve(_Event):
    type: Literal["conversation.item.retrieve"]
    item_id: Id


class ItemDelete(_Event):
    type: Literal["conversation.item.delete"]
    item_id: Id


class ItemTruncate(_Event):
    type: Literal["conversation.item.truncate"]
    item_id: Id
    content_index: Annotated[int, Field(ge=0, le=1_000)] = 0
    audio_end_ms: Annotated[int, Field(ge=0, le=86_400_000)]


class ResponseCreate(_Event):
    type: Literal["response.create"]
    response: dict[str, JsonValue] | None = None


class ResponseCancel(_Event):
    type: Literal["response.cancel"]
    response_id: Id | None = None


class PlaybackPosition(_Event):
    type: Literal["aisle.playback.position"]
    response_id: Id
    played_ms: Annotated[float, Field(ge=0, le=86_400_000, allow_inf_nan=False)]
    playing: bool = True


class ConsentChange(_Event):
    """Whether what is said may be kept as sound."""

    type: Literal["aisle.consent"]
    audio: bool


ClientEvent = (
    SessionUpdate
    | AudioCommit
    | AudioClear
    | OutputAudioClear
    | ItemCreate
    | ItemRetrieve
    | ItemDelete
    | ItemTruncate
    | ResponseCreate
    | ResponseCancel
    | PlaybackPosition
    | ConsentChange
)
"""What the session half handles."""

AnyClientEvent = Annotated[ClientEvent | AudioAppend, Field(discriminator="type")]
CLIENT_EVENTS: TypeAdapter[ClientEvent | AudioAppend] = TypeAdapter(AnyClientEvent)
