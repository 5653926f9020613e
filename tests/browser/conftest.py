"""A real Chromium with a spoken file as its microphone, before a real server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.clips import conversations
from speech.audio_file import RATE_HZ, write_wav
from tests.served import Served
from tests.watched import watch

EARS = Path(__file__).with_name("ears.js")
PICTURES = Path(__file__).resolve().parents[2] / "out" / "browser"
"""Screenshots stay here after a run; git ignores the folder."""

QUESTION, INTERRUPTION = "boots-1.flac", "boots-2.flac"
BEFORE_S = 1.0
REPLY_S = 5.5
"""Between the two: the reply begins 1 to 5 s after the question and takes 9."""
AFTER_S = 40.0

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def spoken_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of a question, and of another that falls into the reply to the first."""
    clips = {clip.file: clip.samples() for talk in conversations() for clip in talk.clips}
    quiet = [np.zeros(int(s * RATE_HZ), np.float32) for s in (BEFORE_S, REPLY_S, AFTER_S)]
    path = tmp_path_factory.mktemp("microphone") / "spoken.wav"
    pieces = [quiet[0], clips[QUESTION], quiet[1], clips[INTERRUPTION], quiet[2]]
    write_wav(path, np.concatenate(pieces), RATE_HZ)
    return path


@pytest.fixture(scope="session")
def browser(chromium: str, spoken_file: Path) -> Iterator[Browser]:
    """Return the browser of all these tests; its microphone plays the file from the beginning
    whenever a page opens it."""
    flags = [
        "--no-sandbox",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken_file}%noloop",
    ]
    with sync_playwright() as playwright:
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
        context.set_default_timeout(15_000)
        context.add_init_script(path=EARS)
        page = context.new_page()

        watch(page, (of.url, of.ws_url, "data:", "blob:"), faults, expects)
        page.goto(f"{of.url}/#token={token or of.token}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def ready(page: Page) -> None:
    """Wait until the page is connected."""
    expect(page.get_by_test_id("link")).to_have_attribute("data-phase", "open", timeout=20_000)


def ask(page: Page, text: str) -> None:
    """Type a question and wait for the end of its reply."""
    said = page.get_by_test_id("line-shop").count()
    page.get_by_test_id("text").fill(text)
    page.get_by_test_id("text").press("Enter")
    expect(page.get_by_test_id("line-shop")).to_have_count(said + 1, timeout=15_000)
