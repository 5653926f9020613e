"""Log, dialogues and bill in one database of its own: one shopper is erased from all of it."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from langgraph.checkpoint.base import empty_checkpoint

from agents.checkpoints import open_checkpoints
from agents.ledger.postgres_ledger import open_pool
from agents.ledger.rows import ENTRY, RESERVATION, Columns
from assistant.config import Settings
from assistant.config_tables import ConversationSettings, LogSettings, RouterSettings
from assistant.privacy.erasing import erase
from assistant.privacy.postgres_search import found_in_databases
from assistant.privacy.subject import shopper
from evals.bench.erasure_home import furnish
from tests.assistant.privacy.conftest import PEOPLE, opened
from tests.postgres import database_url

pytestmark = pytest.mark.postgres


@pytest.fixture
def url() -> Iterator[str]:
    """Return the address of a new database, dropped afterwards: its other tables are shared."""
    name = f"erasing_{uuid4().hex[:12]}"
    with psycopg.connect(database_url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield urlsplit(database_url())._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    settings = Settings(
        home=tmp_path / "home",
        log=LogSettings(url=url),
        conversations=ConversationSettings(url=url),
        router=RouterSettings(ledger_url=url),
    )
    furnish(settings, PEOPLE)
    asyncio.run(_leave_file(settings))
    asyncio.run(_make_ledger(url))
    with psycopg.connect(url) as connection:
        for who in PEOPLE:
            for session in who.sessions:
                for table, columns in (("entries", ENTRY), ("reservations", RESERVATION)):
                    row = _row(columns, session)
                    marks = ", ".join(["%s"] * len(row))
                    sql = f"INSERT INTO aisle_{table} ({columns.names}) VALUES ({marks})"
                    connection.execute(sql.encode(), row)
                said = f"{who.canary} of {who.id}".encode()
                connection.execute(
                    "INSERT INTO checkpoint_blobs VALUES (%s, '', 'state', '1', 'bytes', %s)",
                    [session, said],
                )
                connection.execute(
                    "INSERT INTO checkpoint_writes (thread_id, checkpoint_id, task_id, idx, "
                    "channel, blob) VALUES (%s, '1', '1', 1, 'state', %s)",
                    [session, said],
                )
    return settings


async def _leave_file(settings: Settings) -> None:
    """Leave a dialogue in the file of a time before there was a database."""
    who = PEOPLE[0]
    async with open_checkpoints(settings.conversations_path) as saver:
        checkpoint = empty_checkpoint()
        checkpoint["channel_values"] = {"state": who.canary}
        config = {"configurable": {"thread_id": who.first, "checkpoint_ns": ""}}
        await saver.aput(config, checkpoint, {"step": 0}, {})  # type: ignore[arg-type]  # plain


async def _make_ledger(url: str) -> None:
    async with open_pool(url, None):
        pass


def _row(columns: Columns, session: str) -> list[object]:
    given: dict[str, object] = {"id": uuid4().hex, "conversation": session, "cost": 7}
    return [given.get(name, 1 if "INT" in kind else "1") for name, kind in columns.typed]


def _found(url: str, needles: Sequence[str]) -> dict[str, int]:
    """Return how many rows hold one of the texts, by table: all tables, all columns, as bytes."""
    found = {}
    told = [*needles, *(needle.encode().hex() for needle in needles)]
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        assert len(tables) > 12
        for (table,) in tables:
            sql = f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE ANY(%s)"
            row = connection.execute(sql.encode(), [[f"%{one}%" for one in told]]).fetchone()
            if row and row[0]:
                found[str(table)] = int(row[0])
    return found


def test_a_shopper_is_erased_from_every_table(settings: Settings, url: str) -> None:
    gone, other, _ = PEOPLE
    needles = [gone.id, gone.canary, *gone.sessions]
    with opened(settings) as data:
        data.store.catch_up()
        before, others = _found(url, needles), _found(url, [other.id, *other.sessions])
        assert {name.removeprefix("public.").removeprefix("aisle_default.") for name in before} >= {
            *("turns", "events", "sessions", "checkpoints", "checkpoint_blobs"),
            *("checkpoint_writes", "aisle_entries", "aisle_reservations"),
        }
        receipt = erase(data, shopper(gone.id, data.store, data.log), texts=(gone.canary,))
    assert _found(url, needles) == {}
    assert found_in_databases(settings, needles)[0] == []
    assert _found(url, [other.id, *other.sessions]) == others
    emptied = {place.place: place.erased for place in receipt.emptied}
    assert emptied["conversations"] == 4, "three of the database, one of the file of before"
    assert emptied["ledger"] == 9, "six rows of the database, three of the file of before"
    assert emptied["tables"] == 9
    assert receipt.found_again == ()
    with psycopg.connect(url) as connection:
        spent = "SELECT count(DISTINCT conversation), sum(cost) FROM aisle_entries"
        assert connection.execute(spent.encode()).fetchone() == (9, 63), "the sums stay"
