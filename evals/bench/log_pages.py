"""How long the analysts' pages take over a synthetic log of ten million turns.

A page's time is that of all its questions, asked at once as a browser does, until the last has
answered; in process, over the real API and store. Each page is asked for ranges and filters drawn
by chance, the whole log among them.

Before each page the log changes: the files of its last day are others, so that no answer that was
kept holds, and that day is read anew. What the server has in memory of the other days stays, as
does the operating system's cache of files. Where a page asks for topics, the server has another
process look whether they changed, as it does for an analyst. The first page after a start, with
nothing in memory and what every tab asks first, is a figure of its own.
"""

import os
import random
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, cast
from uuid import uuid4

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts.key_gate import KeyGate
from assistant.analytics import manifest as manifests
from assistant.analytics.days import LEAST_TURNS
from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.made.heard import HEARD
from assistant.analytics.made.sums import SUMS, SUMS_BESIDE
from assistant.analytics.parts import shape_of
from assistant.analytics.synth.making import Part, synthesise
from assistant.analytics.synth.plan import Plan
from assistant.analytics.topics.freshening import ShopTopics
from assistant.config import Settings
from assistant.errors import AssistantError
from assistant.http.doors import Doors
from assistant.http.errors import answer_errors
from assistant.server import ROUTERS
from assistant.shops import Shops
from evals.bench.figure import Figure, Report, percentile_of
from evals.bench.log_page_questions import BEFORE, FIRST, PAGES, UNDATED, Asked
from evals.bench.stamp import stamp

TURNS: Final = 10_000_000
DAYS: Final = 180
LAST: Final = date(2026, 11, 20)
ROUNDS: Final = 12
REACH_S: Final = 1.0
_SEED: Final = 7
_TOKEN: Final = "of the bench"


def run(settings: Settings) -> Report:
    """Measure every page; makes the log the first time."""
    home = settings.model_copy(update={"home": settings.home / "bench" / "log-pages"})
    _make(home)
    chance = random.Random(_SEED)
    first: list[float] = []
    took: dict[str, list[float]] = {name: [] for name in PAGES}
    with _served(home) as (client, app), ThreadPoolExecutor(6) as browser:
        for _ in range(ROUNDS):
            filters = _filters(chance)
            app.state.doors.stores.close()
            began = time.perf_counter()
            _wait(browser, client, [(path, {}) for path in FIRST])
            _wait(browser, client, _questions("overview", filters))
            first.append(time.perf_counter() - began)
            _warm(client)
            for name, values in took.items():
                filters = _filters(chance)
                asked = _questions(name, filters) or [_session(client, filters)]
                _change(home.tables_path)
                began = time.perf_counter()
                _wait(browser, client, asked)
                values.append(time.perf_counter() - began)
    figures = [
        percentile_of(f"{name}, p95", values, 95, "s", reach=REACH_S)
        for name, values in (*took.items(), ("overview after a start", first))
    ]
    slowest = max((figure.value or 0.0) for figure in figures[:-1])
    worst = Figure("slowest page, p95", slowest, "s", ROUNDS * len(PAGES), reach=REACH_S)
    return Report(bench="log-pages", figures=(worst, *figures), stamp=stamp(f"{TURNS} turns"))


def _questions(page: str, filters: dict[str, Any]) -> list[Asked]:
    asked: list[Asked] = []
    for path, query in PAGES[page]:
        given = {**filters, **{name: value for name, value in query.items() if name != BEFORE}}
        if BEFORE in query:
            length = filters["to"] - filters["from"] + timedelta(days=1)
            given |= {"from": filters["from"] - length, "to": filters["to"] - length}
        asked.append((path, {} if path in UNDATED else given))
    return asked


def _wait(browser: ThreadPoolExecutor, client: TestClient, asked: Sequence[Asked]) -> None:
    """Ask at once; return when the last is answered."""
    for answered in [browser.submit(_ask, client, path, query) for path, query in asked]:
        answered.result()


def _change(folder: Path) -> None:
    """Give the last day other files, which hold the same, as a build of that day does."""
    manifest = manifests.read(folder)
    last = LAST.isoformat()  # later ones have a few events only
    parts = {}
    for table, part in manifest.days[last].items():
        path = folder / part.file
        new = path.with_name(f"{uuid4().hex[:12]}.parquet")
        path.rename(new)
        parts[table] = replace(part, file=str(new.relative_to(folder)))
    days = {**manifest.days, last: parts}
    manifests.write(folder, replace(manifest, days=days, mark=uuid4().hex[:16]))


def _warm(client: TestClient) -> None:
    """Ask of all days, as somebody has since the server was started."""
    whole = {"from": LAST - timedelta(days=DAYS - 1), "to": LAST, "measures": "turns"}
    for by in ({}, {"by": "category"}):
        _ask(client, "/figures", whole | by)


def _make(settings: Settings) -> None:
    """Make the log unless it is there, and what is made from it and lacks.

    A log of ten million turns takes its time, and so do its topics, once.
    """
    store = DuckStore(settings)
    try:
        if store.ask("SELECT count(*) FROM turns").rows[0][0] != TURNS:
            _synthesise(settings, store)
        if not all(_is_made(parts) for parts in _days_with_turns(store)):
            store.rebuild()  # by a version that did not know one of them, or summed something else
        ShopTopics(settings, store, threads=os.cpu_count() or 1).catch_up()
    finally:
        store.close()


def _synthesise(settings: Settings, store: DuckStore) -> None:
    shutil.rmtree(settings.home, ignore_errors=True)
    scratch = settings.home / "scratch"
    scratch.mkdir(parents=True)

    def taken(part: Part, _: int) -> None:
        store.take(turns=part.turns, events=part.events)

    synthesise(Plan(TURNS, DAYS, _SEED, LAST, "default"), scratch, taken)
    shutil.rmtree(scratch)  # not before: what was planted is read from all parts


def _is_made(parts: Mapping[str, manifests.Part]) -> bool:
    there = {name: part.shape for name, part in parts.items()}
    large = parts["turns"].rows >= LEAST_TURNS
    tables = (SUMS, HEARD, *((SUMS_BESIDE,) if large else ()))
    return all(there.get(made.name) == shape_of(made) for made in tables)


def _days_with_turns(store: DuckStore) -> list[Mapping[str, manifests.Part]]:
    return [parts for parts in store.manifest().days.values() if "turns" in parts]


class _NoShops:
    opened = ()


@contextmanager
def _served(settings: Settings) -> Iterator[tuple[TestClient, FastAPI]]:
    app = FastAPI()
    answer_errors(app)
    for router in ROUTERS:
        app.include_router(router)
    with KeyGate(settings, _TOKEN) as gate:
        app.state.doors = Doors(settings, cast("Shops", _NoShops()), gate)
        headers = {"authorization": f"Bearer {_TOKEN}"}
        with TestClient(app, headers=headers) as client:
            yield client, app
        app.state.doors.stores.close()


def _filters(chance: random.Random) -> dict[str, Any]:
    """Return a stretch of days, and now and then a filter."""
    length = chance.choice([1, 7, 28, 28, 90, DAYS])
    last = LAST - timedelta(days=chance.randrange(DAYS - length + 1))
    filters: dict[str, Any] = {"from": last - timedelta(days=length - 1), "to": last}
    if chance.random() < 0.4:
        name, values = chance.choice(
            [
                ("modality", ["voice", "text"]),
                ("intent", ["find", "refine", "ask_product"]),
                ("tier", ["template", "open"]),
                ("known", ["true", "false"]),
            ]
        )
        filters[name] = chance.choice(values)
    return filters


def _session(client: TestClient, filters: dict[str, Any]) -> Asked:
    """Return the question for one session, as a link of the page before asks it."""
    answer = _ask(client, "/sessions", {"from": filters["from"], "to": filters["to"], "limit": 1})
    names = [column["name"] for column in answer["columns"]]
    row = dict(zip(names, answer["rows"][0], strict=True))
    return f"/sessions/{row['session_id']}", {}


def _ask(client: TestClient, path: str, query: dict[str, Any]) -> Any:
    answer = client.get(f"/v1/analytics{path}", params=query)
    if answer.status_code != 200:
        raise AssistantError(f"{path} answered {answer.status_code}: {answer.text[:200]}")
    return answer.json()
