"""What is heard, as the events of the protocol tell it: speech, its item and its words."""

from pydantic import JsonValue

from agents.turn import Utterance
from assistant.realtime.items import Item, Items, new_id, user_speech
from assistant.realtime.microphone import SocketMicrophone
from assistant.realtime.seams import Outbox

PADDING_S = 0.3
"""Sound before the first voiced sample that is recognised too, told as `prefix_padding_ms`."""

LEAST_S = 0.001
"""Speech is told to end after it began, whatever the clocks say."""


class Listening:
    """Makes a user's item of each utterance that comes through the microphone.

    Args:
        outbox: Told of it.
        items: Gets the items.
        microphone: Knows which second of the sound it is.
    """

    def __init__(self, outbox: Outbox, items: Items, microphone: SocketMicrophone) -> None:
        self._outbox = outbox
        self._items = items
        self._microphone = microphone
        self.transcribes = True
        """Whether the client wants the words."""
        self._item_id = new_id("item")
        """Of the utterance that is spoken, or comes next."""
        self._open = False
        self._began_s = 0.0
        self._spoken_s = 0.0
        self._last: Item | None = None
        """Of the last utterance; it may go on."""

    @property
    def item_id(self) -> str:
        """Id of the item that the utterance under way will be."""
        return self._item_id

    @property
    def speech_is_open(self) -> bool:
        """Whether somebody speaks now."""
        return self._open

    def started(self, at: float | None) -> None:
        """Tell that somebody speaks; once an utterance.

        Args:
            at: Wall-clock time of the first voiced sample; now if None.
        """
        if self._open:
            return
        self._open = True
        heard_s = self._microphone.received_s if at is None else self._microphone.stream_s_at(at)
        self._began_s = max(0.0, heard_s - PADDING_S)
        self._outbox.send(
            {
                "type": "input_audio_buffer.speech_started",
                "item_id": self._item_id,
                "audio_start_ms": round(self._began_s * 1000),
            }
        )

    def stopped(self, spoken_s: float | None = None) -> None:
        """Tell that the utterance is over.

        Args:
            spoken_s: From its first voiced sample to the last; until now if None.
        """
        if not self._open:
            return
        self._open = False
        ended_s = heard_s = self._microphone.received_s
        if spoken_s is not None:
            ended_s = min(heard_s, self._began_s + PADDING_S + spoken_s)
        ended_s = max(self._began_s + LEAST_S, ended_s)
        self._spoken_s = ended_s - self._began_s if spoken_s is None else spoken_s
        self._outbox.send(
            {
                "type": "input_audio_buffer.speech_stopped",
                "item_id": self._item_id,
                "audio_end_ms": round(ended_s * 1000),
            }
        )

    def goes_on(self) -> None:
        """Note that the last utterance was not over: the next words replace its own."""
        if self._last is not None:
            self._item_id = self._last.id

    def heard(self, utterance: Utterance, *, waits: bool) -> Item:
        """Tell what was said, and return its item.

        Args:
            utterance: What was said.
            waits: Whether a response has to be asked for.
        """
        self.stopped()
        known = self._last if self._last and self._last.id == self._item_id else None
        if known is not None and self._items.has(known.id):
            item = known
        else:
            item = user_speech(self._item_id)
            self.committed(item)
        item.said, item.waits = utterance, waits
        self.transcribed(item, utterance.text, self._spoken_s)
        self._last, self._item_id = item, new_id("item")
        return item

    def committed(self, item: Item) -> None:
        """Tell that sound became an item of the conversation."""
        last = self._items.last_id
        self._outbox.send(
            {
                "type": "input_audio_buffer.committed",
                "item_id": item.id,
                "previous_item_id": last,
            }
        )
        before = self._items.add(item)
        told: dict[str, JsonValue] = {"previous_item_id": before, "item": item.json()}
        self._outbox.send({"type": "conversation.item.added", **told})
        self._outbox.send({"type": "conversation.item.done", **told})

    def transcribed(self, item: Item, text: str, sound_s: float) -> None:
        """Tell the words of an item's sound, if they are wanted."""
        was_told = bool(_set_transcript(item, text))
        if not self.transcribes:
            return
        of: dict[str, JsonValue] = {"item_id": item.id, "content_index": 0}
        kind = "conversation.item.input_audio_transcription"
        if text and not was_told:  # clients append deltas, and take the completed text as it is
            self._outbox.send({"type": f"{kind}.delta", **of, "delta": text})
        usage: dict[str, JsonValue] = {"type": "duration", "seconds": round(sound_s, 2)}
        self._outbox.send({"type": f"{kind}.completed", **of, "transcript": text, "usage": usage})

    def not_transcribed(self, item: Item, message: str) -> None:
        """Tell that the recogniser failed."""
        error: dict[str, JsonValue] = {
            "type": "server_error",
            "code": "transcription_failed",
            "message": message,
            "param": None,
        }
        self._outbox.send(
            {
                "type": "conversation.item.input_audio_transcription.failed",
                "item_id": item.id,
                "content_index": 0,
                "error": error,
            }
        )


def _set_transcript(item: Item, text: str) -> JsonValue:
    """Put the words into an item; return those that it had before."""
    content = item.body.get("content")
    for part in content if isinstance(content, list) else ():
        if isinstance(part, dict) and part.get("type") == "input_audio":
            before, part["transcript"] = part.get("transcript"), text
            return before
    return None
