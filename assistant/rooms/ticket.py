"""Who a LiveKit room is for: written by the token's maker, read by the worker.

It travels as the metadata of the agent's dispatch, inside the signed token: LiveKit hands it
to the worker and to nobody else, and no participant can change it.
"""

from datetime import timedelta
from typing import Self
from uuid import uuid4

from livekit.api import AccessToken, VideoGrants
from livekit.protocol.agent_dispatch import RoomAgentDispatch
from livekit.protocol.room import RoomConfiguration
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.config import Settings, secret
from assistant.errors import ConfigError
from assistant.rooms.errors import TicketInvalid

AGENT_NAME = "aisle"
"""Rooms ask for the agent by this name; without a name LiveKit would send it into every room."""

EMPTY_S = 60
"""A room that nobody joined is closed after this long."""

LEFT_S = 60
"""A room that everybody left is closed after this long; as `room_talk.RETURN_S`."""


class RoomTicket(BaseModel):
    """One shopper's place in one room."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tenant: str
    conversation_id: str = Field(min_length=1, max_length=200)
    """What the dialogue is stored under."""
    session_id: str
    """As the client may name it again."""
    identity: str = Field(min_length=1)
    """Of the participant who is listened to; nobody else in the room is."""
    shopper_id: str | None = None

    @classmethod
    def read(cls, metadata: str) -> Self:
        """Return the ticket in a job's metadata.

        Raises:
            TicketInvalid: There is none: the room was not made by `/v1/livekit/token`.
        """
        try:
            return cls.model_validate_json(metadata)
        except ValidationError as error:
            raise TicketInvalid from error

    def token(self, settings: Settings, room: str, lives_s: float) -> str:
        """Return a signed token with which the shopper joins the room.

        Args:
            settings: The process's; the environment holds the key and the secret.
            room: Its name.
            lives_s: Seconds within which the shopper must have joined; who is in, stays.

        Raises:
            ConfigError: The key or the secret is not set.
        """
        own = settings.livekit
        agent = RoomAgentDispatch(agent_name=AGENT_NAME, metadata=self.model_dump_json())
        return (
            AccessToken(secret(own.key_variable), secret(own.secret_variable))
            .with_identity(self.identity)
            .with_ttl(timedelta(seconds=lives_s))
            .with_grants(
                VideoGrants(
                    room_join=True,
                    room=room,
                    can_publish=True,
                    can_publish_sources=["microphone"],
                    can_subscribe=True,
                    can_publish_data=True,  # typed words, and calls of the agent
                    can_update_own_metadata=False,
                )
            )
            .with_room_config(
                RoomConfiguration(
                    name=room, empty_timeout=EMPTY_S, departure_timeout=LEFT_S, agents=[agent]
                )
            )
            .to_jwt()
        )


def new_room() -> str:
    """Return a room's name that nobody guesses; each token has a room of its own."""
    return f"aisle-{uuid4().hex}"


def new_identity() -> str:
    """Return a participant's name; it says nothing of the shopper."""
    return f"shopper-{uuid4().hex[:12]}"


def livekit_url(settings: Settings) -> str:
    """Return where the LiveKit server is.

    Raises:
        ConfigError: No server is configured.
    """
    if settings.livekit.url is None:
        raise ConfigError("No LiveKit server is configured; set livekit.url (docs/livekit.md).")
    return settings.livekit.url
