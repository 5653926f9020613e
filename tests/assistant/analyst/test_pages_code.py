"""The analysts' modules: run by node, and read for what they must never do."""

import base64
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.analyst.site import CHART_STYLE, POLICY, ROOT, SHARED, VIEWS
from tests.assistant.web.contrast import ratio_of

_TESTS = Path(__file__).parent / "js"
_OURS = sorted((ROOT / "js").rglob("*.js"))
_MARKUP = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc)\b"
)
_OUTSIDE = re.compile(r"""["'(](https?:)?//[\w.-]+""")
_XLINK = "http://www.w3.org/1999/xlink"
MAX_LINES = 250
MAX_BYTES_OF_CHARTS = 500_000


@pytest.mark.skipif(shutil.which("node") is None, reason="node runs the pages' own tests")
def test_the_modules_pass_their_tests() -> None:
    done = subprocess.run(
        ["node", "--test", *map(str, sorted(_TESTS.glob("*.test.mjs")))],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("path", _OURS, ids=lambda path: path.name)
def test_text_is_never_markup_and_nothing_comes_from_elsewhere(path: Path) -> None:
    code = path.read_text()
    assert not _MARKUP.search(code)
    assert not _OUTSIDE.search(code.replace(_XLINK, ""))
    assert len(code.splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", _OURS, ids=lambda path: path.name)
def test_every_import_is_there(path: Path) -> None:
    for named in re.findall(r"""(?:from|import\()\s*'(\.[^']+)'""", path.read_text()):
        found = (path.parent / named).resolve()
        assert found.is_file() or found.relative_to(ROOT).as_posix() in SHARED, named


def test_every_page_of_the_menu_is_served_and_has_its_module() -> None:
    menu = re.findall(r"\['(\w*)', '[^']+', '(\w+)'\]", (ROOT / "js" / "app.js").read_text())
    assert {view for view, _ in menu} == {"", *VIEWS}
    assert {name for _, name in menu} == {path.stem for path in (ROOT / "js" / "pages").iterdir()}


def test_the_document_has_no_inline_script_or_style() -> None:
    page = (ROOT / "index.html").read_text()
    assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
    assert not re.findall(r"<style|\sstyle=|\son\w+=", page)
    assert "http" not in page


def test_the_policy_allows_the_one_style_that_the_chart_library_writes() -> None:
    code = (ROOT / "vendor" / "plot.umd.min.js").read_text()
    written = re.findall(r'append\("style"\)\.text\(`(:where\(\.\$\{c\}\) .*?)`\)', code, re.S)
    assert len(written) == 1
    own = re.findall(r'"(plot-[0-9a-f]{6})"', code)
    text = written[0].replace("${c}", own[0]).replace("\\n", "\n")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert f"sha256-{digest}" == CHART_STYLE
    assert "unsafe" not in POLICY


def test_what_others_wrote_is_named_with_its_licence() -> None:
    readme = (ROOT / "vendor" / "README.md").read_text()
    code = list((ROOT / "vendor").glob("*.js"))
    assert {path.name for path in code} == set(re.findall(r"^\| `([^`]+)`", readme, re.M))
    for name in re.findall(r"`([\w.-]+\.LICENSE)`", readme):
        assert (ROOT / "vendor" / name).stat().st_size > 0
    assert sum(path.stat().st_size for path in code) < MAX_BYTES_OF_CHARTS


def test_marks_stand_out_from_their_ground_in_both_themes() -> None:
    brand = SHARED["shared/brand.css"].read_text()
    frame = (ROOT / "css" / "frame.css").read_text()
    for scheme in ("", '[data-theme="dark"]'):
        selector = re.escape(f":root{scheme} {{") + r"(.*?)\}"
        grounds = re.search(selector, brand, re.S)
        marks = re.search(selector, frame, re.S)
        assert grounds is not None
        assert marks is not None
        raised = re.search(r"--raised: (#\w+)", grounds[1])
        assert raised is not None
        series = re.findall(r"--series-\d: (#\w+)", marks[1])
        assert len(series) == 5
        for colour in series:
            assert ratio_of(colour, raised[1]) >= 3
