"""The report of an eval, opened from the disk in a real browser."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.report.write import write_report
from tests.evals.report.made_run import made_run
from tests.patience import PATIENCE_S
from tests.watched import watch

pytestmark = pytest.mark.browser

FAILED = "boots-2-correction%230@crowd%2010%20dB"
SPOKEN = "boots-1%230@crowd%2010%20dB"

Open = Callable[..., Page]

NAMES = Path(__file__).with_name("names.js").read_text(encoding="utf-8")
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
INLINE = """() => {
  const script = document.createElement('script');
  script.textContent = 'document.body.dataset.hacked = 5';
  document.body.append(script);
}"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of a run against a baseline, its sounds within."""
    folder = tmp_path_factory.mktemp("report")
    before = made_run(folder / "before")
    return write_report(made_run(folder / "after", worse=True), before).page


@pytest.fixture
def open_report(browser: Browser, report: Path) -> Iterator[Open]:
    """Return what opens the page; it may report no fault and ask for nothing but itself."""
    faults: list[str] = []
    contexts = []

    def opened(
        place: str = "", *, page: Path = report, expects: tuple[str, ...] = (), **options: Any
    ) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        context.set_default_timeout(PATIENCE_S * 1000)
        tab = context.new_page()
        watch(tab, (page.parent.as_uri(), "data:"), faults, expects)
        tab.goto(page.as_uri() + place)
        tab.wait_for_selector("html[data-ready]")
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def test_it_opens_with_the_summary_first(open_report: Open, pictures: Path) -> None:
    page = open_report()
    expect(page.locator(".headline").first).to_contain_text("pass^1")
    expect(page.locator(".headline").first).to_contain_text("95 %:")
    expect(page.locator('[data-must="facts_wrong"]')).to_contain_text("broken 4 times")
    expect(page.locator('[data-must="cart_untouched"]')).to_contain_text("holds")
    headings = page.locator("h2").all_text_contents()
    assert headings == ["Summary", "Against the baseline", "Charts", "Conversations", "Stamp"]
    expect(page.locator("#summary")).to_contain_text("old-mug (mugs.yaml:3): No product fits.")
    page.screenshot(path=pictures / "report.png", full_page=True)


def test_without_a_baseline_and_stopped_it_says_so(open_report: Open, tmp_path: Path) -> None:
    path = write_report(made_run(tmp_path, stopped=True), sounds="none").page
    page = open_report(page=path)
    expect(page.get_by_role("note").first).to_contain_text("3 trials of 48 were not played")
    expect(page.locator("#compared")).to_be_hidden()


def test_filters_narrow_the_list_and_live_in_the_address(open_report: Open) -> None:
    page = open_report()
    count = page.locator(".count")
    expect(count).to_have_text("48 conversations of 48 in 12 scenarios")
    page.locator("#filter-verdict").select_option("failed")
    expect(count).to_have_text("8 conversations of 48 in 3 scenarios")
    page.locator("#filter-condition").select_option("typed")
    expect(count).to_have_text("4 conversations of 48 in 3 scenarios")
    assert page.url.endswith("#verdict=failed&condition=typed")
    page.locator("#filter-q").fill("fix correction")
    expect(count).to_contain_text("0 conversations")
    page.locator("#filter-q").fill("only correction")
    expect(count).to_contain_text("1 conversation ")
    page.reload()
    expect(count).to_contain_text("1 conversation ")
    page.get_by_role("button", name="clear all").click()
    expect(count).to_contain_text("48 conversations")
    page.go_back()
    expect(count).to_contain_text("1 conversation ")


def test_a_click_on_a_chart_filters(open_report: Open) -> None:
    page = open_report()
    page.locator('[data-chart="success-by-tag"] a').filter(
        has=page.locator('path[aria-label^="cart"]')
    ).first.click()
    expect(page.locator(".count")).to_have_text("4 conversations of 48 in 1 scenario")
    expect(page.get_by_role("button", name="Remove the filter tag cart")).to_be_visible()


def test_a_link_leads_to_a_turn(open_report: Open) -> None:
    page = open_report(f"#trial={FAILED}&turn=2")
    turn = page.locator("#turn-2")
    expect(turn).to_be_in_viewport()
    expect(turn).to_have_class(re.compile("chosen"))
    expect(turn.locator(".repair")).to_contain_text("only under")
    expect(turn.locator(".repair del")).to_contain_text("one fifteen")
    expect(turn.locator(".repair ins")).to_contain_text("115")
    expect(turn.locator(".expected tr.failed")).to_have_count(2)
    page.goto(page.url.split("#")[0] + "#trial=no-such%230@typed")
    expect(page.locator("#talk")).to_contain_text("There is no conversation no-such#0@typed")


def test_what_is_wrong_is_marked_in_the_reply(open_report: Open) -> None:
    page = open_report("#trial=question%230@typed&turn=2")
    expect(page.locator("#turn-2 .reply mark").first).to_contain_text("89.00")
    page.goto(page.url.split("#")[0] + "#trial=barge-in%230@typed&turn=2")
    expect(page.locator("#turn-2 .unheard")).to_contain_text("Torvane Fjord Low")


def test_the_baseline_stands_beside_it(open_report: Open, pictures: Path) -> None:
    page = open_report("#trial=two-topics%230@typed")
    page.get_by_role("button", name="Show the baseline beside").click()
    sides = page.locator("#turn-2 .sides > div")
    expect(sides).to_have_count(2)
    expect(sides.nth(1).locator('[data-part="state"]')).to_contain_text("at most 149.99")
    expect(sides.nth(0).locator("div.changed")).to_have_count(2)
    page.screenshot(path=pictures / "report-beside.png")
    page = open_report("#change=now_failing")
    expect(page.locator(".count")).to_contain_text("2 conversations")


def test_a_recording_plays_and_seeks(open_report: Open) -> None:
    page = open_report(f"#trial={SPOKEN}")
    sound = page.locator("#turn-1 .sound").nth(1)
    sound.get_by_role("button").click()
    expect(sound).to_have_attribute("data-state", "playing")
    expect(sound).to_have_attribute("data-state", "ended")
    box = sound.locator(".wave").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    now = sound.get_by_role("slider")
    expect(now).to_have_attribute("aria-valuenow", re.compile(r"^(0\.9|1\.0|1\.1)$"))
    now.press("ArrowRight")
    expect(now).to_have_attribute("aria-valuenow", re.compile(r"^(1\.9|2\.0)$"))
    missing = page.locator('#turn-3 [data-part="said"]')
    expect(missing).to_contain_text("The recording is missing.")


def test_a_recording_beside_the_page_plays(open_report: Open, tmp_path: Path) -> None:
    made = write_report(made_run(tmp_path / "run"), sounds="beside")
    moved = tmp_path / "else where"
    shutil.copytree(made.page.parent, moved)
    page = open_report(f"#trial={SPOKEN}", page=moved / made.page.name)
    sound = page.locator("#turn-1 .sound").first
    sound.get_by_role("button").click()
    expect(sound).to_have_attribute("data-state", "ended")


def test_nothing_that_was_said_runs(open_report: Open) -> None:
    page = open_report(
        "#trial=markup%230@typed",
        expects=("Content Security Policy", "TrustedHTML", "TrustedScript"),
    )
    expect(page.locator("#turn-1 .said")).to_contain_text("<img src=x onerror=")
    for key in ("]", "]", "j", "k"):
        page.keyboard.press(key)
    page.goto(page.url.split("#")[0] + "#trial=<img src=x onerror=document.body.dataset.hacked=3>")
    page.goto(page.url.split("#")[0] + "#tag=javascript:alert(1)&q=<script>")
    page.locator("#filter-q").fill("<img src=x onerror=document.body.dataset.hacked=4>")
    with pytest.raises(Exception, match="TrustedScript"):
        page.evaluate(INLINE)
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("() => { document.body.innerHTML = '<b>x</b>'; }")
    assert page.evaluate("document.body.dataset.hacked") is None
    assert page.locator("main img, main script, main iframe").count() == 0


def test_it_can_be_read_by_keys(open_report: Open) -> None:
    page = open_report()
    page.keyboard.press("j")
    first = page.locator(".trial[aria-current]")
    expect(first).to_have_count(1)
    key = first.get_attribute("data-key")
    page.keyboard.press("j")
    expect(page.locator(".trial[aria-current]")).not_to_have_attribute("data-key", key or "")
    page.keyboard.press("k")
    expect(page.locator(".trial[aria-current]")).to_have_attribute("data-key", key or "")
    for turn in (1, 2):
        page.keyboard.press("]")
        expect(page.locator(f"#turn-{turn}")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#filter-q")).to_be_focused()
    page.keyboard.type("jk]")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_has_a_name_and_can_be_read(
    open_report: Open, pictures: Path, scheme: str
) -> None:
    for place in (
        f"#trial={FAILED}",
        "#trial=gift-model%230@typed",
        "#trial=two-topics%230@typed&side=1",
    ):
        page = open_report(place, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert page.evaluate(NAMES) == []
        found = page.evaluate(CONTRAST)
        assert found["faults"] == []
        assert found["seen"] > 300
        page.screenshot(path=pictures / f"report-{scheme}.png")


def test_there_is_room_at_any_width(open_report: Open, pictures: Path) -> None:
    page = open_report(f"#trial={FAILED}&turn=2")
    for width in (320, 390, 768, 1440, 3840):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=pictures / f"report-{width}.png")


def test_it_prints(open_report: Open, pictures: Path) -> None:
    page = open_report(
        f"#trial={FAILED}", color_scheme="dark", viewport={"width": 794, "height": 1100}
    )
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator("#turn-2")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    page.screenshot(path=pictures / "report-print.png", full_page=True)


def test_the_json_beside_it_is_what_it_shows(open_report: Open, report: Path) -> None:
    beside = json.loads(report.with_name("report.json").read_text(encoding="utf-8"))
    page = open_report()
    within = page.evaluate("JSON.parse(document.getElementById('content').textContent)")
    assert within == beside
