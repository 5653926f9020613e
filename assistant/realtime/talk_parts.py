"""The parts of one Realtime session, put together."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.conversation import Conversation
from assistant.realtime.answers import Answers, Ways
from assistant.realtime.client_calls import CallingPhraser, ClientCalls, tool_caller
from assistant.realtime.client_items import ClientItems
from assistant.realtime.items import Items
from assistant.realtime.listening import Listening
from assistant.realtime.own_events import OwnEvents
from assistant.realtime.push_to_talk import Recognition, SoundBuffer
from assistant.realtime.replies import Replies
from assistant.realtime.responses import ResponseWish
from assistant.realtime.seams import Connection
from assistant.realtime.session_config import SessionConfig
from assistant.realtime.session_story import greeting_of
from assistant.realtime.spoken import Spoken
from assistant.realtime.voice import Voice
from assistant.realtime.written import Written
from assistant.recordings.sound import Sound


@dataclass(frozen=True, slots=True)
class TalkParts:
    """What `RealtimeTalk` works with."""

    items: Items
    client_items: ClientItems
    calls: ClientCalls
    own: OwnEvents
    replies: Replies
    listening: Listening
    spoken: Spoken
    written: Written
    answers: Answers
    buffer: SoundBuffer
    voice: Voice | None
    """None where nothing is heard or spoken; so is the next."""
    recognition: Recognition | None


def talk_parts(
    connection: Connection, conversation: Conversation, config: Callable[[], SessionConfig]
) -> TalkParts:
    """Put a session's parts together.

    Args:
        connection: The client's.
        conversation: Whose turns they are.
        config: How the session is set up now.
    """
    outbox, shop, doors = connection.outbox, connection.shop, connection.doors
    items = Items()
    calls = ClientCalls(tool_caller(shop.parts), shop.parts.shopping.note_said)
    own = OwnEvents(outbox, conversation.why)
    replies = Replies(outbox, items, doors.gate, connection.caller)
    listening = Listening(outbox, items, connection.microphone)
    spoken = Spoken(outbox, replies, listening, calls, own, lambda: ResponseWish(config()))
    written = Written(conversation, calls, own)
    voice = recognition = None
    if shop.voice is not None:

        def heard(text: str, sound: Sound) -> None:
            written.conversation.heard(text, sound)  # it may be another's by then

        recognition = Recognition(shop.voice, listening, heard)
        voice = Voice(
            shop.voice,
            conversation,
            connection.microphone,
            connection.speaker,
            CallingPhraser(calls),
            spoken.on_event,
        )
    ways = Ways(written, spoken, calls, voice, greeting_of(doors.settings, shop.tenant))
    return TalkParts(
        items=items,
        client_items=ClientItems(outbox, items),
        calls=calls,
        own=own,
        replies=replies,
        listening=listening,
        spoken=spoken,
        written=written,
        answers=Answers(outbox, items, replies, ways, config),
        buffer=SoundBuffer(),
        voice=voice,
        recognition=recognition,
    )
