"""The shopping agent: plan a turn as often as one likes, commit one of the plans.

Planning runs the graph on the committed state and stores nothing, so that a
turn may be planned on a transcript that still changes. Committing makes a plan
the conversation's state, through LangGraph's checkpointer.
"""

import asyncio
import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Self, cast
from weakref import WeakValueDictionary

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from pydantic import JsonValue

from agents import cart as carts
from agents.boards import Board
from agents.checkpoints import erase, store_errors
from agents.clicked import caught_up, clicked
from agents.clicks import Click
from agents.desk import Desk
from agents.errors import CheckpointsFailed, ForeignTurn, StalePlan, UnreadableState
from agents.graph import LAST_NODE, STEPS_MOST, build_graph
from agents.hearing import as_heard
from agents.kept_states import StoreHealth
from agents.nodes.turn_state import DEFAULT_TENANT, Tools, TurnState, Understands
from agents.patient_checkpoints import PatientSaver
from agents.reply.links import links_of
from agents.reply.names import spoken_names
from agents.reply.plan import ReplyPlan
from agents.state import DialogueState
from agents.tier import Router, TemplateOnly
from agents.turn import CartLine, Reply, Turn, Utterance
from retrieval.search import Search
from retrieval.taste import Taste

Keeps = Callable[[dict[str, JsonValue], Sequence[str]], dict[str, JsonValue]]
"""Given a state's stored form and the utterance that led to it, returns what is to be stored."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class PlannedTurn(Turn):
    """A turn with its plan, and the dialogue as it is once the turn is committed."""

    plan: ReplyPlan = field(kw_only=True, repr=False)
    after: DialogueState = field(kw_only=True, repr=False)

    def said_as(self, reply: Reply) -> Self:
        """Return the turn with its reply phrased otherwise than the templates did."""
        after = replace(self.after, last_reply=reply.text, whole_reply=reply.text)
        return replace(self, reply=reply, after=after)


class ShoppingAgent:
    """One agent serves any number of conversations, told apart by their ids."""

    def __init__(
        self,
        search: Search,
        understander: Understands,
        checkpointer: BaseCheckpointSaver[str] | None = None,
        router: Router | None = None,
        clock: Callable[[], float] = perf_counter,
        desk: Desk | None = None,
        keeps: Keeps | None = None,
    ) -> None:
        """Join the parts.

        Args:
            search: The catalog.
            understander: Reads utterances.
            checkpointer: Keeps conversations (`agents.checkpoints`); None keeps them in memory.
            router: Chooses who phrases a reply; None for templates only.
            clock: Seconds; only differences are used.
            desk: The shop's rules, orders and checkout; None for a shop that told nothing.
            keeps: Takes out of a state what is not to be stored; None stores all of it.
        """
        self._keeps = keeps
        self._tools = Tools(
            search, understander, router or TemplateOnly(), clock, desk=desk or Desk()
        )
        self._plans = build_graph()
        self._checkpoints: BaseCheckpointSaver[str] = checkpointer or InMemorySaver()
        self._stored = build_graph(self._checkpoints)
        self._aside: dict[str, dict[str, JsonValue]] | None = None
        self._seeded_by: str | None = None
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def desk(self) -> Desk:
        """The shop's rules, orders and checkout."""
        return self._tools.desk

    def apart(
        self,
        conversation_id: str,
        state: DialogueState,
        seeded_by: str,
        *,
        without_models: bool = False,
    ) -> Self:
        """Return the same agent with one conversation in memory only, which leaves no trace.

        Args:
            conversation_id: Of that conversation.
            state: Where it begins.
            seeded_by: The same text makes the same choices, whatever the conversation's id.
            without_models: No model is asked to read or to phrase anything.
        """
        other = copy.copy(self)
        if without_models:
            other._tools = replace(self._tools, router=TemplateOnly())
        other._aside = {conversation_id: state.to_json()}
        other._seeded_by = seeded_by
        other._locks = WeakValueDictionary()
        return other

    async def plan(
        self,
        conversation_id: str,
        utterance: Utterance,
        taste: Taste | None = None,
        boards: tuple[Board, ...] | None = None,
        tenant: str = DEFAULT_TENANT,
    ) -> PlannedTurn:
        """Work out what an utterance comes to. Stores nothing, may run many times at once.

        Args:
            conversation_id: Whose committed state the turn follows.
            utterance: What was said; without a word in it, the reply says so.
            taste: The shopper's, where one is known.
            boards: What a known shopper has saved, kept by the caller: the conversation then
                keeps no copy. None keeps boards in the conversation.
            tenant: Whose shop it is, for the router.

        Returns:
            The turn, to be given to `commit` unchanged in its state.

        Raises:
            UnreadableState: the stored conversation is damaged or of another version.
            CheckpointsFailed: the store cannot be read.
        """
        given: TurnState = {"conversation_id": conversation_id, "utterance": utterance}
        if self._seeded_by is not None:
            given["seeded_by"] = self._seeded_by
        saved = await self._saved(conversation_id)
        if saved:
            self._parse(conversation_id, saved)  # one clear error before the graph starts
            given["saved"] = saved
        config: RunnableConfig = {"recursion_limit": STEPS_MOST}
        done = await self._plans.ainvoke(
            given, config, context=replace(self._tools, taste=taste, boards=boards, tenant=tenant)
        )
        return _turn_of(cast(TurnState, done), boards_elsewhere=boards is not None)

    async def commit(self, turn: Turn, heard: str | None = None) -> tuple[Click, ...]:
        """Make a planned turn the conversation's state.

        What was clicked since it was planned is done again on top of it.

        Args:
            turn: What `plan` returned.
            heard: What was spoken before an interruption; None if all of it was.

        Returns:
            Those clicks, mostly none.

        Raises:
            StalePlan: another turn was committed since this one was planned.
            ForeignTurn: the turn did not come from `plan`.
            CheckpointsFailed: the store cannot be written; nothing was stored. A store that is
                patient keeps it in memory instead: `is_stored` says so.
        """
        if not isinstance(turn, PlannedTurn):
            raise ForeignTurn
        conversation_id = turn.conversation_id
        async with self._locks.setdefault(conversation_id, asyncio.Lock()):
            now = await self.dialogue(conversation_id)
            if now.turn != turn.index:
                raise StalePlan(conversation_id, turn.index, now.turn)
            after = turn.after
            if heard is not None:
                after = await asyncio.to_thread(self._as_heard, after, heard)
            missed = now.clicks[len(after.clicks) :]
            if missed:
                look = self._tools.search.product
                after = await asyncio.to_thread(caught_up, after, missed, look)
            said = (turn.utterance.text, turn.utterance.raw_text or "")
            await self._store(conversation_id, replace(after, clicks=()), said)
            return missed

    async def click(
        self, conversation_id: str, click: Click, boards: tuple[Board, ...] | None = None
    ) -> DialogueState:
        """Change the cart or a board by hand; no turn, but "undo that" takes it back.

        Args:
            conversation_id: Whose it is; may be new.
            click: What was done.
            boards: As in `plan`: those of a known shopper, which the caller keeps.

        Returns:
            The state after it, with all boards.

        Raises:
            ClickRefused: it cannot be done; nothing was changed.
            UnreadableState: the stored conversation is damaged or of another version.
            CheckpointsFailed: the store cannot be read or written; nothing was stored.
        """
        async with self._locks.setdefault(conversation_id, asyncio.Lock()):
            now = await self.dialogue(conversation_id)
            whole = now if boards is None else replace(now, boards=boards)
            after = await asyncio.to_thread(clicked, whole, click, self._tools.search.product)
            await self._store(
                conversation_id, after if boards is None else replace(after, boards=())
            )
            return after

    async def knows(self, conversation_id: str) -> bool:
        """Say whether anything is stored under this id.

        Raises:
            CheckpointsFailed: the store cannot be read.
        """
        return await self._saved(conversation_id) is not None

    def is_stored(self, conversation_id: str) -> bool:
        """Say whether what was last committed is on disk; else it waits in memory for the disk."""
        store = self._checkpoints
        return not (isinstance(store, PatientSaver) and store.waits(conversation_id))

    def store_health(self) -> StoreHealth:
        """Return how storing goes; touches no disk."""
        store = self._checkpoints
        return store.health() if isinstance(store, PatientSaver) else StoreHealth()

    async def forget(self, conversation_id: str) -> bool:
        """Erase a conversation for good; say whether there was one.

        Raises:
            CheckpointsFailed: the store cannot be written.
        """
        async with self._locks.setdefault(conversation_id, asyncio.Lock()):
            if await self._saved(conversation_id) is None:
                return False
            if self._aside is not None:
                del self._aside[conversation_id]
            else:
                await erase(self._checkpoints, conversation_id)
            return True

    async def note_heard(self, conversation_id: str, heard: str, index: int | None = None) -> None:
        """Note that the last committed turn's reply was cut off.

        What was not heard was not said: `agents.hearing` tells what follows from that. Does
        nothing for a conversation without turns, and may be called before or after the next
        turn is planned, but not after it is committed.

        Args:
            conversation_id: Whose last reply was cut off.
            heard: What of it was spoken, from its start; empty if nothing was.
            index: Of its turn: nothing is noted once another was committed. None for the last.

        Raises:
            UnreadableState: the stored conversation is damaged or of another version.
            CheckpointsFailed: the store cannot be read or written; nothing was stored.
        """
        async with self._locks.setdefault(conversation_id, asyncio.Lock()):
            now = await self.dialogue(conversation_id)
            if now.turn and index in (None, now.turn - 1):
                after = await asyncio.to_thread(self._as_heard, now, heard)
                await self._store(conversation_id, after)

    async def note_said(self, conversation_id: str, index: int, said: str) -> None:
        """Note that the last committed turn's reply was phrased otherwise than planned.

        Does nothing when another turn was committed meanwhile.

        Args:
            conversation_id: Whose reply it was.
            index: Of the turn.
            said: The whole reply as it was phrased, heard or not; where its model was cut off,
                with what would have followed.

        Raises:
            UnreadableState: the stored conversation is damaged or of another version.
            CheckpointsFailed: the store cannot be read or written; nothing was stored.
        """
        async with self._locks.setdefault(conversation_id, asyncio.Lock()):
            now = await self.dialogue(conversation_id)
            if now.turn == index + 1 and now.whole_reply != said:
                await self._store(conversation_id, replace(now, last_reply=said, whole_reply=said))

    def _as_heard(self, state: DialogueState, heard: str) -> DialogueState:
        """Cut a state to what was heard; looks products up, so not for the event loop."""
        found = (self._tools.search.product(s.product_id) for s in state.screen[: state.spoken])
        return as_heard(state, heard, spoken_names([p for p in found if p]))

    async def _store(
        self, conversation_id: str, state: DialogueState, said: tuple[str, ...] = ()
    ) -> None:
        saved = state.to_json()
        update: TurnState = {"saved": self._keeps(saved, said) if self._keeps else saved}
        if self._aside is not None:
            self._aside[conversation_id] = update["saved"]
            return
        try:
            await self._stored.aupdate_state(_thread(conversation_id), update, LAST_NODE)
        except store_errors() as error:
            raise CheckpointsFailed(str(error)) from error

    async def cart(self, conversation_id: str) -> tuple[CartLine, ...]:
        """Return the committed cart with today's prices."""
        dialogue = await self.dialogue(conversation_id)
        return await asyncio.to_thread(carts.lines, dialogue.cart, self._tools.search.product)

    async def dialogue(self, conversation_id: str) -> DialogueState:
        """Return the committed state; a fresh one for an id that was never used.

        Raises:
            UnreadableState: it is damaged or of another version.
            CheckpointsFailed: the store cannot be read.
        """
        return self._parse(conversation_id, await self._saved(conversation_id))

    async def _saved(self, conversation_id: str) -> dict[str, JsonValue] | None:
        if self._aside is not None:
            return self._aside.get(conversation_id)
        try:
            snapshot = await self._stored.aget_state(_thread(conversation_id))
        except store_errors() as error:
            raise CheckpointsFailed(str(error)) from error
        saved: dict[str, JsonValue] | None = snapshot.values.get("saved")
        return saved

    def _parse(self, conversation_id: str, saved: dict[str, JsonValue] | None) -> DialogueState:
        try:
            return DialogueState.from_json(saved) if saved else DialogueState()
        except ValueError as error:
            raise UnreadableState(conversation_id, str(error)) from error


def _thread(conversation_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": conversation_id}}


def _turn_of(done: TurnState, boards_elsewhere: bool) -> PlannedTurn:
    after, screen, plan = done["dialogue"], done["screen"], done["plan"]
    boards = after.boards
    if boards_elsewhere:
        after = replace(after, boards=())
    focus = next((c.product for c in screen if c.product.id == after.focus_id), None)
    return PlannedTurn(
        conversation_id=done["conversation_id"],
        index=after.turn - 1,
        utterance=done["utterance"],
        readings=done["readings"],
        constraints=after.constraints,
        products=screen,
        focus=focus,
        relaxed=done["relaxed"],
        cart=plan.cart,
        reply=done["reply"],
        asked=after.pending.about if after.pending else None,
        links=links_of(plan),
        pace=after.pace,
        boards=boards,
        query=done["query"],
        spent=done["spent"],
        situation=done["situation"],
        decision=done["decision"],
        plan=plan,
        after=after,
    )
