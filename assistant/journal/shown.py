"""Which turn showed a product, and where in its list: what a click or a request is put down to.

In memory, for the conversations that were talked with last; of one that is not there any more the
log is read again (`Journal`). A turn shows what it searched for, and otherwise what was not on the
screen before it: "is it waterproof?" leaves the list where it was, and what comes into the cart
afterwards counts for the turn that found it.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.turn_record import TurnRecord

CONVERSATIONS: Final = 1_000
"""Kept in memory; each is up to 30 kB."""
PRODUCTS: Final = 120
"""Of one conversation, those that were shown last: twenty screens of six."""
TURNS: Final = 200
"""Of one conversation, whose `query_id` is known."""


@dataclass(frozen=True, slots=True)
class Showing:
    """Where a product was last shown."""

    query_id: str
    turn: int | None
    ordinal: int
    """From 1."""


@dataclass(slots=True)
class _Conversation:
    screen: tuple[str, ...] = ()
    products: OrderedDict[str, Showing] = field(default_factory=OrderedDict)
    turns: OrderedDict[str, int | None] = field(default_factory=OrderedDict)
    before: "tuple[str, tuple[str, ...], OrderedDict[str, Showing]] | None" = None
    """The last turn's query_id, and what was known before it: it may be withdrawn."""


class ShownProducts:
    """Remembers what the conversations of one shop showed; for the event loop only."""

    def __init__(self) -> None:
        self._conversations: OrderedDict[str, _Conversation] = OrderedDict()

    def show(
        self,
        conversation_id: str,
        query_id: str,
        turn: int | None,
        product_ids: Sequence[str],
        *,
        searched: bool,
    ) -> None:
        """Note what is on the screen after a turn.

        Args:
            conversation_id: Whose turn it is.
            query_id: Names the turn.
            turn: Its index.
            product_ids: On the screen, in order.
            searched: Whether the turn searched: then all of it is shown anew.
        """
        known = self._conversations.setdefault(conversation_id, _Conversation())
        self._conversations.move_to_end(conversation_id)
        while len(self._conversations) > CONVERSATIONS:
            self._conversations.popitem(last=False)
        if query_id in known.turns:
            return
        known.before = (query_id, known.screen, known.products.copy())
        for place, product_id in enumerate(product_ids, 1):
            if searched or product_id not in known.screen or product_id not in known.products:
                known.products[product_id] = Showing(query_id, turn, place)
                known.products.move_to_end(product_id)
        while len(known.products) > PRODUCTS:
            known.products.popitem(last=False)
        known.screen = tuple(product_ids)
        known.turns[query_id] = turn
        while len(known.turns) > TURNS:
            known.turns.popitem(last=False)

    def withdraw(self, conversation_id: str, query_id: str) -> None:
        """Forget the last turn of a conversation, if it is this one: it never was."""
        known = self._conversations.get(conversation_id)
        if known is not None and known.before is not None and known.before[0] == query_id:
            _, known.screen, known.products = known.before
            known.before = None
            known.turns.pop(query_id, None)

    def recall(self, records: Iterable[TurnRecord]) -> None:
        """Take in the turns of conversations that are not in memory, as the log has them."""
        for record in sorted(records, key=lambda record: (record.turn or 0, record.timestamp)):
            self.show(
                record.session_id,
                record.query_id,
                record.turn,
                record.query_response_hit_ids,
                searched=record.query is not None,
            )

    def knows(self, conversation_id: str) -> bool:
        """Say whether anything of a conversation is in memory."""
        return conversation_id in self._conversations

    def of(self, conversation_id: str, product_id: str) -> Showing | None:
        """Return where a product was last shown; None if it was not, as far as is known."""
        known = self._conversations.get(conversation_id)
        return known.products.get(product_id) if known else None

    def turn_of(self, conversation_id: str, query_id: str) -> tuple[bool, int | None]:
        """Return whether a conversation has this turn, as far as is known, and its index."""
        known = self._conversations.get(conversation_id)
        if known is None or query_id not in known.turns:
            return False, None
        return True, known.turns[query_id]

    def conversation_of(self, query_id: str) -> str | None:
        """Return the conversation that a turn in memory belongs to."""
        for conversation_id, known in reversed(self._conversations.items()):
            if query_id in known.turns:
                return conversation_id
        return None

    def forget(self, conversation_id: str) -> None:
        """Forget a conversation."""
        self._conversations.pop(conversation_id, None)
