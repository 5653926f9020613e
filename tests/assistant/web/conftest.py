"""A browser, a shop that says always the same, and the page of it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.assistant.web.scripted_shop import PRODUCTS, ScriptedShop, serving
from tests.patience import PATIENCE_S
from tests.watched import ready, watch

TOKEN = "aisle_local_of_a_test"
_NOTE_LIT = """
window.lit = { words: [], cards: [] };
const note = () => {
  const word = document.querySelector('.word.now')?.textContent.trim();
  const card = document.querySelector('.card.named')?.dataset.productId;
  if (word && lit.words.at(-1) !== word) lit.words.push(word);
  if (card && lit.cards.at(-1) !== card) lit.cards.push(card);
  requestAnimationFrame(note);
};
note();
"""
"""Keeps which words and cards were lit, however slow the machine that looks."""

_FLAGS = [
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
    yield running
    running.close()


@pytest.fixture
def shop() -> ScriptedShop:
    return ScriptedShop()


@pytest.fixture
def address(shop: ScriptedShop, tmp_path: Path) -> Iterator[str]:
    with serving(shop, tmp_path) as url:
        yield url


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Return what opens the page; nothing it does may fail or leave the server."""
    faults: list[str] = []
    contexts = []

    def opened(*, allow: bool = True, scheme: str = "light", width: int = 1280) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            permissions=["microphone"] if allow else [],
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_init_script(_NOTE_LIT)
        page = context.new_page()

        watch(page, (address, address.replace("http", "ws"), "data:"), faults)
        page.goto(f"{address}/#token={TOKEN}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def wait(done: Callable[[], object], page: Page, within_s: float = PATIENCE_S) -> None:
    until = time.monotonic() + within_s
    while not done():
        assert time.monotonic() < until, "it did not happen in time"
        page.wait_for_timeout(30)


def ask(page: Page, text: str) -> None:
    ready(page)
    page.get_by_test_id("text").fill(text)
    page.get_by_test_id("text").press("Enter")
    expect(page.get_by_test_id("product-card")).to_have_count(len(PRODUCTS))
