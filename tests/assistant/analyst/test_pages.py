"""The analysts' pages in a real browser, before answers that were made up once."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.analyst.site import VIEWS
from tests.assistant.analyst.conftest import ready
from tests.assistant.analyst.recorded import HOSTILE, KEY, SESSION, Recorded
from tests.assistant.web.contrast import WEAK_TEXTS

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

OPENED = ("/unmet?open=c1", "/experiments?open=greeting", f"/sessions?open={SESSION}")
MOST_QUESTIONS = 8
"""Six of the page, and what every page asks once: measures and segments."""


def _is_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_every_page_opens_without_fault_and_is_readable(
    open_page: OpenPage, recorded: Recorded
) -> None:
    page = open_page()
    titles = page.locator(".pages a").all_inner_texts()
    assert len(titles) == len(VIEWS) + 1
    for title in titles:
        recorded.asked.clear()
        page.locator(".pages").get_by_text(title, exact=True).click()
        expect(page.locator("h1")).to_have_text(title)
        _is_whole(page, recorded)
    for path in OPENED:
        recorded.asked.clear()
        page.goto(f"{page.url.split('/analyst')[0]}/analyst{path}")
        _is_whole(page, recorded)


def _is_whole(page: Page, recorded: Recorded) -> None:
    ready(page)
    assert len(recorded.asked) <= MOST_QUESTIONS, page.url
    expect(page.get_by_test_id("trouble")).to_have_count(0)
    expect(page.locator(".pages [aria-current]")).to_have_count(1)
    assert "could not be drawn" not in page.inner_text("body"), page.url
    assert page.locator("main img, main b, main i").count() == 0, page.url
    if page.locator(".drawing").count():
        expect(page.locator(".drawing svg").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_and_width_on_a_phone_and_in_the_dark(open_page: OpenPage, scheme: str) -> None:
    page = open_page(width=390, scheme=scheme)
    for path in ("", "/turns", *OPENED, "/review"):
        page.goto(f"{page.url.split('/analyst')[0]}/analyst{path}")
        ready(page)
        assert page.evaluate(WEAK_TEXTS) == [], path
        assert not _is_wider_than_the_screen(page), path


def test_a_drill_down_by_mouse_from_a_chart_to_a_recording(open_page: OpenPage) -> None:
    page = open_page("/intents")
    page.locator('#bars svg a[aria-label^="refine,"]').click()
    expect(page).to_have_url(re.compile("intent=refine"))
    expect(page.get_by_test_id("chips")).to_contain_text("Intent: refine")
    ready(page)
    page.locator('#by-day svg a[aria-label*="Oct 14"]').click()
    expect(page).to_have_url(re.compile("from=2026-10-14&to=2026-10-14"))
    ready(page)
    page.get_by_test_id("turn-link").first.click()
    expect(page.get_by_test_id("story")).to_contain_text("red boots")
    assert "intent=refine" in page.url
    page.get_by_test_id("play").click()
    expect(page.locator("audio")).to_be_visible()
    page.go_back()
    ready(page)
    expect(page.locator("h1")).to_have_text("Intents")


def test_a_drill_down_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/intents")
    bars = page.locator("#bars svg a")
    expect(bars.first).to_be_visible()  # drawn a moment after its numbers came
    page.get_by_test_id("choose-measure").focus()
    page.keyboard.press("Tab")  # CSV
    page.keyboard.press("Tab")
    expect(page.locator('#bars svg a[aria-label="find, 1,200"]')).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator('#bars svg a[aria-label="compare, 940"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("intent=compare"))


def test_what_is_chosen_is_in_the_address_and_survives_a_reload(
    open_page: OpenPage, recorded: Recorded
) -> None:
    page = open_page("/turns")
    page.get_by_test_id("filter-modality").select_option("=voice")
    page.get_by_test_id("filter-intent").select_option("=")
    page.get_by_test_id("date-from").fill("2026-10-10")
    page.get_by_test_id("date-from").blur()
    page.get_by_test_id("words").fill("red & <b>")
    page.get_by_test_id("words").press("Enter")
    expect(page).to_have_url(re.compile(r"q=red"))
    ready(page)
    recorded.asked.clear()
    page.reload()
    ready(page)
    asked = next(each for each in recorded.asked if each.startswith("turns?"))
    for part in ("modality=voice", "intent=&", "from=2026-10-10", "q=red+%26+%3Cb%3E"):
        assert part in asked + "&"
    expect(page.get_by_test_id("filter-modality")).to_have_value("=voice")
    expect(page.get_by_test_id("words")).to_have_value("red & <b>")
    expect(page.get_by_test_id("chips").get_by_role("listitem")).to_have_count(3)
    page.get_by_test_id("chips").get_by_text("Modality: voice").click()
    ready(page)
    expect(page.get_by_test_id("filter-modality")).to_have_value("")
    assert "modality" not in page.url


def test_a_sort_is_a_link(open_page: OpenPage) -> None:
    page = open_page("/unmet")
    page.locator("#list th a", has_text="Turns").click()
    ready(page)
    assert page.locator("#list tbody tr").first.inner_text().startswith("<b>wool</b>")
    page.locator("#list th a", has_text="Turns").click()
    ready(page)
    assert page.locator("#list tbody tr").first.inner_text().startswith("purple")
    expect(page.locator("#list th[aria-sort]")).to_have_attribute("aria-sort", "ascending")


def test_markup_in_a_transcript_stays_text(open_page: OpenPage) -> None:
    page = open_page(f"/sessions?open={SESSION}")
    expect(page.get_by_test_id("said").first).to_have_text(HOSTILE)
    page.goto(page.url.split("/analyst")[0] + "/analyst/unmet?open=c1")
    expect(page.get_by_test_id("cluster-label")).to_have_text("<b>wool</b> hammock")
    assert "<b>wool</b> hammock" in (page.locator("#chart svg").text_content() or "")
    assert page.evaluate("document.querySelectorAll('main img, main b').length") == 0
    assert page.title() == "Unmet demand · Intent log"


def test_csv_of_a_table(open_page: OpenPage, recorded: Recorded, tmp_path: Path) -> None:
    page = open_page("/intents?modality=voice")
    with page.expect_download() as download:
        page.get_by_test_id("table-csv").click()
    download.value.save_as(tmp_path / "a.csv")
    assert download.value.suggested_filename == "figures.csv"
    assert (tmp_path / "a.csv").read_text().startswith("intent,turns,")
    assert "format=csv" in recorded.asked[-1]
    assert "modality=voice" in recorded.asked[-1]


def test_an_empty_range_says_so_and_offers_what_there_is(open_page: OpenPage) -> None:
    page = open_page("/intents?from=2020-01-01&to=2020-01-07")
    empty = page.locator("#bars").get_by_test_id("empty")
    expect(empty).to_contain_text("Nothing was logged in these dates.")
    empty.get_by_test_id("offer").click()
    ready(page)
    expect(page).to_have_url(re.compile("from=2026-10-01&to=2026-10-28"))
    expect(page.locator("#bars svg")).to_be_visible()


def test_a_wrong_key_is_refused_and_a_right_one_stays_in_the_tab(
    open_page: OpenPage, address: str
) -> None:
    page = open_page("/funnel", key=None, expects=("401",))
    page.get_by_test_id("key").fill("wrong")
    page.get_by_test_id("sign-in-button").click()
    expect(page.get_by_test_id("sign-in-trouble")).to_contain_text("not known")
    assert page.evaluate("sessionStorage.getItem('aisle.token')") is None
    page.get_by_test_id("key").fill(KEY)
    page.get_by_test_id("key").press("Enter")
    ready(page)
    expect(page.locator("#funnel svg")).to_be_visible()
    page.reload()
    ready(page)
    assert KEY not in page.url
    assert page.evaluate("localStorage.getItem('aisle.token')") is None
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_test_id("sign-in")).to_be_visible()
    assert page.locator("#panels *").count() == 0


def test_trouble_is_one_sentence_and_can_be_tried_again(
    open_page: OpenPage, recorded: Recorded
) -> None:
    recorded.fails.add("funnel")
    page = open_page("/funnel", expects=("503",))
    expect(page.get_by_test_id("trouble").first).to_contain_text("The tables cannot be read")
    recorded.fails.clear()
    page.get_by_test_id("retry").first.click()
    expect(page.locator("#funnel svg")).to_be_visible()


def test_null_is_a_gap_and_few_are_marked(open_page: OpenPage) -> None:
    page = open_page("/intents?measure=relaxed_share")
    label = page.locator('#bars svg a[aria-label*="unclear"]').get_attribute("aria-label")
    assert label == "unclear, 31 %, n = 7, too few"
    assert page.locator('#bars svg a[aria-label^="compare"]').count() == 0
    line = page.locator('#by-day svg g[aria-label="line"] path').first.get_attribute("d")
    assert line is not None
    assert line.count("M") > 1
    expect(page.locator("#by-day figcaption")).to_contain_text("4 days with nothing to count")


def test_a_view_is_saved_by_name_and_found_again(open_page: OpenPage, recorded: Recorded) -> None:
    page = open_page("/unmet?from=2026-10-02&to=2026-10-09&kind=brand")
    page.get_by_test_id("save-view").click()
    page.get_by_test_id("view-name").fill("Brands <b>we lack")
    page.get_by_test_id("view-save").click()
    expect(page.get_by_test_id("naming")).to_be_hidden()
    assert [*recorded.views.values()] == ["/analyst/unmet?from=2026-10-02&to=2026-10-09&kind=brand"]
    page.goto(page.url.split("/analyst")[0] + "/analyst/views")
    page.get_by_test_id("views-list").get_by_text("Brands <b>we lack").click()
    expect(page).to_have_url(re.compile("kind=brand"))
    ready(page)
    page.goto(page.url.split("/analyst")[0] + "/analyst/views")
    page.get_by_test_id("delete-view").click()
    expect(page.get_by_text("None is saved yet.")).to_be_visible()


def test_one_click_teaches_a_word_and_a_label_is_sent(
    open_page: OpenPage, recorded: Recorded
) -> None:
    page = open_page("/misheard")
    page.get_by_label("Add Cairnsley to the vocabulary").press("Enter")
    expect(page.get_by_test_id("hearing-terms")).to_contain_text("Cairnsley")
    assert recorded.changed[-1] == ("POST", "hearing-terms", {"term": "Cairnsley"})
    expect(page.get_by_label("Add Rokanda to the vocabulary")).to_be_focused()
    expect(page.locator("#misheard tbody tr").nth(1)).to_contain_text("in the vocabulary")
    page.goto(page.url.split("/analyst")[0] + "/analyst/review")
    ready(page)
    page.get_by_label("Intent that it really was").first.select_option("refine")
    page.get_by_label("Note").first.fill("it meant boats")
    page.get_by_test_id("disagree").first.press("Enter")
    expect(page.locator("#announce")).to_have_text("Labelled: disagree.")
    label = {"verdict": "disagree", "intent": "refine", "note": "it meant boats"}
    assert recorded.changed[-1] == ("POST", "review/q-1", label)
    page.get_by_test_id("sample").click()
    expect(page.locator("#announce")).to_have_text("3 turns were added.")


def test_a_queue_is_labelled_by_keyboard_from_turn_to_turn(
    open_page: OpenPage, recorded: Recorded
) -> None:
    page = open_page("/review")
    turns = page.get_by_test_id("review")
    expect(turns.first.get_by_test_id("before")).to_contain_text("boots for the rain")
    expect(turns.first.get_by_test_id("titles")).to_contain_text("Boot <i>one</i>")
    turns.first.get_by_test_id("disagree").press("Enter")
    expect(turns.nth(1).get_by_test_id("agree")).to_be_focused()
    expect(page.get_by_test_id("review-counts")).to_have_text("2 waiting, 0 agreed, 1 disagreed.")
    page.keyboard.press("Enter")
    expect(turns.nth(2).get_by_test_id("agree")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("review-counts")).to_have_text("0 waiting, 2 agreed, 1 disagreed.")
    expect(turns.nth(2).get_by_test_id("agree")).to_be_focused()
    assert [path for _, path, _ in recorded.changed] == ["review/q-1", "review/q-2", "review/q-3"]


def test_a_reversed_range_is_told_once_and_asked_of_nothing(
    open_page: OpenPage, recorded: Recorded
) -> None:
    page = open_page("?from=2026-10-20&to=2026-10-01")
    expect(page.get_by_test_id("trouble")).to_have_text(
        "The range begins on Oct 20, 2026, after its end Oct 1, 2026. Show Oct 1 – Oct 20, 2026."
    )
    assert not [asked for asked in recorded.asked if asked.startswith("figures")]
    page.get_by_test_id("turn-round").click()
    ready(page)
    expect(page.get_by_test_id("trouble")).to_have_count(0)


def test_a_day_that_is_not_over_is_left_out_or_told(
    open_page: OpenPage, recorded: Recorded
) -> None:
    recorded.today = "2026-10-28"
    page = open_page()
    expect(page.get_by_test_id("date-to")).to_have_value("2026-10-27")
    expect(page.get_by_test_id("unfinished")).to_have_count(0)
    page.goto(page.url.split("/analyst")[0] + "/analyst?from=2026-10-14&to=2026-10-28")
    ready(page)
    expect(page.get_by_test_id("unfinished")).to_contain_text("Oct 28 is not over")
    told = page.locator("#days figcaption").first
    expect(told).to_contain_text(re.compile(r"on Oct 27.*Oct 28 is not over: [\d,]+ so far"))
    page.get_by_role("link", name="Today").click()
    expect(page).to_have_url(re.compile("from=2026-10-28&to=2026-10-28"))


def test_a_wide_table_names_what_is_out_of_sight(open_page: OpenPage) -> None:
    page = open_page("/unmet", width=390)
    told = page.locator("#list").get_by_test_id("more-columns")
    expect(told).to_be_visible()
    expect(told).to_contain_text("Trend")
    expect(told).to_contain_text("Examples")
    page.locator("#list .scroll").evaluate("box => { box.scrollLeft = box.scrollWidth }")
    expect(told).not_to_contain_text("Examples")
    page.set_viewport_size({"width": 1900, "height": 900})
    expect(told).to_be_hidden()


def test_a_trend_that_cannot_be_told_has_no_arrow(open_page: OpenPage) -> None:
    page = open_page("/unmet")
    rows = page.locator("#list tbody tr")
    expect(rows.first).to_contain_text("↑ up 40 % (+10 % to +80 %)")
    expect(rows.nth(1)).to_contain_text("cannot tell (-60 % to +50 %)")


def test_csv_of_turns_asks_for_all_of_them(open_page: OpenPage, recorded: Recorded) -> None:
    page = open_page("/turns?modality=voice")
    with page.expect_download():
        page.get_by_test_id("turns-csv").click()
    assert recorded.asked[-1].startswith("turns?")
    assert "limit" not in recorded.asked[-1]
    assert "modality=voice" in recorded.asked[-1]


def test_a_slow_answer_to_an_earlier_choice_is_dropped(open_page: OpenPage) -> None:
    page = open_page("/intents")
    page.get_by_test_id("choose-measure").select_option("relaxed_share")
    page.get_by_test_id("choose-measure").select_option("click_through")
    ready(page)
    expect(page.locator("#bars h2")).to_have_text(re.compile("Click through by intent", re.I))
    expect(page.locator("#bars figure")).to_have_count(1)


def test_on_paper_there_is_nothing_to_press(open_page: OpenPage) -> None:
    page = open_page(scheme="dark")
    page.emulate_media(media="print")
    for pressed in ("nav", ".tools", ".dates", ".filters", ".panel-tools"):
        assert not page.locator(pressed).first.is_visible(), pressed
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert "Oct 1 – Oct 28, 2026" in page.evaluate(
        "getComputedStyle(document.body,'::before').content"
    )
    assert page.evaluate(WEAK_TEXTS) == []
    assert len(page.pdf(format="A4")) > 10_000
