"""One response's life, as the events of the protocol tell it.

    response.created ─▶ (message: output_item.added, item.added, content_part.added,
                         deltas, the parts' done events) or (function call) ─▶ response.done

Ends exactly once, however it ends; what comes afterwards is passed over.
"""

import json
import time
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

from agents.client_tools.tool import ToolCall
from agents.turn import Turn
from assistant.realtime.client_calls import ClientCalls
from assistant.realtime.items import Item, Items, new_id
from assistant.realtime.seams import Outbox, SoundOf
from assistant.realtime.session_config import SessionConfig
from assistant.realtime.session_json import format_json
from assistant.session_events import SpokenWord

Ending = Literal["completed", "cancelled", "failed"]
Cause = Literal["turn_detected", "client_cancelled"]

CONVERSATION = "conv_aisle"
"""A connection has one conversation."""


@dataclass(frozen=True, slots=True)
class ResponseWish:
    """What a response is to be."""

    config: SessionConfig
    """The session's, with what this response changes."""
    metadata: JsonValue = None
    in_conversation: bool = True
    """False: its items are not added to the conversation, nor its turn to the dialogue."""


@dataclass(slots=True, eq=False)
class Response:
    """One response that is being made; `begin` it first."""

    wish: ResponseWish
    outbox: Outbox
    items: Items
    id: str = field(default_factory=lambda: new_id("resp"))
    ended: Ending | None = None
    ended_at: float = 0.0
    """By the monotonic clock, in s."""
    turn: int | None = None
    """Index of the turn that it answers, once that is known."""
    asked: str | None = None
    """Words that the client gave it to answer; None where they came by the microphone."""
    answers: str | None = None
    """Id of the last item that it answers, where the client asked for it."""
    sound_bytes: int = 0
    words: list[SpokenWord] = field(default_factory=list)
    """As they sound, for an item that is truncated."""
    _message: Item | None = None
    _outputs: list[Item] = field(default_factory=list)
    _text: str = ""

    @property
    def speaks(self) -> bool:
        return self.wish.config.speaks

    @property
    def sound_s(self) -> float:
        return self.wish.config.output_format.seconds(self.sound_bytes)

    @property
    def message_id(self) -> str | None:
        return self._message.id if self._message else None

    def begin(self) -> None:
        """Tell that it is under way."""
        self.outbox.send({"type": "response.created", "response": self._json("in_progress")})

    def sound(self, sound: bytes) -> None:
        """Send sound, in the client's format."""
        if self.ended is None:
            message = self._opened()
            self.sound_bytes += len(sound)
            self.outbox.send_sound(SoundOf(self.id, message.id, self._place(message)), sound)

    def say(self, text: str) -> None:
        """Send words: of the sound, or of a text."""
        if self.ended is None and text:
            message = self._opened()
            self._text += text
            kind = "output_audio_transcript" if self.speaks else "output_text"
            self.outbox.send(self._of(message, f"response.{kind}.delta", delta=text))

    def heard_until(self, position_s: float) -> str:
        """Return the words that sounded to their end at a position of its sound."""
        return "".join(word.text for word in self.words if word.end_s <= position_s).strip()

    def call(self, calls: ClientCalls, call: ToolCall, turn: Turn | None) -> None:
        """Send a function call, and have `calls` remember whose output may come."""
        arguments = json.dumps(call.arguments, ensure_ascii=False)
        call_id = new_id("call")
        body: dict[str, JsonValue] = {
            "type": "function_call",
            "name": call.name,
            "call_id": call_id,
            "arguments": "",
        }
        item = Item(new_id("item"), body, status="in_progress")
        self._add(item)
        place: dict[str, JsonValue] = {
            "response_id": self.id,
            "item_id": item.id,
            "output_index": self._place(item),
            "call_id": call_id,
        }
        kind = "response.function_call_arguments"
        self.outbox.send({"type": f"{kind}.delta", **place, "delta": arguments})
        body["arguments"] = arguments
        self.outbox.send(
            {"type": f"{kind}.done", **place, "name": call.name, "arguments": arguments}
        )
        item.status = "completed"
        self._finish_item(item)
        calls.made(call_id, call, turn)

    def finish(self, ending: Ending, cause: Cause | None = None, error: JsonValue = None) -> None:
        """End it; only the first end counts.

        Args:
            ending: How.
            cause: Why it was cancelled.
            error: What failed, as {"type", "code"}.
        """
        if self.ended is not None:
            return
        if ending == "cancelled":
            unsent = self.outbox.drop_sound(self.id)
            self.sound_bytes = max(0, self.sound_bytes - unsent)
        elif ending == "completed" and not self._outputs:
            self._opened()
        self.ended, self.ended_at = ending, time.monotonic()
        if self._message is not None:
            self._finish_message(self._message, ending)
        details: dict[str, JsonValue] = {"type": ending}
        if cause is not None:
            details["reason"] = cause
        if error is not None:
            details["error"] = error
        told = self._json(ending, details if ending != "completed" else None)
        self.outbox.send({"type": "response.done", "response": told})

    def _finish_message(self, message: Item, ending: Ending) -> None:
        message.status = "completed" if ending == "completed" else "incomplete"
        message.sound_s = self.sound_s if self.speaks else None
        message.heard_until = self.heard_until
        if self.speaks:
            part: dict[str, JsonValue] = {"type": "audio", "transcript": self._text}
            content: dict[str, JsonValue] = {"type": "output_audio", "transcript": self._text}
            self.outbox.send(self._of(message, "response.output_audio.done"))
            kind = "response.output_audio_transcript.done"
            self.outbox.send(self._of(message, kind, transcript=self._text))
        else:
            part = {"type": "text", "text": self._text}
            content = {"type": "output_text", "text": self._text}
            self.outbox.send(self._of(message, "response.output_text.done", text=self._text))
        message.body["content"] = [content]
        self.outbox.send(self._of(message, "response.content_part.done", part=part))
        self._finish_item(message)

    def _finish_item(self, item: Item) -> None:
        told: dict[str, JsonValue] = {
            "type": "response.output_item.done",
            "response_id": self.id,
            "output_index": self._place(item),
            "item": item.json(),
        }
        self.outbox.send(told)
        if self.wish.in_conversation:
            self.outbox.send(
                {
                    "type": "conversation.item.done",
                    "previous_item_id": self.items.before(item),
                    "item": item.json(),
                }
            )

    def _opened(self) -> Item:
        """Return the message that words and sound belong to; it begins with the first of them."""
        if self._message is None:
            body: dict[str, JsonValue] = {"type": "message", "role": "assistant", "content": []}
            self._message = Item(new_id("item"), body, status="in_progress", turn=self.turn)
            self._add(self._message)
            part: dict[str, JsonValue] = (
                {"type": "audio", "transcript": ""} if self.speaks else {"type": "text", "text": ""}
            )
            self.outbox.send(self._of(self._message, "response.content_part.added", part=part))
        return self._message

    def _add(self, item: Item) -> None:
        self._outputs.append(item)
        told: dict[str, JsonValue] = {
            "type": "response.output_item.added",
            "response_id": self.id,
            "output_index": self._place(item),
            "item": item.json(),
        }
        self.outbox.send(told)
        if self.wish.in_conversation:
            before = self.items.add(item)
            self.outbox.send(
                {
                    "type": "conversation.item.added",
                    "previous_item_id": before,
                    "item": item.json(),
                }
            )

    def _place(self, item: Item) -> int:
        return self._outputs.index(item)

    def _of(self, item: Item, kind: str, **more: JsonValue) -> dict[str, JsonValue]:
        return {
            "type": kind,
            "response_id": self.id,
            "item_id": item.id,
            "output_index": self._place(item),
            "content_index": 0,
            **more,
        }

    def _json(
        self, status: str, details: dict[str, JsonValue] | None = None
    ) -> dict[str, JsonValue]:
        config = self.wish.config
        done = status != "in_progress"
        told: dict[str, JsonValue] = {
            "object": "realtime.response",
            "id": self.id,
            "status": status,
            "status_details": details,
            "output": [item.json() for item in self._outputs],
            "conversation_id": CONVERSATION if self.wish.in_conversation else None,
            "output_modalities": list(config.output_modalities),
            "max_output_tokens": config.max_output_tokens,
            "metadata": self.wish.metadata,
            "usage": _no_tokens() if done else None,
        }
        if config.speaks:
            told["audio"] = {
                "output": {"format": format_json(config.output_format), "voice": config.voice}
            }
        return told


def _no_tokens() -> dict[str, JsonValue]:
    """Return the usage: no tokens are billed. What models cost is in `aisle.turn.ended`."""
    details: dict[str, JsonValue] = {"text_tokens": 0, "audio_tokens": 0}
    return {
        "total_tokens": 0,
        "input_tokens": 0,
        "output_tokens": 0,
        "input_token_details": {**details, "image_tokens": 0, "cached_tokens": 0},
        "output_token_details": details,
    }
