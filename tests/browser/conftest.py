"""A real Chromium with a spoken file as its microphone, before a real server."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from speech.audio_file import RATE_HZ, write_wav
from tests.clients.sounds import clip, spoken
from tests.patience import PATIENCE_S
from tests.served import Served
from tests.watched import watch

EARS = Path(__file__).with_name("ears.js")
PICTURES = Path(__file__).resolve().parents[2] / "out" / "browser"
"""Screenshots stay here after a run; git ignores the folder."""

QUESTION, INTERRUPTION = "boots-1.flac", "boots-2.flac"
BEFORE_S = 1.0
AFTER_S = 60.0

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def spoken_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of a question, with quiet after it."""
    before, after = (np.zeros(int(s * RATE_HZ), np.float32) for s in (BEFORE_S, AFTER_S))
    path = tmp_path_factory.mktemp("microphone") / "spoken.wav"
    write_wav(path, np.concatenate([before, clip(QUESTION).samples(), after]), RATE_HZ)
    return path


@pytest.fixture(scope="session")
def interruption() -> str:
    """Return the recording of a second question, for ears.say()."""
    return base64.b64encode(spoken(INTERRUPTION)).decode()


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium: str, spoken_file: Path) -> Iterator[Browser]:
    """Return the browser of a module; its microphone plays the file from the beginning
    whenever a page opens it."""
    flags = [
        "--no-sandbox",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken_file}%noloop",
    ]
    running = playwright.chromium.launch(executable_path=chromium, args=flags)
    yield running
    running.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Return the folder in which screenshots are kept."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Return what opens the page of a server, with ears. No page may report a fault or ask
    another host for anything."""
    faults: list[str] = []
    contexts = []

    def opened(
        of: Served,
        *,
        token: str | None = None,
        allow: bool = True,
        expects: tuple[str, ...] = (),
        **options: Any,
    ) -> Page:
        """Open it.

        Args:
            of: The server.
            token: In the address; the operator's if None.
            allow: Whether the page may use the microphone.
            expects: Parts of what the console may say, where trouble is meant.
            options: Of the browser's context.
        """
        context = browser.new_context(
            permissions=["microphone"] if allow else [],
            **{"viewport": {"width": 1440, "height": 900}, **options},
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_S * 1000)
        context.add_init_script(path=EARS)
        page = context.new_page()

        watch(page, (of.url, of.ws_url, "data:", "blob:"), faults, expects)
        page.goto(f"{of.url}/#token={token or of.token}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def ask(page: Page, text: str) -> None:
    """Type a question and wait for the end of its reply."""
    said = page.get_by_test_id("line-shop").count()
    page.get_by_test_id("text").fill(text)
    page.get_by_test_id("text").press("Enter")
    expect(page.get_by_test_id("line-shop")).to_have_count(said + 1)
