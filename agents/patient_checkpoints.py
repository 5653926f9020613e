"""Dialogues in a SQLite file on a disk that may be full or slow: nobody waits for it for long.

What is committed goes to the file at once. Where the disk refuses it, or takes longer than a bound,
it is kept in this process's memory, read from there, and stored as soon as the disk takes it:
the last state of each dialogue, since a state holds all of it. A dialogue that waits is lost if the
process ends before. `waits` says of which that holds, so that a client can be told.

Reads have a connection of their own: in SQLite's write-ahead log no reader waits for a writer, not
even for one whose disk hangs.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final, cast

import aiosqlite
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    get_checkpoint_id,
)
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from agents.kept_states import KeptState, KeptStates, StoreHealth

RETRY_S: Final = 0.5
"""How soon what waits is tried again."""
READ_WITHIN_S: Final = 10.0
"""How long a turn waits to read what was said before: without it there is no turn at all."""

_STUCK: Final = "the disk does not answer in time"


class PatientSaver(AsyncSqliteSaver):
    """Keeps dialogues in a file, and in memory what the disk does not take.

    Args:
        writing: The connection that writes.
        reading: The one that reads.
        within_s: How long a turn waits for the disk to take its state.
    """

    def __init__(
        self, writing: aiosqlite.Connection, reading: aiosqlite.Connection, *, within_s: float
    ) -> None:
        super().__init__(writing)
        self._reader = AsyncSqliteSaver(reading)
        self._within_s = within_s
        self._kept = KeptStates()
        self._storing = asyncio.Lock()
        """Held while a state is written or a dialogue erased: in the order they were asked."""
        self._retrying: asyncio.Task[None] | None = None

    def waits(self, conversation_id: str) -> bool:
        """Say whether a dialogue's last state is in memory only."""
        return self._kept.of(conversation_id) is not None

    def health(self) -> StoreHealth:
        """Return how it goes now; touches no disk and waits for nobody."""
        return self._kept.health()

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Return a dialogue's state, from memory where the disk did not take it.

        Raises:
            TimeoutError: The disk does not answer in time.
        """
        kept = self._kept.of(str(config["configurable"]["thread_id"]))
        if kept is not None and get_checkpoint_id(config) is None:
            read = cast(Checkpoint, self.serde.loads_typed(kept.checkpoint))
            return CheckpointTuple(kept.stored_config, read, kept.metadata, None, [])
        reading = asyncio.create_task(self._read(config))
        # Not `asyncio.timeout`: what is cancelled here waits for the disk to close its cursor.
        done, _ = await asyncio.wait({reading}, timeout=READ_WITHIN_S)
        if done:
            return reading.result()
        reading.add_done_callback(_retrieve)
        raise TimeoutError(_STUCK)

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Store a dialogue's state; returns within the bound, whether it is on disk or not.

        A caller that is cancelled meanwhile takes nothing back.

        Raises:
            sqlite3.Error, OSError: The file is damaged, or too many dialogues wait already.
        """
        whole = self.serde.dumps_typed(checkpoint)
        kept = KeptState(config, whole, metadata, new_versions, checkpoint["id"])
        if not await self._is_written(kept):
            self._kept.late += 1
        return kept.stored_config

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """Store nothing: they are of a step that is half done, and dialogues resume none.

        The state that follows holds them. So a turn waits for the disk once, not twice.
        """

    async def adelete_thread(self, thread_id: str) -> None:
        """Erase a dialogue, in memory too; nothing of it that is on its way comes after."""
        async with self._storing:
            self._kept.erase(str(thread_id))
            await super().adelete_thread(thread_id)

    async def settle(self) -> None:
        """Store what waits, as far as the disk takes it in time; what is left is lost."""
        if self._retrying is not None:
            self._retrying.cancel()
        if self._kept:
            storing = asyncio.create_task(self._store_all())
            storing.add_done_callback(_retrieve)
            await asyncio.wait({storing}, timeout=self._within_s)
        self._kept.give_up()

    # --- inside -------------------------------------------------------------------------

    async def _read(self, config: RunnableConfig) -> CheckpointTuple | None:
        if not self.is_setup:
            await self.setup()
        self._reader.is_setup = True
        return await self._reader.aget_tuple(config)

    async def _is_written(self, kept: KeptState) -> bool:
        """Store a state, or keep it in memory; say whether it is on disk."""
        if self._kept.outage is not None:
            self._keep(kept, self._kept.outage)
            return False
        writing = asyncio.create_task(self._write(kept))
        done, _ = await asyncio.wait({writing}, timeout=self._within_s)
        if done:
            return writing.result()
        writing.add_done_callback(_retrieve)
        self._keep(kept, _STUCK)
        return False

    async def _write(self, kept: KeptState) -> bool:
        async with self._storing:
            try:
                await self._put(kept)
            except sqlite3.OperationalError as error:  # full, read-only, failing, locked for long
                self._keep(kept, str(error))
                return False
            return True

    async def _put(self, kept: KeptState) -> None:
        checkpoint = cast(Checkpoint, self.serde.loads_typed(kept.checkpoint))
        try:
            await super().aput(kept.config, checkpoint, kept.metadata, kept.new_versions)
        except sqlite3.OperationalError:
            # Half of it may be in a transaction, which the next state would complete.
            with suppress(sqlite3.Error):
                await self.conn.rollback()
            raise
        self._kept.stored(kept)

    def _keep(self, kept: KeptState, reason: str) -> None:
        self._kept.keep(kept, reason)
        if self._retrying is None or self._retrying.done():
            self._retrying = asyncio.create_task(self._retry())

    async def _retry(self) -> None:
        while self._kept:
            await asyncio.sleep(RETRY_S)
            await self._store_all()

    async def _store_all(self) -> None:
        for kept in self._kept:
            async with self._storing:
                if kept not in self._kept:
                    continue  # erased meanwhile, or there is a later state
                try:
                    await self._put(kept)
                except (sqlite3.Error, OSError) as error:
                    self._kept.outage = str(error)
                    return


@asynccontextmanager
async def open_patient(path: Path, within_s: float) -> AsyncIterator[PatientSaver]:
    """Open a file for the time of a `with` block; its tables are made with the first dialogue.

    Raises:
        sqlite3.Error, OSError: It cannot be opened.
    """
    async with AsyncExitStack() as stack:
        # A turn waits for `within_s`, whoever else holds the file.
        writing = await stack.enter_async_context(aiosqlite.connect(path))
        reading = await stack.enter_async_context(aiosqlite.connect(path))
        saver = PatientSaver(writing, reading, within_s=within_s)
        stack.push_async_callback(saver.settle)
        yield saver


def _retrieve(writing: asyncio.Task[Any]) -> None:
    """Take note of a failure that nobody awaits; what it was to store waits in memory."""
    if not writing.cancelled():
        writing.exception()
