"""The page in a real browser, against a shop that says always the same."""

import pytest
from playwright.sync_api import expect

from tests.assistant.web.conftest import TOKEN, OpenPage, ask, wait
from tests.assistant.web.contrast import WEAK_TEXTS
from tests.assistant.web.scripted_shop import (
    HOSTILE,
    SOUND_MS,
    SPOKEN,
    Request,
    ScriptedShop,
    reply_events,
)
from tests.watched import ready

pytestmark = pytest.mark.browser


def _is_silent(shop: ScriptedShop) -> bool:
    positions = shop.of("aisle.playback.position")
    return bool(positions) and not positions[-1]["playing"]


def test_the_token_leaves_the_address_and_the_session_stays(
    shop: ScriptedShop, open_page: OpenPage
) -> None:
    page = open_page()
    ready(page)
    expect(page.get_by_test_id("shop-name")).to_have_text("Northgate")
    expect(page.get_by_role("heading", name="What can I find you?")).to_be_visible()
    assert TOKEN not in page.url
    assert shop.tokens == [f"openai-insecure-api-key.{TOKEN}"]
    wait(lambda: shop.of("session.update"), page)
    session = shop.of("session.update")[0]["session"]
    assert session["aisle"] == {"events": True, "can_pause": True}
    assert session["audio"]["input"]["format"] == {"type": "audio/pcm", "rate": 24000}
    page.reload()
    ready(page)
    assert shop.sessions[0] == shop.sessions[1]
    page.get_by_test_id("start-over").click()
    wait(lambda: len(shop.sessions) == 3, page)
    assert shop.sessions[2] != shop.sessions[1]


def test_a_typed_question_is_answered_in_words_cards_and_sound(
    shop: ScriptedShop, open_page: OpenPage
) -> None:
    page = open_page()
    ask(page, "hiking boots in purple under 150")
    cards = page.get_by_test_id("product-card")
    expect(cards.nth(0)).to_contain_text("$99")
    expect(cards.nth(1)).to_contain_text("29% off")
    expect(cards.nth(1).get_by_test_id("variant")).to_have_text("Navy, size 8")
    expect(cards.nth(0).get_by_test_id("reasons")).to_contain_text("Not in purple")
    expect(page.get_by_test_id("relaxed")).to_have_text(
        "No hiking boots in purple. The closest are shown."
    )
    expect(page.get_by_test_id("wish")).to_have_count(3)
    expect(page.get_by_test_id("line-shop")).to_contain_text(SPOKEN)
    # While the words sounded, they and their card were lit.
    wait(lambda: _is_silent(shop), page)
    lit = page.evaluate("window.lit")
    assert lit["cards"] == ["p1", "p2"]
    words = SPOKEN.split()
    assert lit["words"] == [word for word in words if word in lit["words"]]
    assert len(lit["words"]) > len(words) / 2
    expect(page.locator(".card.named, .sounding")).to_have_count(0)
    positions = shop.of("aisle.playback.position")
    played = [event["played_ms"] for event in positions if event["response_id"] == "r0"]
    assert played == sorted(played)
    assert 0.8 * SOUND_MS < played[-1] <= SOUND_MS + 10
    assert positions[-1]["playing"] is False


def test_what_the_catalog_says_is_text(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, f"boots {HOSTILE}")
    expect(page.get_by_test_id("product-card").nth(2)).to_contain_text(HOSTILE)
    expect(page.get_by_test_id("line-shopper")).to_contain_text(HOSTILE)
    assert page.locator("img").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    expect(page).to_have_title("Northgate")


def test_live_words_and_an_interruption(shop: ScriptedShop, open_page: OpenPage) -> None:
    page = open_page()
    ready(page)
    page.get_by_test_id("mic").click()
    expect(page.get_by_test_id("mic")).to_have_attribute("data-phase", "on")
    wait(lambda: len(shop.of("input_audio_buffer.append")) > 10, page)
    for text in ("hike", "hiking boots"):
        shop.tell({"type": "aisle.input.partial", "item_id": "u0", "text": text})
        expect(page.get_by_test_id("line-shopper")).to_have_text(f"You: {text}")
    shop.tell(*reply_events(0, "u0", "hiking boots", whole=False))
    expect(page.locator(".word.said").nth(2)).to_be_visible()
    shop.tell({"type": "aisle.playback.pause", "response_id": "r0"})
    wait(lambda: _is_silent(shop), page)
    page.wait_for_timeout(150)
    held = page.locator(".word.said").count()
    page.wait_for_timeout(400)
    assert page.locator(".word.said").count() == held
    shop.tell({"type": "aisle.playback.resume", "response_id": "r0"})
    expect(page.locator(".word.said").nth(held)).to_be_visible()
    shop.tell({"type": "input_audio_buffer.speech_started", "audio_start_ms": 0, "item_id": "u1"})
    wait(lambda: shop.of("conversation.item.truncate"), page)
    cut = shop.of("conversation.item.truncate")[0]
    assert cut["item_id"] == "s0"
    assert 200 < cut["audio_end_ms"] < SOUND_MS
    ended = {"type": "aisle.turn.ended", "index": 0, "outcome": "interrupted"}
    shop.tell(ended | {"heard": "The Oddfell Sedge", "tier": "template", "cost_usd": 0.0})
    expect(page.locator(".unheard")).to_contain_text("$97.")
    shop.tell({"type": "aisle.turn.withdrawn", "index": 0, "before": None})
    expect(page.get_by_test_id("product-card")).to_have_count(0)
    page.get_by_test_id("mic").click()
    expect(page.get_by_test_id("mic")).to_have_attribute("data-phase", "off")


def test_a_hold_is_one_utterance(shop: ScriptedShop, open_page: OpenPage) -> None:
    page = open_page()
    ready(page)
    page.get_by_test_id("mic").focus()
    page.keyboard.down("Space")
    expect(page.get_by_test_id("mic")).to_have_attribute("data-phase", "held")
    wait(lambda: len(shop.of("input_audio_buffer.append")) > 15, page)
    page.keyboard.up("Space")
    wait(lambda: shop.of("response.create"), page)
    kinds = shop.kinds()
    assert kinds[-4:] == [
        "session.update",
        "input_audio_buffer.clear",
        "input_audio_buffer.commit",
        "response.create",
    ]
    detection = shop.of("session.update")[-1]["session"]["audio"]["input"]["turn_detection"]
    assert detection is None


def test_clicks_change_cart_board_and_comparison(shop: ScriptedShop, open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "boots")
    cards = page.get_by_test_id("product-card")
    cards.nth(1).get_by_test_id("add-to-cart").click()
    expect(page.get_by_test_id("cart-count")).to_have_text("1")
    assert shop.requests[-1].body == {"product_id": "p2", "quantity": 1, "variant_id": "p2-v"}
    page.get_by_test_id("open-cart").click()
    page.get_by_role("button", name="One more").click()
    expect(page.get_by_test_id("cart-total")).to_have_text("$194")
    assert shop.requests[-1] == Request("change", "0123456789abcdef", {"quantity": 2})
    expect(page.get_by_test_id("checkout")).to_have_attribute("href", "https://shop.example/pay")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("open-cart")).to_be_focused()
    cards.nth(0).get_by_test_id("save").click()
    expect(cards.nth(0).get_by_test_id("save")).to_have_attribute("aria-pressed", "true")
    # A product in two sizes asks which, and shows what is sold out.
    cards.nth(0).get_by_test_id("add-to-cart").click()
    detail = page.get_by_test_id("detail")
    expect(detail.get_by_role("radio", name="9")).to_be_disabled()
    expect(detail.get_by_test_id("detail-add")).to_be_disabled()
    detail.get_by_role("radio", name="8").check(force=True)
    detail.get_by_test_id("detail-add").click()
    expect(detail).to_be_hidden()
    assert shop.requests[-1].body["variant_id"] == "p1-8"
    assert shop.reported == [("view", "p1", None)]
    cards.nth(1).get_by_test_id("open-product").click()
    expect(detail).to_be_visible()
    page.keyboard.press("Escape")
    wait(lambda: len(shop.reported) == 3, page)
    assert sorted(shop.reported[1:], key=str) == [("click", "p2", 2), ("view", "p2", None)]
    for index in (0, 1):
        cards.nth(index).get_by_test_id("compare-toggle").click()
    page.get_by_test_id("compare-open").click()
    rows = page.get_by_test_id("compare").locator("tbody tr")
    expect(rows.filter(has_text="Price")).to_have_class("differs")
    expect(rows.filter(has_text="Features")).not_to_have_class("differs")
    expect(page.get_by_test_id("compare")).to_contain_text("2 boots.")


def test_a_wish_is_taken_back_by_its_chip(shop: ScriptedShop, open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "boots")
    page.get_by_role("button", name="Forget the budget").first.click()
    wait(lambda: len(shop.of("conversation.item.create")) == 2, page)
    said = shop.of("conversation.item.create")[-1]["item"]["content"][0]["text"]
    assert said == "forget the budget"


def test_a_muted_page_asks_for_text(shop: ScriptedShop, open_page: OpenPage) -> None:
    page = open_page()
    ready(page)
    page.get_by_test_id("mute").click()
    ask(page, "boots")
    assert shop.of("response.create")[-1]["response"]["output_modalities"] == ["text"]
    page.wait_for_timeout(200)
    assert shop.of("aisle.playback.position") == []


def test_a_blocked_microphone_is_explained(open_page: OpenPage) -> None:
    page = open_page(allow=False)
    ready(page)
    page.get_by_test_id("mic").click()
    expect(page.get_by_test_id("notice")).to_contain_text("blocked for this page")
    expect(page.get_by_test_id("mic")).to_have_attribute("data-phase", "off")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280), ("light", 1280)])
def test_everything_has_a_name_room_and_contrast(
    open_page: OpenPage, scheme: str, width: int
) -> None:
    page = open_page(scheme=scheme, width=width)
    ready(page)
    assert page.evaluate(WEAK_TEXTS) == []
    ask(page, "boots")
    expect(page.locator(".card.named")).to_have_count(0)
    assert page.evaluate(WEAK_TEXTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    nameless = """[...document.querySelectorAll('button, a[href], input')].filter((e) =>
      e.checkVisibility() && !e.closest('[aria-hidden=true]') &&
      !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length))
      .map((e) => e.outerHTML)"""
    assert page.evaluate(nameless) == []
    small = """[...document.querySelectorAll('button, a[href], input')].filter((e) =>
      e.checkVisibility() && !e.closest('[aria-hidden=true]') && !e.classList.contains('skip'))
      .map((e) => [e.getBoundingClientRect(), e]).filter(([b]) => b.width < 24 || b.height < 24)
      .map(([b, e]) => `${b.width}x${b.height} ${e.className}`)"""
    assert page.evaluate(small) == []
    for name, opener in (("why", "open-why"), ("cart", "open-cart"), ("boards", "open-boards")):
        page.get_by_test_id(opener).click()
        expect(page.get_by_test_id(name)).to_be_visible()
        assert page.evaluate(WEAK_TEXTS) == [], name
        page.keyboard.press("Escape")


def test_all_can_be_reached_by_keys_in_order(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "boots")
    page.evaluate("document.querySelector('a, button, input').focus()")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.dataset.testid ?? ''"))
        if seen[-1] == "send":
            break
    wanted = ["open-boards", "open-cart", "open-why", "forget", "open-product", "add-to-cart"]
    places = [seen.index(name) for name in [*wanted, "mic", "text", "send"]]
    assert places == sorted(places)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("d")
    expect(page.get_by_test_id("strip")).to_contain_text("412 ms")


def test_the_vendored_livekit_client_loads_under_the_policy(open_page: OpenPage) -> None:
    page = open_page()
    version = page.locator("script[type=module]").get_attribute("src") or ""
    vendor = version.replace("js/app.js", "vendor/livekit-client.umd.js")
    kind = page.evaluate(
        "async (url) => { await import(url); return typeof LivekitClient.Room }", vendor
    )
    assert kind == "function"
