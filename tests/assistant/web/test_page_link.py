"""The page when the connection is lost, refused, or no room opens."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.assistant.web.conftest import TOKEN, OpenPage, ask, wait
from tests.assistant.web.scripted_shop import PRODUCTS, ScriptedShop, serving

pytestmark = pytest.mark.browser


def test_a_lost_connection_comes_back_as_the_same_session(
    shop: ScriptedShop, open_page: OpenPage
) -> None:
    page = open_page()
    ask(page, "boots")
    shop.open = False  # else the page may be back before anybody looks
    shop.drop(1012)
    expect(page.get_by_test_id("notice")).to_contain_text("restarting")
    shop.open = True
    wait(lambda: len(shop.sessions) == 2, page)
    assert shop.sessions[0] == shop.sessions[1]
    expect(page.get_by_test_id("notice")).to_have_count(0)
    expect(page.get_by_test_id("product-card")).to_have_count(len(PRODUCTS))
    shop.drop(4003)
    expect(page.get_by_test_id("notice")).to_contain_text("another window")
    page.wait_for_timeout(1_000)
    assert len(shop.sessions) == 2
    page.get_by_role("button", name="Reconnect now").click()
    wait(lambda: len(shop.sessions) == 3, page)


def test_a_short_loss_of_the_network_is_told_and_over(
    shop: ScriptedShop, open_page: OpenPage
) -> None:
    page = open_page()
    ask(page, "boots")
    page.context.set_offline(True)
    expect(page.get_by_test_id("notice")).to_contain_text("offline")
    page.context.set_offline(False)  # the socket outlived it
    expect(page.get_by_test_id("notice")).to_have_count(0)
    assert len(shop.sessions) == 1


def test_who_comes_back_after_an_hour_just_goes_on(shop: ScriptedShop, open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "boots")
    shop.drop(4002)
    expect(page.get_by_test_id("link")).to_have_attribute("data-phase", "closed")
    page.get_by_test_id("text").fill("tents")
    page.get_by_test_id("text").press("Enter")
    wait(lambda: len(shop.of("conversation.item.create")) == 2, page)
    assert len(shop.sessions) == 2
    assert shop.sessions[0] == shop.sessions[1]
    expect(page.get_by_test_id("text")).to_have_value("")
    expect(page.get_by_test_id("notice")).to_have_count(0)


def test_nobody_talks_to_a_closed_door(shop: ScriptedShop, open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "boots")
    page.get_by_test_id("mic").click()
    expect(page.get_by_test_id("mic")).to_have_attribute("data-phase", "on")
    shop.drop(4401)
    expect(page.get_by_test_id("notice")).to_contain_text("timed out")
    expect(page.get_by_test_id("mic")).to_have_attribute("data-phase", "off")
    page.get_by_test_id("mic").click()
    expect(page.get_by_test_id("mic")).to_have_attribute("data-phase", "off")
    page.get_by_test_id("text").fill("tents")
    page.get_by_test_id("text").press("Enter")
    expect(page.get_by_test_id("text")).to_have_value("tents")  # not lost
    assert len(shop.sessions) == 1


def test_a_page_without_a_way_into_rooms_talks_through_the_socket(
    browser: Browser, tmp_path: Path
) -> None:
    shop = ScriptedShop()
    with serving(shop, tmp_path, livekit_url="ws://127.0.0.1:9") as url:  # nobody is there
        page = browser.new_page()
        page.goto(f"{url}/#token={TOKEN}")
        wait(lambda: len(shop.sessions) == 1, page)
        ask(page, "boots")
        assert shop.rooms == 2
        page.close()
