"""The page for who sees little, uses no mouse, zooms, or cannot bear motion."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, ask
from tests.served import Served
from tests.watched import ready

pytestmark = [pytest.mark.browser, pytest.mark.model]

SIZES = {
    "320": (320, 640),
    "phone": (390, 844),
    "phone-on-its-side": (844, 390),
    "desk-zoomed-200": (720, 450),
    "desk": (1440, 900),
    "wall": (2560, 1440),
}
SEEN_PX = 90
"""Of the first card, without scrolling: enough to see that something is there."""

TREE = """
- list "What you asked for":
  - listitem:
    - text: Hiking boots
    - button "Forget hiking boots"
  - listitem:
    - text: Under $150
    - button "Forget the budget"
- list "Products shown":
  - listitem:
    - heading /.+Boot/ [level=3]:
      - button /.+, details/
    - list "Why it is shown"
    - button /Add to cart.*Boot/
    - button /Save .+/
    - button /Compare .+/
"""


@pytest.fixture(scope="module")
def page(served: Served, open_page: OpenPage) -> Page:
    page = open_page(served)
    ready(page)
    page.get_by_test_id("mute").click()
    ask(page, "hiking boots under 150 dollars")
    expect(page.get_by_test_id("product-card").first).to_be_visible()
    return page


def test_what_a_screen_reader_finds(page: Page) -> None:
    expect(page.get_by_role("banner").get_by_role("navigation")).to_be_visible()
    expect(page.get_by_role("heading", level=2)).to_have_text("Hiking boots")
    expect(page.get_by_role("region", name="Conversation")).to_be_visible()
    expect(page.locator("#shelf")).to_match_aria_snapshot(TREE)
    expect(page.locator("#announce")).to_contain_text("hiking boots")  # muted: it is read out


@pytest.mark.parametrize("name", SIZES)
def test_at_any_size_there_is_room(page: Page, pictures: Path, name: str) -> None:
    width, height = SIZES[name]
    page.set_viewport_size({"width": width, "height": height})
    page.locator("#stage").evaluate("(stage) => { stage.scrollTop = 0 }")
    page.screenshot(path=pictures / f"size-{name}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.get_by_test_id("product-card").first.bounding_box()
    stage = page.locator("#stage").bounding_box()
    assert box is not None
    assert stage is not None
    assert stage["y"] + stage["height"] - box["y"] > SEEN_PX
    for wanted in ("mic", "text", "send", "open-cart", "line-shop"):
        expect(page.get_by_test_id(wanted).last).to_be_in_viewport(ratio=0.9)
    cut = """[...document.querySelectorAll('h1, h2, h3, button:not(.mic), .wish, .line, .price')]
      .filter((e) => e.checkVisibility() && e.clientWidth && e.scrollWidth > e.clientWidth + 1)
      .map((e) => e.outerHTML)"""
    assert page.evaluate(cut) == []


def test_all_can_be_done_by_keys(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.keyboard.type("the cheapest one, please")
    said = page.get_by_test_id("line-shop").count()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("line-shop")).to_have_count(said + 1)
    first = page.get_by_test_id("product-card").first
    first.get_by_test_id("open-product").focus()
    page.keyboard.press("Enter")
    detail = page.get_by_test_id("detail")
    expect(detail).to_be_visible()
    # Sizes and colors are groups: Tab goes to each, Space picks.
    add = detail.get_by_test_id("detail-add")
    for _ in range(12):
        page.keyboard.press("Tab")
        kind = page.evaluate("document.activeElement.type")
        if kind == "radio":
            page.keyboard.press("Space")
        if add.is_enabled():
            break
    expect(add).to_be_enabled()
    while not page.evaluate("document.activeElement.dataset.testid === 'detail-add'"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(detail).to_be_hidden()
    expect(page.get_by_test_id("cart-count")).to_have_text("1")
    focused = page.evaluate("document.activeElement.closest('.card') !== null")
    assert focused, "the focus is back on the card"


def test_without_motion_nothing_moves(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    ask(page, "show me tents")
    page.get_by_test_id("open-cart").click()
    assert page.evaluate("document.getAnimations().length") == 0
    page.keyboard.press("Escape")
    page.emulate_media(reduced_motion="no-preference")


def test_with_forced_colors_marks_stay(page: Page, pictures: Path) -> None:
    page.emulate_media(forced_colors="active")
    card = page.get_by_test_id("product-card").first
    card.get_by_test_id("compare-toggle").click()
    page.screenshot(path=pictures / "forced-colors.png")
    chosen = "(e) => getComputedStyle(e).backgroundColor"
    toggles = card.get_by_test_id("compare-toggle")
    other = page.get_by_test_id("product-card").nth(1).get_by_test_id("compare-toggle")
    assert toggles.evaluate(chosen) != other.evaluate(chosen)
    card.evaluate("(e) => e.classList.add('named')")
    assert card.evaluate("(e) => getComputedStyle(e).outlineStyle") == "solid"
    page.emulate_media(forced_colors="none")
