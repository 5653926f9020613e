"""A reader of the Realtime protocol that takes every event at its word.

Each event is checked against the official SDK's own model of it, strictly, and against what
came before: a part of a response that was never created, deltas that are not the whole, an item
after another that nobody knows. Events of ours (`aisle.*`) need only an event_id.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, get_args

from openai.types.realtime import RealtimeServerEvent
from pydantic import BaseModel

OURS = "aisle."
"""What the types of our own events begin with."""

Event = dict[str, Any]

_MODELS: dict[str, type[BaseModel]] = {
    get_args(model.model_fields["type"].annotation)[0]: model
    for model in get_args(get_args(RealtimeServerEvent)[0])
}

_WHOLES = {
    "response.output_text.done": ("response.output_text.delta", "text"),
    "response.output_audio_transcript.done": (
        "response.output_audio_transcript.delta",
        "transcript",
    ),
    "response.function_call_arguments.done": (
        "response.function_call_arguments.delta",
        "arguments",
    ),
}
"""Events that repeat what deltas said: of which deltas, and in which field."""


@dataclass
class _Response:
    """What is known of one response."""

    items: dict[str, int] = field(default_factory=dict)
    """Items that were added, with their index."""
    parts: set[tuple[str, int]] = field(default_factory=set)
    """Content parts that are open."""
    open_items: set[str] = field(default_factory=set)
    deltas: defaultdict[tuple[str, str], str] = field(default_factory=lambda: defaultdict(str))
    done: bool = False
    is_beside: bool = False
    """Not of the conversation: others may be under way."""


class StrictReader:
    """Checks events one by one; raises AssertionError at the first that is wrong."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._items: list[str] = []
        self._heard: dict[str, str] = {}
        self._responses: dict[str, _Response] = {}

    @property
    def active(self) -> tuple[str, ...]:
        """The responses that were created and are not done."""
        return tuple(name for name, known in self._responses.items() if not known.done)

    def read(self, event: Event) -> None:
        """Check one event.

        Raises:
            AssertionError: It is not as the protocol says.
        """
        kind = event["type"]
        identity = event["event_id"]
        assert identity not in self._ids, f"event_id {identity} came twice"
        if not self._ids:
            assert kind == "session.created", f"the first event is {kind}"
        self._ids.add(identity)
        if kind.startswith(OURS):
            return
        assert kind in _MODELS, f"the SDK knows no event {kind}"
        _MODELS[kind].model_validate(event, strict=True)
        if kind.startswith("response."):
            self._of_response(kind, event)
        elif kind.startswith("conversation.item."):
            self._of_item(kind, event)
        elif kind.startswith("input_audio_buffer."):
            self._of_input(kind, event)

    def _of_response(self, kind: str, event: Event) -> None:
        if kind == "response.created":
            assert event["response"]["status"] == "in_progress", event
            assert event["response"]["id"] not in self._responses, "created twice"
            beside = event["response"].get("conversation_id") is None
            others = [n for n in self.active if not self._responses[n].is_beside]
            assert beside or not others, f"{others} is not done yet"
            self._responses[event["response"]["id"]] = _Response(is_beside=beside)
            return
        if kind == "response.done":
            known = self._responses[event["response"]["id"]]
            assert not known.done, "done twice"
            assert not known.open_items, f"{known.open_items} were never done"
            assert event["response"]["status"] not in {None, "in_progress"}, event
            told = {item["id"] for item in event["response"]["output"]}
            assert told == set(known.items), "the output is not the items that were added"
            known.done = True
            return
        known = self._responses[event["response_id"]]
        assert not known.done, f"{kind} of a response that is done"
        if kind == "response.output_item.added":
            assert event["output_index"] == len(known.items), event
            known.items[event["item"]["id"]] = event["output_index"]
            known.open_items.add(event["item"]["id"])
            assert event["item"]["status"] == "in_progress", event
            return
        if kind == "response.output_item.done":
            assert event["item"]["status"] in {"completed", "incomplete"}, event
            assert event["item"]["id"] in known.open_items, "an item was done that is not open"
            assert not {p for p in known.parts if p[0] == event["item"]["id"]}, "with open parts"
            known.open_items.remove(event["item"]["id"])
            return
        item = event["item_id"]
        assert item in known.open_items, f"{kind} of an item that is not open"
        assert event["output_index"] == known.items[item], event
        self._of_content(kind, event, known)

    def _of_content(self, kind: str, event: Event, known: _Response) -> None:
        item = event["item_id"]
        if "content_index" in event:
            part = (item, event["content_index"])
            if kind == "response.content_part.added":
                assert part not in known.parts, "a part was added twice"
                known.parts.add(part)
            else:
                assert part in known.parts, f"{kind} of a part that is not open"
            if kind == "response.content_part.done":
                known.parts.remove(part)
        if kind.endswith(".delta"):
            known.deltas[item, kind] += event["delta"]
        elif kind in _WHOLES:
            deltas, name = _WHOLES[kind]
            assert known.deltas[item, deltas] == event[name], (known.deltas[item, deltas], event)

    def _of_item(self, kind: str, event: Event) -> None:
        if kind == "conversation.item.added":
            before = event.get("previous_item_id")
            assert before is None or before in self._items, f"{before} is not there to follow"
            assert event["item"]["id"] not in self._items, "an item was added twice"
            at = 0 if before is None else self._items.index(before) + 1
            self._items.insert(at, event["item"]["id"])
            for part in event["item"].get("content") or ():
                # The JavaScript agents SDK raises without it.
                assert part["type"] != "input_audio" or "transcript" in part, part
            return
        identity = event["item"]["id"] if "item" in event else event["item_id"]
        assert identity in self._items, f"{kind} of an item that was never added"
        if kind == "conversation.item.deleted":
            self._items.remove(identity)
        if kind == "conversation.item.input_audio_transcription.delta":
            self._heard[identity] = self._heard.get(identity, "") + event["delta"]
        if kind == "conversation.item.input_audio_transcription.completed":
            # A shopper who goes on after a pause says more of the same item: completed anew.
            told = self._heard.pop(identity, event["transcript"])
            assert told == event["transcript"], (told, event["transcript"])

    def _of_input(self, kind: str, event: Event) -> None:
        if kind == "input_audio_buffer.speech_started":
            self._started = (event["item_id"], event["audio_start_ms"])
        elif kind == "input_audio_buffer.speech_stopped":
            item, start_ms = self._started
            assert item == event["item_id"], "another item stopped than started"
            assert event["audio_end_ms"] > start_ms, event
