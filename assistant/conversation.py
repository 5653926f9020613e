"""The turns of one conversation: planned, committed, ended and logged, in that order.

Shared by the spoken session and the typed one. Nothing is stored by `plan`;
`commit` makes a plan the conversation's state; `end` writes the record.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace

from agents.agent import PlannedTurn
from agents.boards import Board
from agents.phrasing.as_planned import AsPlanned
from agents.phrasing.said import Account, ReplyWriter, Writing
from agents.reply.sentences import sentences
from agents.turn import CartLine, Reply, Turn, Utterance
from assistant.errors import BoardsUnusable
from assistant.parts import Parts
from assistant.turn_clock import TurnClock
from assistant.turn_record import Outcome, Timings, failure_of, record_of
from retrieval.terms import Term

_log = logging.getLogger(__name__)


_WRITTEN_WITHIN_S = 1.0
"""A model that is cut off has settled its bill long before."""


@dataclass(slots=True)
class Planned:
    """A turn that may be kept, with the moments known so far."""

    turn: PlannedTurn
    writer: ReplyWriter = field(default_factory=AsPlanned)
    """Phrases its reply."""
    clock: TurnClock = field(default_factory=TurnClock)
    kept: bool = False
    """Whether the utterance is over: only then is every model asked."""
    begun: bool = False
    """Whether its words were asked for, since it was last let go."""
    _writings: list[Writing] = field(default_factory=list)
    """In the order in which they began; a voice may ask for the same reply again."""
    _instead: Writing | None = None
    """What was said where the writer failed."""
    _under_way: int = 0
    _written: asyncio.Event = field(default_factory=asyncio.Event)

    def keep(self) -> None:
        """Note that the utterance is over and the turn stands."""
        self.kept = True
        if self._writings:
            self._writings[-1].wanted()

    def let_go(self) -> None:
        """Note that the turn does not stand after all."""
        self.kept = self.begun = False
        if self._writings:
            self._writings[-1].withdraw()

    def as_said(self) -> PlannedTurn:
        """Return the turn with its reply as far as it was written."""
        account = self._writings[-1].account() if self._writings else None
        if account is None or account.text in ("", self.turn.reply.text):
            return self.turn
        return self.turn.said_as(reply_of(account))

    async def clauses(self) -> AsyncGenerator[str, None]:
        """Yield the reply's clauses; closing the generator early stops a model that writes."""
        writing = self.writer.write(self.turn)
        self._writings.append(writing)
        self.begun = True
        if self.kept:
            writing.wanted()
        self._under_way += 1
        self._written.clear()
        try:
            async with contextlib.aclosing(self._safely(writing)) as clauses:
                async for clause in clauses:
                    if self.clock.first_text_at is None:
                        self.clock.first_text_at = time.time()
                    yield clause
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._written.set()

    async def _safely(self, writing: Writing) -> AsyncGenerator[str, None]:
        """Yield what `writing` writes; the planned words if it fails before the first."""
        silent = True
        try:
            async with contextlib.aclosing(writing.clauses()) as clauses:
                try:
                    async for clause in clauses:
                        silent = False
                        yield clause
                finally:
                    if not self.kept:
                        writing.withdraw()
        except Exception as error:  # noqa: BLE001  # the turn's edge: something must be heard
            _log.error("a reply was not written", extra={"error": type(error).__name__})
            if silent:
                self._instead = AsPlanned().write(self.turn)
                async for clause in self._instead.clauses():
                    yield clause

    async def account(self) -> Account:
        """Return how the reply came about, once nobody writes any more."""
        if not self._writings:
            return Account("", "template")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_WRITTEN_WITHIN_S):
                await self._written.wait()
                for writing in self._writings:
                    await writing.booked()
        account = (self._instead or self._writings[-1]).account()
        # One that went on where another stopped may count its calls too: each is booked once.
        known = [writing.account().calls for writing in self._writings]
        calls = {entry.id: entry for of_one in (*known, account.calls) for entry in of_one}
        return replace(account, calls=tuple(calls.values()))


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
        self._tenant = parts.settings.router.tenant
        self._log = parts.log
        self._order = asyncio.Lock()
        self._answering = asyncio.Lock()

    async def plan(self, utterance: Utterance) -> Planned:
        """Return what would be answered to `utterance`; stores nothing."""
        async with self._order:  # an earlier commit first
            taste = await self._tasting.taste() if self._tasting else None
            boards = await self._saved()
            if self._tasting and boards is not None:
                self._tasting.begins_with(boards)
            turn = await self._shopping.plan(self.id, utterance, taste, boards, self._tenant)
            planned = Planned(turn, self._writer)
        planned.clock.planned_at = time.time()
        return planned

    async def commit(self, planned: Planned) -> None:
        """Make the planned turn the conversation's state."""
        async with self._order:
            before = await self._cart_before() if self._tasting else ()
            await self._shopping.commit(planned.turn)
            if self._boards:
                await self._keep_boards(planned.turn.boards)
            if self._tasting:
                await self._tasting.note(planned.turn, before)
                self._cart = planned.turn.cart

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
                planned.turn, timings, account, outcome=outcome, heard=heard, readings=readings
            )
            await asyncio.to_thread(self._log.append, record)
        return timings

    async def _note(self, planned: Planned, account: Account, heard: str | None) -> None:
        """Tell the dialogue what was said and heard, where that is not what was planned."""
        if account.text and account.whole != planned.turn.reply.text:
            await self._shopping.note_said(self.id, planned.turn.index, account.whole)
        if account.text:
            planned.turn = planned.turn.said_as(reply_of(account))
        if heard is not None:
            await self._shopping.note_heard(self.id, heard, planned.turn.index)

    async def fail(self, utterance: Utterance) -> None:
        """Write the record of an utterance that could not be answered.

        Raises:
            LogUnwritable: The record could not be written.
        """
        await asyncio.to_thread(self._log.append, failure_of(self.id, utterance))

    async def answer(self, text: str) -> tuple[Turn, Timings]:
        """Take a typed utterance through the whole turn.

        Raises:
            LogUnwritable: The record could not be written.
        """
        sent_at = time.time()
        # A lone surrogate (a byte that is no UTF-8, in a shell) is no text to any store.
        clean = text.encode("utf-8", "replace").decode()
        async with self._answering:  # one whole turn after the other
            planned = await self.plan(Utterance(text=clean))
            planned.keep()
            clauses = tuple([clause async for clause in planned.clauses()])
            account = await planned.account()
            if account.text:
                planned.turn = planned.turn.said_as(replace(reply_of(account), clauses=clauses))
            await self.commit(planned)
        now = time.time()
        planned.clock.speech_ended_at = planned.clock.final_ready_at = sent_at
        planned.clock.committed_at = planned.clock.first_text_at = now
        return planned.turn, await self.end(planned)


def reply_of(account: Account) -> Reply:
    """Return what was said as a reply, in sentences."""
    return Reply(sentences(account.text), account.tier, account.cost_usd)
