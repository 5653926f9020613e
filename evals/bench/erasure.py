"""What is found again of a shopper after they were erased, and what of the others is intact.

Three shoppers talk (typed, through the real agent), save and click; they have recordings, reviews,
scenarios, topics and a bill, one session of each is in the tables, one is half way there, one is in
the live log. One is erased; then every file under the home is looked through as bytes, Parquet by
its columns, and the tables of the test database where one is named, for the shopper's ids and for
words that only they said. Before it the same search finds them: else it could not find anything.
"""

import asyncio
import os
import time
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from assistant.analytics.opening import open_store
from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.intent_log.log import IntentLog
from assistant.parts import text_parts
from assistant.privacy.erasing import ShopData, erase
from assistant.privacy.export import as_json
from assistant.privacy.postgres_search import found_in_databases
from assistant.privacy.search import found_in
from assistant.privacy.subject import shopper
from evals.bench.erasure_home import Person, furnish, person
from evals.bench.figure import Figure, Report
from evals.bench.stamp import stamp
from evals.runs.assistant import scratch_home
from retrieval.index import status

PEOPLE: Final = 3
LINES: Final = ("hiking boots with {} soles", "only {} ones please", "save the first one")
DATABASE: Final = "AISLE_TEST_POSTGRES_URL"


@dataclass(frozen=True, slots=True)
class _Erased:
    before: int
    """Files and tables in which the search found them."""
    after: int
    kept: int
    had: int
    took_s: float


def run(settings: Settings) -> Report:
    """Erase one of three shoppers, with the log in files and, where one is named, in Postgres."""
    with scratch_home(settings) as scratch:
        files = asyncio.run(_erased(scratch))
    figures = _figures("", files)
    url = os.environ.get(DATABASE)
    database = None
    if url:
        with scratch_home(settings) as scratch:
            log = scratch.log.model_copy(update={"url": url})
            tenant = f"t{uuid4().hex[:12]}"
            database = asyncio.run(
                _erased(scratch.model_copy(update={"log": log, "tenant": tenant}))
            )
            _drop(url, tenant)
    figures += _figures("Postgres, ", database)
    return Report("erasure", figures, stamp(status(settings.index_path).digest[:12]))


def _figures(where: str, erased: _Erased | None) -> tuple[Figure, ...]:
    n = 0 if erased is None else 1
    found = None if erased is None else float(erased.after)
    kept = None if erased is None or not erased.had else 100 * erased.kept / erased.had
    before = None if erased is None else float(erased.before)
    took = None if erased is None else erased.took_s
    return (
        Figure(f"{where}found again", found, "files and tables", n, reach=0),
        Figure(f"{where}found before", before, "files and tables", n),
        Figure(
            f"{where}kept of the others",
            kept,
            "% of places",
            0 if erased is None else erased.had,
            reach=100,
            smaller_is_better=False,
        ),
        Figure(f"{where}erasure with search", took, "s", n),
    )


async def _erased(settings: Settings) -> _Erased:
    people = await asyncio.to_thread(_furnished, settings)
    people = await _talk(settings, people)
    return await asyncio.to_thread(_erase_first, settings, people)


def _furnished(settings: Settings) -> tuple[Person, ...]:
    people = tuple(person(number) for number in range(PEOPLE))
    furnish(settings, people)
    return people


async def _talk(settings: Settings, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Let everybody have a conversation of their own with the assistant."""
    talked = []
    async with text_parts(settings) as parts:
        for who in people:
            session = str(uuid4())
            conversation = Conversation(parts, session, who.id)
            for line in LINES:
                await conversation.answer(line.format(who.canary), "text")
            talked.append(replace(who, sessions=(*who.sessions, session)))
    return tuple(talked)


def _erase_first(settings: Settings, people: tuple[Person, ...]) -> _Erased:
    gone, *others = people
    with closing(open_store(settings)) as store:
        data = ShopData(settings, store, IntentLog(settings.log_path))
        had = [_held(data, one) for one in others]
        before = _found(settings, gone)
        began = time.monotonic()
        receipt = erase(data, shopper(gone.id, store, data.log), texts=(gone.canary,))
        took_s = time.monotonic() - began
        has = [_held(data, one) for one in others]
    after = _found(settings, gone) | set(receipt.found_again)
    same = sum(
        now.get(place) == told
        for then, now in zip(had, has, strict=True)
        for place, told in then.items()
    )
    return _Erased(len(before), len(after), same, sum(map(len, had)), took_s)


def _held(data: ShopData, who: Person) -> dict[str, str]:
    """Return what is held of somebody, by place; topics are counted anew when next asked for."""
    told = as_json(data.places, shopper(who.id, data.store, data.log))
    told.pop("topics", None)
    return {name: _sorted(held) for name, held in told.items()}


def _sorted(value: object) -> str:
    """Return plain data as text in which the order of rows does not matter."""
    if isinstance(value, dict):
        return str(sorted((key, _sorted(one)) for key, one in value.items()))
    if isinstance(value, list):
        return str(sorted(map(_sorted, value)))
    return repr(value)


def _found(settings: Settings, who: Person) -> set[str]:
    names = (who.id, who.canary, *who.sessions)
    tables, _ = found_in_databases(settings, names)
    return {str(path) for path in found_in(settings.home, names).paths} | set(tables)


def _drop(url: str, tenant: str) -> None:
    import psycopg  # noqa: PLC0415 - an extra

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP SCHEMA IF EXISTS "aisle_{tenant}" CASCADE'.encode())
