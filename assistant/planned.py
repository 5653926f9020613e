"""A turn that may be kept, and its reply on the way: whoever writes it, however often.

A plan is made on a transcript that may still change. Its reply is written when somebody
listens for it; `keep` says that the utterance is over, `let_go` that it was not.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace

from agents.agent import PlannedTurn
from agents.phrasing.as_planned import AsPlanned
from agents.phrasing.said import Account, ReplyWriter, Writing
from agents.reply.sentences import sentences
from agents.turn import Reply
from assistant.journal.changes import Change
from assistant.recordings.sound import Sound
from assistant.turn_clock import TurnClock

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
    door: str | None = None
    """Through which the utterance came."""
    changes: tuple[Change, ...] = ()
    """What it changed of the cart and the boards; known once it is committed."""
    sound: Sound | None = None
    """Of the utterance, where the shopper consented to its being kept."""
    kept: bool = False
    """Whether the utterance is over: only then is every model asked."""
    begun: bool = False
    """Whether its words were asked for, since it was last let go."""
    left_to_client: bool = False
    """Whether a client's function answers instead: nothing of the reply is said."""
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


def reply_of(account: Account) -> Reply:
    """Return what was said as a reply, in sentences."""
    return Reply(sentences(account.text), account.tier, account.cost_usd)
