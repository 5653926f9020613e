"""The page's own modules: run by node, and read for what they must never do."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.web.site import ROOT
from retrieval.sample import generate

_TESTS = Path(__file__).parent / "js"
_OURS = sorted(path for path in (ROOT / "js").rglob("*.js"))
_MARKUP = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc)\b"
)
_OUTSIDE = re.compile(r"""["'(](https?:)?//[\w.-]+""")
_SVG_NAMES = "http://www.w3.org/2000/svg"
MAX_LINES = 250


@pytest.mark.skipif(shutil.which("node") is None, reason="node runs the page's own tests")
def test_the_modules_pass_their_tests(tmp_path: Path) -> None:
    categories = tmp_path / "categories.txt"
    categories.write_text("\n".join(sorted({product.category for product in generate()})))
    done = subprocess.run(
        ["node", "--test", *map(str, sorted(_TESTS.glob("*.test.mjs")))],
        env={**os.environ, "AISLE_CATEGORIES": str(categories)},
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
    assert not _OUTSIDE.search(code.replace(_SVG_NAMES, ""))
    assert len(code.splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", _OURS, ids=lambda path: path.name)
def test_every_import_is_there(path: Path) -> None:
    for named in re.findall(r"""(?:from|import\()\s*'(\.[^']+)'""", path.read_text()):
        assert (path.parent / named).resolve().is_file(), named


def test_the_page_has_no_inline_script_or_style() -> None:
    page = (ROOT / "index.html").read_text()
    assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
    assert not re.findall(r"<style|\sstyle=|\son\w+=", page)
    assert "http" not in page
