"""What a client does with the conversation's items: create, retrieve, truncate, delete."""

from collections.abc import Callable

from assistant.realtime.client_events import ItemCreate, ItemDelete, ItemRetrieve, ItemTruncate
from assistant.realtime.errors import EventRefused
from assistant.realtime.item_fields import Created, created_item
from assistant.realtime.items import Item, Items
from assistant.realtime.seams import Outbox

SLACK_MS = 250
"""Clients measure by the wall clock what they played: so much more than there was is no error."""


class ClientItems:
    """Does what events on items ask.

    Args:
        outbox: Told of it.
        items: The conversation's.
    """

    def __init__(self, outbox: Outbox, items: Items) -> None:
        self._outbox = outbox
        self._items = items

    def create(self, event: ItemCreate, prepared: Callable[[Created], None]) -> Item:
        """Put an item into the conversation.

        Args:
            event: What the client asks.
            prepared: Called before the item is told of; may refuse it.

        Raises:
            EventRefused: The item, or its place, cannot be.
        """
        created = created_item(event.item)
        item = created.item
        if item.kind == "function_call_output":
            self._check_call(str(item.body["call_id"]))
        if self._items.has(item.id):
            raise EventRefused(
                "There is an item with this id already; choose another.",
                code="item_already_exists",
                param="item.id",
            )
        prepared(created)
        before = self._items.add(item, event.previous_item_id)
        told = {"previous_item_id": before, "item": item.json()}
        self._outbox.send({"type": "conversation.item.added", **told})
        self._outbox.send({"type": "conversation.item.done", **told})
        return item

    def retrieve(self, event: ItemRetrieve) -> None:
        """Tell an item.

        Raises:
            EventRefused: There is none with this id.
        """
        item = self._items.get(event.item_id)
        self._outbox.send({"type": "conversation.item.retrieved", "item": item.json()})

    def delete(self, event: ItemDelete) -> None:
        """Forget an item; the dialogue keeps what it meant.

        Raises:
            EventRefused: There is none with this id.
        """
        self._items.delete(event.item_id)
        self._outbox.send({"type": "conversation.item.deleted", "item_id": event.item_id})

    def truncate(self, event: ItemTruncate) -> None:
        """Cut an assistant's item to what was heard.

        Args:
            event: What the client asks.

        Raises:
            EventRefused: It is no spoken item of the assistant, or shorter than that.
        """
        item = self._items.get(event.item_id)
        made_s = item.sound_s
        if item.role != "assistant" or made_s is None:
            raise EventRefused(
                "Only a spoken message of the assistant can be truncated.",
                code="invalid_item",
                param="item_id",
            )
        made_ms = round(made_s * 1000)
        if event.audio_end_ms > made_ms + SLACK_MS:
            raise EventRefused(
                f"Audio content of {made_ms}ms is already shorter than {event.audio_end_ms}ms.",
                code="invalid_value",
                param="audio_end_ms",
            )
        if item.heard_until is not None:
            heard = item.heard_until(event.audio_end_ms / 1000)
            item.body["content"] = [{"type": "output_audio", "transcript": heard}]
        item.sound_s = min(made_s, event.audio_end_ms / 1000)
        self._outbox.send(
            {
                "type": "conversation.item.truncated",
                "item_id": item.id,
                "content_index": event.content_index,
                "audio_end_ms": event.audio_end_ms,
            }
        )

    def _check_call(self, call_id: str) -> None:
        if self._items.call(call_id) is None:
            raise EventRefused(
                "No function call of the conversation has this call_id.",
                code="call_not_found",
                param="item.call_id",
            )
