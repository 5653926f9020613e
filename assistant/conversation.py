"""One conversation as its clients have it: turns, what is done by hand, and forgetting.

How a turn goes is `assistant.turns`, how a typed one does `assistant.typed_turns`; the spoken ones
are led by `assistant.spoken_turns`.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from agents.clicks import Click
from agents.turn import Turn, Utterance
from assistant.erasers import erase_elsewhere
from assistant.holdings import Holdings
from assistant.parts import Parts
from assistant.turn_record import Timings
from assistant.turns import Turns
from assistant.typed_turns import TypedTurn, TypedTurns
from retrieval.terms import Term


class Conversation(Turns):
    """One conversation.

    Args:
        parts: The process's parts.
        conversation_id: Resumes the dialogue that was stored under it.
        shopper_id: Whose taste is used and learned; None for a stranger.
    """

    def __init__(self, parts: Parts, conversation_id: str, shopper_id: str | None = None) -> None:
        super().__init__(parts, conversation_id, shopper_id)
        self.shopper_id = shopper_id or None
        """The known shopper's id; None of a stranger."""
        self._settings = parts.settings
        self._log = parts.log
        self._typed = TypedTurns(self)

    def typed(
        self,
        text: str,
        *,
        streamed: bool = True,
        spoken: Utterance | None = None,
        door: str | None = None,
    ) -> AbstractAsyncContextManager[TypedTurn]:
        """Answer a typed utterance, as of `TypedTurns.answered`.

        Args:
            text: What was typed.
            streamed: Whether the clauses are shown as they come.
            spoken: The same words with what is known of how they were said, if they were.
            door: Through which they came.
        """
        utterance = replace(spoken, text=text) if spoken else Utterance(text)
        return self._typed.answered(utterance, door, streamed=streamed)

    async def answered(self, text: str, door: str | None = None) -> TypedTurn:
        """Take a typed utterance through the whole turn, also where it cannot be logged."""
        async with self.typed(text, streamed=False, door=door) as typed:
            async for _ in typed.planned.clauses():
                pass
        return typed

    async def answer(self, text: str, door: str | None = None) -> tuple[Turn, Timings]:
        """Take a typed utterance through the whole turn; what it returns is on disk.

        Raises:
            LogUnwritable: The turn was taken, and its record is not on disk.
        """
        typed = await self.answered(text, door)
        if typed.unlogged is not None:
            raise typed.unlogged
        assert typed.timings is not None
        return typed.planned.turn, typed.timings

    async def click(self, click: Click, door: str | None = None) -> Holdings:
        """Change the cart or a board by hand, at once: no turn, and nothing is said.

        Args:
            click: What was done.
            door: Through which it came.

        Raises:
            ClickRefused: It cannot be done; nothing was changed.
        """
        async with self._order:
            holdings, made = await self._held.click(click)
        self._held.tell(holdings)
        await self.journal.changed(made, "hand", door)
        return holdings

    def on_change(self, tell: Callable[[Holdings], None]) -> Callable[[], None]:
        """Call `tell` on the event loop whenever cart or boards change outside a turn.

        Returns:
            What ends it; may be called twice.
        """
        return self._held.on_change(tell)

    def why(self, terms: Sequence[Term]) -> tuple[str, ...]:
        """Say why the shopper likes `terms`, such as "because you saved linen"."""
        return self._held.why(terms)

    async def forget(self) -> bool:
        """Erase the dialogue, its records in the log and what was made from them, for good.

        Not from the log's tables: whoever erases for good (`assistant.privacy`) does that.

        A known shopper's boards and taste are the shopper's and stay. A turn under way is not
        logged.

        Returns:
            Whether there was anything.

        Raises:
            CheckpointsFailed, AssistantError: Something could not be erased; may be tried again.
        """
        async with self._typed.order, self._order:
            was = await self._shopping.forget(self.id)
            self._forgotten_at = time.time()
            self._held.forget_dialogue()
            self._shown.forget(self.id)
            self.journal.forget()
            erased = await asyncio.to_thread(self._log.erase, self.id)
            erased += await self._turn_log.erase_recordings()
            erased += await asyncio.to_thread(
                erase_elsewhere, self._settings, conversation_id=self.id, in_tables=False
            )
        if was:
            self._held.tell(await self.holdings())
        return was or erased > 0

    async def forget_all(self) -> None:
        """Forget the dialogue, and in memory what was read of the shopper's taste and boards.

        Raises:
            CheckpointsFailed, AssistantError: Something could not be erased; may be tried again.
        """
        await self.forget()
        self._held.forget_shopper()
