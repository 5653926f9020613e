"""The analysts' pages in a real browser, over a seeded log and the API itself."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl, urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, Request, expect

from assistant.accounts.key_gate import KeyGate
from assistant.config import Settings
from assistant.http.doors import Doors
from assistant.http.errors import answer_errors
from assistant.server import ROUTERS
from assistant.shops import Shops
from evals.bench.log_page_questions import BEFORE, FIRST, PAGES
from tests.assistant.analyst.api.asking import TOKEN, seeded
from tests.assistant.analyst.conftest import ready
from tests.watched import watch

pytestmark = pytest.mark.browser

ADDRESSES = {
    "overview": "",
    "intents": "/intents",
    "categories": "/intents?by=category&measure=zero_result_share",
    "unmet": "/unmet",
    "topics": "/topics",
    "funnel": "/funnel?by=modality",
    "voice against text": "/voice",
    "speed": "/speed",
    "misheard": "/misheard",
    "experiments": "/experiments",
    "turns": "/turns",
    "turns with words": "/turns?q=boots+waterproof",
    "sessions": "/sessions",
}
"""Of the pages whose time `aisle bench log-pages` takes; a session's is opened below."""


class _NoShops:
    """No shop is open: what is misheard is told from the log alone."""

    opened = ()


@contextmanager
def _serving(home: Path) -> Iterator[str]:
    settings = Settings(home=home)
    app = FastAPI()
    answer_errors(app)
    for router in ROUTERS:
        app.include_router(router)
    with KeyGate(settings, TOKEN) as gate:
        app.state.doors = Doors(settings, cast("Shops", _NoShops()), gate)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            while not server.started:
                thread.join(0.01)
                assert thread.is_alive(), "the server did not start"
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(5)
            app.state.doors.stores.close()


def _is_asked_what_the_bench_asks(page: Page, address: str) -> None:
    asked: set[tuple[str, frozenset[tuple[str, str]]]] = set()

    def note(request: Request) -> None:
        url = urlsplit(request.url)
        path = url.path.removeprefix("/v1/analytics")
        if path != url.path and path not in FIRST:
            query = parse_qsl(url.query)
            asked.add((path, frozenset((n, v) for n, v in query if n not in {"from", "to"})))

    page.on("request", note)
    assert ADDRESSES.keys() == PAGES.keys() - {"session"}
    for name, path in ADDRESSES.items():
        asked.clear()
        page.goto(f"{address}/analyst{path}")
        ready(page)
        expected = {
            (path, frozenset((n, str(v)) for n, v in query.items() if n != BEFORE))
            for path, query in PAGES[name]
        }
        assert asked == expected, name
    page.remove_listener("request", note)


def test_every_page_over_the_api_and_from_a_figure_to_a_conversation(
    browser: Browser, tmp_path: Path
) -> None:
    seeded(Settings(home=tmp_path), turns=1500)
    faults: list[str] = []
    with _serving(tmp_path) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        watch(page, (address, "data:", "blob:"), faults)
        page.goto(f"{address}/analyst#token={TOKEN.replace(' ', '%20')}")
        for title in page.locator(".pages a").all_inner_texts():
            page.locator(".pages").get_by_text(title, exact=True).click()
            expect(page.locator("h1")).to_have_text(title)
            ready(page)
            expect(page.get_by_test_id("trouble")).to_have_count(0)
        _is_asked_what_the_bench_asks(page, address)
        page.goto(f"{address}/analyst/intents")
        ready(page)
        page.locator('#bars svg a[aria-label^="find,"]').click()
        ready(page)
        page.get_by_test_id("turn-link").first.click()
        expect(page).to_have_url(re.compile("/analyst/sessions"))
        expect(page.locator(".story-turn.wanted")).to_have_count(1)
        page.goto(f"{address}/analyst/experiments?open=greeting")
        ready(page)
        expect(page.locator("#arms svg")).to_be_visible()
        page.goto(f"{address}/analyst/review")
        ready(page)
        page.get_by_test_id("sample").click()
        expect(page.get_by_test_id("review").first).to_be_visible()
        page.close()
    assert faults == []
