"""What tests of a page share: which Chromium, and that nothing goes wrong in it."""

import os
import shutil

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str:
    """Return the path of a Chromium. Without one: skip, but in CI fail."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    message = f"needs one of {', '.join(NAMES)} (apt install chromium)"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def watch(
    page: Page, own: tuple[str, ...], faults: list[str], expects: tuple[str, ...] = ()
) -> None:
    """Note everything that goes wrong in a page.

    Args:
        page: Not opened yet.
        own: What addresses may begin with; a request to any other is a fault.
        faults: Where it is noted.
        expects: Parts of what the console may say, where trouble is meant.
    """

    def console(message: ConsoleMessage) -> None:
        told = f"{message.text} {message.location.get('url')}"
        if message.type == "error" and not any(part in told for part in expects):
            faults.append(told)

    def requested(request: Request) -> None:
        if not request.url.startswith(own):
            faults.append(request.url)

    page.on("console", console)
    page.on("request", requested)
    page.on("pageerror", lambda error: faults.append(str(error)))


def ready(page: Page) -> None:
    """Wait until the page is connected: before that its buttons may not hear a click yet."""
    expect(page.get_by_test_id("link")).to_have_attribute("data-phase", "open")
