"""What a shopper holds in one conversation, cart and boards: read, kept, learned from, told of.

A known shopper's boards and taste are the shopper's, all else is the conversation's. Nothing here
waits for anything else of the conversation: `assistant.turns` keeps the order.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from agents.agent import PlannedTurn
from agents.boards import Board
from agents.cart import lines
from agents.clicked import boards_caught_up
from agents.clicks import Click, Deed
from agents.state import DialogueState
from agents.turn import CartLine
from assistant.errors import BoardsUnusable
from assistant.holdings import Holdings
from assistant.journal.changes import Change, changes
from assistant.parts import Parts
from retrieval.taste import Taste
from retrieval.terms import Term

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Before:
    """What there was before a turn was committed."""

    dialogue: DialogueState
    boards: tuple[Board, ...]
    cart: tuple[CartLine, ...]
    """Empty where nobody learns from it."""


class Held:
    """One conversation's cart and boards.

    Args:
        parts: The process's parts.
        conversation_id: Under which its dialogue is stored.
        shopper_id: Whose taste is used and learned; None for a stranger.
    """

    def __init__(self, parts: Parts, conversation_id: str, shopper_id: str | None) -> None:
        self._id = conversation_id
        self._shopper_id = shopper_id or ""
        self._tasting = parts.tasting(shopper_id)
        self._boards = parts.boards(shopper_id)
        self._shopping = parts.shopping
        self._look = parts.search.product
        self._cart: tuple[CartLine, ...] | None = None
        self._kept: tuple[Board, ...] = ()
        self._watchers: list[Callable[[Holdings], None]] = []

    async def known(self) -> tuple[Taste | None, tuple[Board, ...] | None]:
        """Return what a turn is planned with: taste, and boards that are not the dialogue's."""
        taste = await self._tasting.taste() if self._tasting else None
        boards = await self._saved()
        if self._tasting and boards is not None:
            self._tasting.begins_with(boards)
        return taste, boards

    async def now(self) -> Holdings:
        """Return the cart and the boards as they are now."""
        dialogue = await self._shopping.dialogue(self._id)
        saved = await self._saved()
        cart = await asyncio.to_thread(lines, dialogue.cart, self._look)
        return Holdings(cart, dialogue.boards if saved is None else saved)

    async def before(self) -> Before:
        """Return what there is before a turn is committed."""
        dialogue = await self._shopping.dialogue(self._id)
        boards = dialogue.boards if self._boards is None else self._kept
        cart: tuple[CartLine, ...] = ()
        if self._tasting:
            cart = await self._shopping.cart(self._id) if self._cart is None else self._cart
        return Before(dialogue, boards, cart)

    async def follow(
        self, before: Before, turn: PlannedTurn, missed: Sequence[Click]
    ) -> tuple[Change, ...]:
        """Keep and learn from what a turn changed, once it is committed; return the changes.

        Args:
            before: What there was.
            turn: As it was planned.
            missed: What was clicked since then.
        """
        boards = turn.boards
        if missed:
            boards = await asyncio.to_thread(boards_caught_up, boards, missed, self._look)
        after = await self._shopping.dialogue(self._id) if missed else turn.after
        if self._boards:
            await self._keep(boards)
        if self._tasting:
            await self._tasting.note(turn, before.cart)
            self._cart = None if missed else turn.cart
        return changes(before.dialogue.cart, after.cart, before.boards, boards)

    async def click(self, click: Click) -> tuple[Holdings, tuple[Change, ...]]:
        """Change the cart or a board by hand; return what there is then, and the changes.

        Raises:
            ClickRefused: It cannot be done; nothing was changed.
        """
        saved = await self._saved()
        stood = await self._shopping.dialogue(self._id)
        after = await self._shopping.click(self._id, click, saved)
        if saved is not None:
            await self._keep(after.boards)
        self._cart = await asyncio.to_thread(lines, after.cart, self._look)
        if self._tasting and click.deed in (Deed.ADD, Deed.SAVE):
            added = after.added.variant_id if click.deed is Deed.ADD and after.added else None
            await self._tasting.note_click(click, added)
        kept = stood.boards if saved is None else saved
        made = changes(stood.cart, after.cart, kept, after.boards)
        return Holdings(self._cart, after.boards), made

    def on_change(self, tell: Callable[[Holdings], None]) -> Callable[[], None]:
        """Call `tell` whenever `tell` of this is called; return what ends it, also called twice."""
        self._watchers.append(tell)

        def end() -> None:
            with suppress(ValueError):
                self._watchers.remove(tell)

        return end

    def tell(self, holdings: Holdings) -> None:
        """Tell whoever watches what there is now."""
        for tell in tuple(self._watchers):
            tell(holdings)

    def why(self, terms: Sequence[Term]) -> tuple[str, ...]:
        """Say why the shopper likes `terms`, such as "because you saved linen"."""
        return self._tasting.reasons(terms) if self._tasting else ()

    def forget_dialogue(self) -> None:
        """Forget what was read of the dialogue: it was erased."""
        self._cart = None

    def forget_shopper(self) -> None:
        """Forget what was read of the shopper's boards and taste: they were erased."""
        self._kept = ()
        if self._tasting:
            self._tasting.forget()

    async def _saved(self) -> tuple[Board, ...] | None:
        """Return a known shopper's boards; None where the conversation keeps its own."""
        if self._boards is None:
            return None
        try:
            self._kept = await asyncio.to_thread(self._boards.get, self._shopper_id)
        except BoardsUnusable as error:
            _log.error("boards not read: %s", error)
            return None
        return self._kept

    async def _keep(self, boards: tuple[Board, ...]) -> None:
        if self._boards is None or boards == self._kept:
            return
        try:
            await asyncio.to_thread(self._boards.put, self._shopper_id, boards)
        except BoardsUnusable as error:
            _log.error("boards not kept: %s", error)
        self._kept = boards
