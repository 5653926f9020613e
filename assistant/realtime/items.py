"""The items of a Realtime conversation, in their order, as the client sees them.

The dialogue itself (what "the second one" means) is `assistant.conversation`'s; these are the
client's view of it, and what of it still waits for an answer.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal
from uuid import uuid4

from pydantic import JsonValue

from agents.turn import Utterance
from assistant.realtime.errors import EventRefused

MOST_ITEMS = 1_000
"""Of one connection: the oldest are forgotten. An hour of talk has a few hundred."""
ROOT = "root"
"""Named as the item before, by a client that wants the beginning."""

Status = Literal["in_progress", "completed", "incomplete"]


def new_id(kind: str) -> str:
    """Return an id such as "item_4f0c..."; 32 characters at most, as OpenAI's."""
    return f"{kind}_{uuid4().hex[:21]}"


@dataclass(slots=True, eq=False)
class Item:
    """One item."""

    id: str
    body: dict[str, JsonValue]
    """What the protocol has of it besides id, object and status."""
    status: Status = "completed"
    waits: bool = False
    """It is to be answered by the next response."""
    said: Utterance | None = None
    """What a user's item says."""
    hearing: "asyncio.Task[Utterance] | None" = None
    """The recognition of its sound, where it is not known yet what it says."""
    turn: int | None = None
    """Index of the turn whose reply an assistant's item is; None for other words."""
    sound_s: float | None = None
    """How much sound an assistant's item has."""
    heard_until: Callable[[float], str] | None = None
    """Gives the words of an assistant's item that sounded up to a position in s."""

    @property
    def kind(self) -> JsonValue:
        return self.body["type"]

    @property
    def role(self) -> JsonValue:
        return self.body.get("role")

    def json(self) -> dict[str, JsonValue]:
        """Return the item as the protocol writes it."""
        return {"id": self.id, "object": "realtime.item", "status": self.status, **self.body}


def user_speech(item_id: str, transcript: str | None = None) -> Item:
    """Return the item of something that the shopper said aloud."""
    part: dict[str, JsonValue] = {"type": "input_audio", "transcript": transcript}
    return Item(item_id, {"type": "message", "role": "user", "content": [part]})


@dataclass(slots=True)
class Items:
    """A conversation's items in order."""

    _order: list[Item] = field(default_factory=list)
    _by_id: dict[str, Item] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Item]:
        return iter(tuple(self._order))

    def add(self, item: Item, after: str | None = None) -> str | None:
        """Put an item in its place.

        Args:
            item: With an id that no other has.
            after: Id of the item before it; "root" for the beginning, None for the end.

        Returns:
            The id of the item before it; None for the first.

        Raises:
            EventRefused: The id is taken, or there is no such item before it.
        """
        if item.id in self._by_id:
            raise EventRefused(
                "There is an item with this id already; choose another.",
                code="item_already_exists",
                param="item.id",
            )
        place = len(self._order)
        if after == ROOT:
            place = 0
        elif after is not None:
            place = self._order.index(self.get(after, "previous_item_id")) + 1
        self._order.insert(place, item)
        self._by_id[item.id] = item
        before = self._order[place - 1].id if place else None
        if len(self._order) > MOST_ITEMS:
            del self._by_id[self._order.pop(0).id]
        return before

    def get(self, item_id: str, param: str = "item_id") -> Item:
        """Return an item.

        Raises:
            EventRefused: There is none with this id.
        """
        item = self._by_id.get(item_id)
        if item is None:
            raise EventRefused(
                "There is no item with this id in the conversation.",
                code="item_not_found",
                param=param,
            )
        return item

    def has(self, item_id: str) -> bool:
        """Say whether there is an item with this id."""
        return item_id in self._by_id

    def before(self, item: Item) -> str | None:
        """Return the id of the item before `item`; None for the first, or if it is gone."""
        if item.id not in self._by_id:
            return None
        place = self._order.index(item)
        return self._order[place - 1].id if place else None

    @property
    def last_id(self) -> str | None:
        return self._order[-1].id if self._order else None

    def delete(self, item_id: str) -> None:
        """Forget an item.

        Raises:
            EventRefused: There is none with this id.
        """
        item = self.get(item_id)
        self._order.remove(item)
        del self._by_id[item_id]

    def waiting(self) -> tuple[Item, ...]:
        """Return what the next response is to answer, in order."""
        return tuple(item for item in self._order if item.waits)

    def call(self, call_id: str) -> Item | None:
        """Return the function call with this id; None if there is none."""
        return next(
            (
                item
                for item in reversed(self._order)
                if item.kind == "function_call" and item.body.get("call_id") == call_id
            ),
            None,
        )
