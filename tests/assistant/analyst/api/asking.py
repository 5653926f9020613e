"""The analysts' API over a seeded log, without a catalog, a model or a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts.key_gate import KeyGate
from assistant.analytics.opening import open_store
from assistant.analytics.synth.making import Part, synthesise
from assistant.analytics.synth.plan import Plan
from assistant.config import Settings
from assistant.http.doors import Doors
from assistant.http.errors import answer_errors
from assistant.server import ROUTERS
from assistant.shops import Shops

TOKEN = "a token of the operator of this test"
LAST = date(2026, 11, 20)
DAYS = 10


class NoShops:
    """No shop is open: nothing here needs a catalog."""

    opened = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A client that holds the operator's token, and where the log is."""

    client: TestClient
    settings: Settings

    def get(self, path: str, **query: Any) -> Any:
        """Return the answer's JSON, which must be a good one."""
        answer = self.client.get(f"/v1/analytics{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def rows(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """Return an answered table's rows by column."""
        answer = self.get(path, **query)
        names = [column["name"] for column in answer["columns"]]
        return [dict(zip(names, row, strict=True)) for row in answer["rows"]]


def seeded(settings: Settings, turns: int = 3000) -> dict[str, object]:
    """Put a log of `DAYS` days that ends at `LAST` into a home; return what was planted."""
    store = open_store(settings)

    def taken(part: Part, done: int) -> None:
        del done
        store.take(turns=part.turns, events=part.events)

    try:
        scratch = settings.home / "scratch"
        scratch.mkdir(parents=True)
        return synthesise(Plan(turns, DAYS, 7, LAST, "default"), scratch, taken)
    finally:
        store.close()


@contextmanager
def asking(home: Path) -> Iterator[Asking]:
    """Serve the API over a home while the block runs."""
    settings = Settings(home=home)
    app = FastAPI()
    answer_errors(app)
    for router in ROUTERS:
        app.include_router(router)
    with KeyGate(settings, TOKEN) as gate:
        app.state.doors = Doors(settings, cast("Shops", NoShops()), gate)
        with TestClient(app, headers={"authorization": f"Bearer {TOKEN}"}) as client:
            yield Asking(client, settings)
        app.state.doors.stores.close()
