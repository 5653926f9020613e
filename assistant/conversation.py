"""The turns of one conversation: planned, committed, ended and logged, in that order.

Shared by the spoken session and the typed one. Nothing is stored by `plan`;
`commit` makes a plan the conversation's state; `end` writes the record.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace

from agents.boards import Board
from agents.cart import lines
from agents.clicked import boards_caught_up
from agents.clicks import Click, Deed
from agents.phrasing.said import Account
from agents.turn import CartLine, Reply, Turn, Utterance
from assistant.erasers import erase_elsewhere
from assistant.errors import BoardsUnusable
from assistant.holdings import Holdings
from assistant.parts import Parts
from assistant.planned import Planned, reply_of
from assistant.turn_record import Outcome, Timings, failure_of, record_of
from retrieval.terms import Term

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class TypedTurn:
    """A typed turn while it is answered."""

    planned: Planned
    timings: Timings | None = None
    """Known when it is over."""


class Conversation:
    """One conversation's turns.

    Args:
        parts: The process's parts.
        conversation_id: Resumes the dialogue that was stored under it.
        shopper_id: Whose taste is used and learned; None for a stranger.
    """

    def __init__(self, parts: Parts, conversation_id: str, shopper_id: str | None = None) -> None:
        self.id = conversation_id
        self._tasting = parts.tasting(shopper_id)
        self._boards = parts.boards(shopper_id)
        self._shopper_id = shopper_id or ""
        self._cart: tuple[CartLine, ...] | None = None
        self._kept: tuple[Board, ...] = ()
        self._shopping = parts.shopping
        self._writer = parts.writer
        self._readers = parts.routing.readers if parts.routing else None
        self._settings = parts.settings
        self._log = parts.log
        self._look = parts.search.product
        self._watchers: list[Callable[[Holdings], None]] = []
        self._forgotten_at = 0.0
        """Of turns that were planned before, nothing is logged any more."""
        self._order = asyncio.Lock()
        self._answering = asyncio.Lock()

    async def plan(self, utterance: Utterance) -> Planned:
        """Return what would be answered to `utterance`; stores nothing."""
        async with self._order:  # an earlier commit first
            taste = await self._tasting.taste() if self._tasting else None
            boards = await self._saved()
            if self._tasting and boards is not None:
                self._tasting.begins_with(boards)
            turn = await self._shopping.plan(
                self.id, utterance, taste, boards, self._settings.router.tenant
            )
            planned = Planned(turn, self._writer)
        planned.clock.planned_at = time.time()
        return planned

    async def commit(self, planned: Planned) -> None:
        """Make the planned turn the conversation's state."""
        async with self._order:
            before = await self._cart_before() if self._tasting else ()
            missed = await self._shopping.commit(planned.turn)
            boards = planned.turn.boards
            if missed:
                boards = await asyncio.to_thread(boards_caught_up, boards, missed, self._look)
            if self._boards:
                await self._keep_boards(boards)
            if self._tasting:
                await self._tasting.note(planned.turn, before)
                self._cart = None if missed else planned.turn.cart
        if missed:
            self._tell(await self.holdings())

    async def holdings(self) -> Holdings:
        """Return the cart and the boards as they are now."""
        dialogue = await self._shopping.dialogue(self.id)
        saved = await self._saved()
        cart = await asyncio.to_thread(lines, dialogue.cart, self._look)
        return Holdings(cart, dialogue.boards if saved is None else saved)

    async def click(self, click: Click) -> Holdings:
        """Change the cart or a board by hand, at once: no turn, and nothing is said.

        Raises:
            ClickRefused: It cannot be done; nothing was changed.
        """
        async with self._order:
            saved = await self._saved()
            after = await self._shopping.click(self.id, click, saved)
            if saved is not None:
                await self._keep_boards(after.boards)
            self._cart = await asyncio.to_thread(lines, after.cart, self._look)
            if self._tasting and click.deed in (Deed.ADD, Deed.SAVE):
                added = after.added.variant_id if click.deed is Deed.ADD and after.added else None
                await self._tasting.note_click(click, added)
            holdings = Holdings(self._cart, after.boards)
        self._tell(holdings)
        return holdings

    def on_change(self, tell: Callable[[Holdings], None]) -> Callable[[], None]:
        """Call `tell` on the event loop whenever cart or boards change outside a turn.

        Returns:
            What ends it; may be called twice.
        """
        self._watchers.append(tell)

        def end() -> None:
            with suppress(ValueError):
                self._watchers.remove(tell)

        return end

    def _tell(self, holdings: Holdings) -> None:
        for tell in tuple(self._watchers):
            tell(holdings)

    async def forget(self) -> bool:
        """Erase the dialogue, its records in the log and what was made from them, for good.

        A known shopper's boards and taste are the shopper's and stay. A turn under way is not
        logged.

        Returns:
            Whether there was anything.

        Raises:
            CheckpointsFailed, AssistantError: Something could not be erased; may be tried again.
        """
        async with self._answering, self._order:
            was = await self._shopping.forget(self.id)
            self._forgotten_at = time.time()
            self._cart = None
            erased = await asyncio.to_thread(self._log.erase, self.id)
            erased += await asyncio.to_thread(
                erase_elsewhere, self._settings, conversation_id=self.id
            )
        if was:
            self._tell(await self.holdings())
        return was or erased > 0

    async def _saved(self) -> tuple[Board, ...] | None:
        """Return a known shopper's boards; None where the conversation keeps its own."""
        if self._boards is None:
            return None
        try:
            self._kept = await asyncio.to_thread(self._boards.get, self._shopper_id)
        except BoardsUnusable:
            _log.exception("boards not read")
            return None
        return self._kept

    async def _keep_boards(self, boards: tuple[Board, ...]) -> None:
        if self._boards is None or boards == self._kept:
            return
        try:
            await asyncio.to_thread(self._boards.put, self._shopper_id, boards)
        except BoardsUnusable:
            _log.exception("boards not kept")
        self._kept = boards

    async def _cart_before(self) -> tuple[CartLine, ...]:
        return await self._shopping.cart(self.id) if self._cart is None else self._cart

    def why(self, terms: Sequence[Term]) -> tuple[str, ...]:
        """Say why the shopper likes `terms`, such as "because you saved linen"."""
        return self._tasting.reasons(terms) if self._tasting else ()

    async def end(
        self, planned: Planned, *, outcome: Outcome = "completed", heard: str | None = None
    ) -> Timings:
        """Write the turn's record; returns once it is on disk.

        Args:
            planned: A turn that was committed.
            outcome: How it ended.
            heard: What of the reply was spoken, when it was cut off.

        Raises:
            LogUnwritable: The record could not be written.
        """
        account = await planned.account()
        try:
            if outcome != "failed":
                async with self._order:
                    await self._note(planned, account, heard)
        finally:
            timings = planned.clock.timings(planned.turn)
            readings = self._readers.drain(self.id, planned.turn.index) if self._readers else ()
            record = record_of(
                planned.turn,
                timings,
                account,
                outcome=outcome,
                heard=heard,
                readings=readings,
                client_id=self._shopper_id or None,
            )
            if (planned.clock.planned_at or 0.0) >= self._forgotten_at:
                await asyncio.to_thread(self._log.append, record)
        return timings

    async def _note(self, planned: Planned, account: Account, heard: str | None) -> None:
        """Tell the dialogue what was said and heard, where that is not what was planned."""
        if account.text and account.whole != planned.turn.reply.text:
            await self._shopping.note_said(self.id, planned.turn.index, account.whole)
        if account.text:
            planned.turn = planned.turn.said_as(reply_of(account))
        elif planned.left_to_client:
            planned.turn = planned.turn.said_as(Reply((), planned.turn.reply.tier))
        if heard is not None:
            await self._shopping.note_heard(self.id, heard, planned.turn.index)

    async def note_heard(self, index: int, heard: str) -> None:
        """Correct what was heard of the last reply, whose turn has ended already."""
        async with self._order:
            await self._shopping.note_heard(self.id, heard, index)

    async def fail(self, utterance: Utterance) -> None:
        """Write the record of an utterance that could not be answered.

        Raises:
            LogUnwritable: The record could not be written.
        """
        await asyncio.to_thread(
            self._log.append, failure_of(self.id, utterance, self._shopper_id or None)
        )

    async def answer(self, text: str) -> tuple[Turn, Timings]:
        """Take a typed utterance through the whole turn.

        Raises:
            LogUnwritable: The record could not be written.
        """
        async with self.typed(text, streamed=False) as typed:
            async for _ in typed.planned.clauses():
                pass
        assert typed.timings is not None
        return typed.planned.turn, typed.timings

    @asynccontextmanager
    async def typed(
        self, text: str, *, streamed: bool = True, spoken: Utterance | None = None
    ) -> AsyncIterator[TypedTurn]:
        """Answer a typed utterance: the block asks for the reply's clauses, in its own time.

        The turn is stored and logged when the block ends. Where it ends in an error or is
        cancelled, as when a client is gone, what was written so far counts as all that was read.

        Args:
            text: What was typed.
            streamed: Whether the clauses are shown as they come.
            spoken: The same words with what is known of how they were said, if they were.

        Raises:
            LogUnwritable: The record could not be written.
        """
        sent_at = time.time()
        # A lone surrogate (a byte that is no UTF-8, in a shell) is no text to any store.
        clean = text.encode("utf-8", "replace").decode()
        async with self._answering:  # one whole turn after the other
            planned = await self.plan(replace(spoken or Utterance(clean), text=clean))
            planned.keep()
            planned.clock.speech_ended_at = planned.clock.final_ready_at = sent_at
            typed = TypedTurn(planned)
            outcome: Outcome = "interrupted"
            try:
                yield typed
                outcome = "completed"
            finally:
                planned.clock.committed_at = time.time()
                if not streamed:
                    planned.clock.first_text_at = planned.clock.committed_at
                await asyncio.shield(self._end_typed(typed, outcome))

    async def _end_typed(self, typed: TypedTurn, outcome: Outcome) -> None:
        planned = typed.planned
        account = await planned.account()
        if account.text:
            planned.turn = planned.turn.said_as(reply_of(account))
        await self.commit(planned)
        heard = account.text if outcome == "interrupted" else None
        typed.timings = await self.end(planned, outcome=outcome, heard=heard)
