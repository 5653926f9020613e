"""What a shopper reads when something fails: the server, the microphone, the key."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, ask
from tests.served import Served, serving
from tests.watched import ready

pytestmark = [pytest.mark.browser, pytest.mark.model]

TEXT_ONLY = {"AISLE_SERVER__VOICE": "false"}
REFUSED = ("ERR_CONNECTION_REFUSED", "WebSocket connection", "Failed to load resource")


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """Return a home of its own: only one process may hold an index."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    return home


def test_a_killed_server_comes_back_with_the_conversation(
    home: Path, open_page: OpenPage, pictures: Path
) -> None:
    with ExitStack() as until_killed:
        first = until_killed.enter_context(serving(home, **TEXT_ONLY))
        page = open_page(first, expects=REFUSED)
        ready(page)
        ask(page, "waterproof hiking boots under 150 dollars")
        cards = page.get_by_test_id("product-card")
        shown = [card.get_attribute("data-product-id") for card in cards.all()]
        ask(page, "put the first one in my cart in size 8")
        maker = cards.first.locator(".maker").inner_text()
        in_cart = page.get_by_test_id("cart-count").inner_text()
        first.process.kill()
        notice = page.get_by_test_id("notice")
        expect(notice).to_contain_text("The connection was lost")
        expect(notice).to_contain_text("Your conversation and cart are kept")
        page.screenshot(path=pictures / "trouble-lost.png")
    with serving(home, "--port", first.url.rsplit(":", 1)[1], **TEXT_ONLY) as second:
        assert second.url == first.url
        ready(page)
        expect(notice).to_have_count(0)
        assert [card.get_attribute("data-product-id") for card in cards.all()] == shown
        expect(page.get_by_test_id("cart-count")).to_have_text(in_cart)
        ask(page, "what is in my cart?")
        expect(page.get_by_test_id("line-shop").last).to_contain_text(maker)
        second.process.terminate()  # as who restarts a shop does it
        expect(notice).to_contain_text("The shop is restarting")
        page.screenshot(path=pictures / "trouble-restarting.png")


def test_a_wrong_key_is_explained(served: Served, open_page: OpenPage, pictures: Path) -> None:
    page = open_page(served, token="of-nobody-0123456789", expects=REFUSED)
    expect(page.get_by_test_id("notice")).to_contain_text("Open the shop’s page again")
    expect(page.get_by_test_id("link")).to_have_attribute("data-phase", "closed")
    page.screenshot(path=pictures / "trouble-key.png")


def test_a_microphone_that_is_denied_is_explained(
    served: Served, open_page: OpenPage, pictures: Path
) -> None:
    page = open_page(served, allow=False, viewport={"width": 390, "height": 844})
    ready(page)
    page.get_by_test_id("mic").click()
    notice = page.get_by_test_id("notice")
    expect(notice).to_contain_text("The microphone is blocked for this page")
    expect(notice).to_contain_text("allow the microphone")
    expect(page.get_by_test_id("mic")).to_have_attribute("data-phase", "off")
    page.screenshot(path=pictures / "trouble-microphone.png")
    # Who cannot speak can type.
    ask(page, "a desk lamp under 80 dollars")
    expect(page.get_by_test_id("product-card").first).to_be_visible()
