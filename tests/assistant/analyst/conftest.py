"""A browser, and the analysts' pages before answers that were made up once."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from tests.assistant.analyst.recorded import KEY, Recorded, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright


@pytest.fixture(scope="module")
def browser(playwright: "Playwright", chromium: str) -> Iterator["Browser"]:
    running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    yield running
    running.close()


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Recorded, str]]:
    """Yield the answers of one server, and its address: a browser keeps the files of it."""
    state = Recorded()
    with serving(state) as url:
        yield state, url


@pytest.fixture
def recorded(served: tuple[Recorded, str]) -> Recorded:
    """Return what the server answers, as it was at first."""
    served[0].reset()
    return served[0]


@pytest.fixture
def address(served: tuple[Recorded, str]) -> str:
    return served[1]


@pytest.fixture(scope="module")
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    made = browser.new_context(accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def open_page(
    context: "BrowserContext", recorded: Recorded, address: str
) -> Iterator[Callable[..., "Page"]]:
    """Return what opens a page of the analysts' signed in; nothing it does may fail."""
    from tests.watched import watch  # noqa: PLC0415 - imports Playwright

    faults: list[str] = []
    pages = []

    def opened(
        path: str = "",
        *,
        key: str | None = KEY,
        scheme: str = "light",
        width: int = 1280,
        expects: tuple[str, ...] = (),
    ) -> "Page":
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        colours: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        watch(page, (address, "data:", "blob:"), faults, expects)
        page.goto(f"{address}/analyst{path}{'' if key is None else f'#token={key}'}")
        if key == KEY:
            ready(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert faults == []


def ready(page: "Page") -> None:
    """Wait until every panel of the page has its answer."""
    page.wait_for_selector("body[data-state=ready]")
    # No function of ours is waited for: the pages' policy lets none be evaluated again and again.
    page.wait_for_selector("[aria-busy]", state="detached")
