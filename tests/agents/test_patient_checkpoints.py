"""A store whose disk is full or slow: turns are answered, kept in memory, and stored later."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from agents.agent import ShoppingAgent
from agents.checkpoints import open_checkpoints
from agents.patient_checkpoints import PatientSaver
from agents.turn import Utterance
from tests.agents.test_conversation import CHEAPER, FIND, WATERPROOF, agent, say

SOON_S = 0.05
"""How long a turn waits for the disk here."""


@asynccontextmanager
async def talking(
    file: Path, within_s: float = 5.0
) -> AsyncIterator[tuple[ShoppingAgent, PatientSaver]]:
    async with open_checkpoints(file, within_s) as store:
        assert isinstance(store, PatientSaver)
        yield agent(checkpointer=store), store


@asynccontextmanager
async def full(store: PatientSaver) -> AsyncIterator[None]:
    """Let the file not grow any more, as on a full disk, while the block runs."""
    async with store.conn.execute("PRAGMA page_count") as asked:
        row = await asked.fetchone()
    assert row is not None
    await store.conn.execute(f"PRAGMA max_page_count = {row[0]}")
    try:
        yield
    finally:
        await store.conn.execute("PRAGMA max_page_count = 1000000")


@asynccontextmanager
async def refusing(store: PatientSaver) -> AsyncIterator[None]:
    """Let the file take nothing, as on a disk that is read-only, while the block runs."""
    await store.conn.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        await store.conn.execute("PRAGMA query_only = OFF")


@contextmanager
def stuck(file: Path) -> Iterator[None]:
    """Let nobody write to the file, and everybody who tries wait, while the block runs."""
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


async def until_stored(talk: ShoppingAgent) -> None:
    async with asyncio.timeout(60):
        while talk.store_health().outage is not None:  # noqa: ASYNC110 - told by no event
            await asyncio.sleep(0.01)


async def filled(talk: ShoppingAgent) -> None:
    """Take turns of other conversations until the disk has no room for any more."""
    async with asyncio.timeout(60):
        n = 0
        while talk.store_health().outage is None:
            await say(talk, FIND, id_=f"filler-{n}")
            n += 1


async def test_a_disk_that_refuses_takes_neither_reply_nor_memory_from_a_dialogue(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "c.sqlite"
    async with talking(file) as (talk, store):
        await say(talk, FIND, "first, size nine")
        assert talk.is_stored("c1")
        async with refusing(store):
            turn = await say(talk, WATERPROOF)
            assert turn.index == 2
            assert not talk.is_stored("c1")
            assert [line.product_id for line in await talk.cart("c1")] == ["boot-1"]
            again = await say(talk, CHEAPER)
            assert again.index == 3, "planned on what only memory has"
            health = talk.store_health()
            assert health.outage == "attempt to write a readonly database"
            assert (health.waiting, health.late) == (1, 2)
        await until_stored(talk)
        assert talk.is_stored("c1")
        assert talk.store_health().waiting == 0
    async with talking(file) as (talk, _):
        assert (await talk.dialogue("c1")).turn == 4
    alarms = [r.message for r in caplog.records if r.levelno == logging.ERROR]
    assert len(alarms) == 2, "one when it begins, one when it is over"


async def test_a_full_disk_is_such_a_disk(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    async with talking(file) as (talk, store):
        await say(talk, FIND)
        async with full(store):
            await filled(talk)
            assert talk.store_health().outage == "database or disk is full"
            assert (await say(talk, WATERPROOF)).index == 1
        await until_stored(talk)
    async with talking(file) as (talk, _):
        assert (await talk.dialogue("c1")).turn == 2
        assert (await talk.dialogue("filler-0")).turn == 1


async def test_a_disk_that_hangs_holds_up_nobody_beyond_the_bound(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    async with talking(file, SOON_S) as (talk, _):
        await say(talk, FIND)
        await until_stored(talk)
        with stuck(file):
            turn = await talk.plan("c1", Utterance(WATERPROOF))
            # Whoever waits for the file waits 5 s for its lock: this one does not.
            async with asyncio.timeout(4):
                await talk.commit(turn)
                assert not talk.is_stored("c1")
                assert (await say(talk, CHEAPER)).index == 2
                assert (await say(talk, FIND, id_="another")).index == 0
            assert talk.store_health().outage is not None
        await until_stored(talk)
    async with talking(file) as (talk, _):
        assert (await talk.dialogue("c1")).turn == 3
        assert (await talk.dialogue("another")).turn == 1


async def test_what_is_erased_while_it_waits_never_comes_to_disk(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    async with talking(file) as (talk, store):
        await say(talk, FIND)
        async with full(store):
            await filled(talk)
            await say(talk, WATERPROOF)
            assert await talk.forget("c1")
            assert not await talk.knows("c1")
            assert talk.is_stored("c1"), "nothing waits any more"
        await until_stored(talk)
        assert not await talk.knows("c1")
    async with talking(file) as (talk, _):
        assert not await talk.knows("c1")


async def test_a_process_that_ends_first_says_how_many_are_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "c.sqlite"
    async with open_checkpoints(file, 5.0) as store:
        assert isinstance(store, PatientSaver)
        talk = agent(checkpointer=store)
        await say(talk, FIND)
        async with refusing(store):
            await say(talk, WATERPROOF)
            await store.settle()
            assert talk.store_health().lost == 1
    assert "lost that never came to disk: 1" in caplog.text
    async with talking(file) as (talk, _):
        assert (await talk.dialogue("c1")).turn == 1, "as it last came to disk"


async def test_a_damaged_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    async with talking(file) as (talk, store):
        await store.conn.execute("DROP TABLE checkpoints")
        await store.conn.commit()
        with pytest.raises(Exception, match="no such table"):
            await talk.plan("c1", Utterance(FIND))
        assert talk.store_health().outage is None
