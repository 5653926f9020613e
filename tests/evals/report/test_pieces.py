"""Wordings, joined scripts, cleaned drawings, embedded JSON, charts."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures.score_run import score_run
from evals.report.charts import charts_of, drawn
from evals.report.drawing import cleaned, draw
from evals.report.expected import in_words, wish_in_words
from evals.report.judged import Judged
from evals.report.modules import joined
from evals.report.page import embeddable
from evals.report.wording import differences, same_words
from evals.statistics.figures import figures_of
from tests.evals.report.made_run import made_run

WORDS = st.lists(st.sampled_from(["boots", "under", "150", "not", "night", "Nike"])).map(" ".join)


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_back(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert " ".join(text for kind, text in pieces if kind in "=+").split() == after.split()
    assert " ".join(text for kind, text in pieces if kind in "=-").split() == before.split()


def test_case_and_punctuation_are_no_difference() -> None:
    assert same_words("Boots, please.", "boots please")
    assert differences("Boots, please.", "boots please") == [("=", "boots please")]


@given(st.text() | st.sampled_from(["</script>", "<!--", "\u2028", "\ud800", "&lt;"]))
def test_embedded_json_is_the_same_and_ends_no_script(text: str) -> None:
    told = embeddable({"said": text})
    assert not set("<>&\u2028\u2029") & set(told)
    assert json.loads(told) == {"said": text}


def test_modules_are_joined_in_the_order_of_their_needs(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import {b} from "./b.js";\nb();\n')
    (tmp_path / "b.js").write_text("const mine = 1;\nexport function b() {}\n")
    script = joined(tmp_path, "a")
    assert script.index("const m_b") < script.index("const {b} = m_b;")
    assert "import" not in script
    assert "export" not in script


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('import {b} from "./b.js";', 'import {a} from "./a.js";'),
        ('import {b} from "./b.js";', "export default 1;"),
        ('import * as b from "./b.js";', ""),
    ],
)
def test_modules_that_cannot_be_joined_are_refused(tmp_path: Path, first: str, second: str) -> None:
    (tmp_path / "a.js").write_text(first)
    (tmp_path / "b.js").write_text(second)
    with pytest.raises(ValueError, match=r"cannot be joined|need each other"):
        joined(tmp_path, "a")


def test_a_drawing_keeps_no_script_and_no_address() -> None:
    svg = cleaned(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' width="9" height="9" onload="x()"><script>x()</script><foreignObject/>'
        '<a xlink:href="https://vega.github.io/data/#tag=a%20b"><path fill="#a00001"/></a>'
        '<a xlink:href="javascript:x()"><path style="fill:red" onclick="x()"/></a></svg>',
        "Chart",
    )
    assert "script" not in svg
    assert "foreignObject" not in svg
    assert "onload" not in svg
    assert "onclick" not in svg
    assert "style" not in svg
    assert 'href="#tag=a%20b"' in svg
    assert 'fill="var(--accent)"' in svg


def test_charts_carry_links_names_and_the_same_numbers_as_tables(tmp_path: Path) -> None:
    run = made_run(tmp_path)
    scored = score_run(run)
    judged = Judged(run, scored, figures_of(scored))
    charts = charts_of(judged, None, {"boots-1#0@crowd 10 dB": "hearing_terms"})
    drawings = drawn(charts, draw)
    assert set(drawings) == {chart["id"] for chart in charts if not chart["missing"]}
    tags = ElementTree.fromstring(drawings["success-by-tag"])
    links = {e.get("{http://www.w3.org/1999/xlink}href") for e in tags.iter()} - {None}
    chart = next(c for c in charts if c["id"] == "success-by-tag")
    assert links == set(chart["links"])
    assert "#tag=hard" in links
    loss = next(c for c in charts if c["id"] == "loss-by-cause")
    assert loss["rows"] == [["hearing terms", "1"]]
    latency = next(c for c in charts if c["id"] == "first-audio")
    assert latency["rows"][0] == ["median", 445]
    assert sum(int(row[1]) for row in latency["rows"][2:]) == 64


def test_what_is_wanted_is_told_in_words() -> None:
    assert in_words({"where": {"category": "boots", "price": {"at_most": 150}}, "first": 3}) == (
        "where (category boots; price at most 150); first 3"
    )
    assert in_words([]) == "nothing"
    assert wish_in_words({"not": {"brand": "Nike"}, "soft": True}) == "not brand Nike (soft)"
