"""Markup to plain text: what a feed writes for a browser, as a voice would say it.

Text stays data: nothing in it is run, and nothing but markup is taken away.
"""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

from retrieval.wordset import wordset

MAX_TEXT_CHARS: Final = 20_000
"""Of a description; the rest is neither shown nor embedded."""

MAX_LINE_CHARS: Final = 300
"""Of a title; Google Merchant allows 150."""

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#?\w+);|\]\]>")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Controls, marks that turn the writing direction, zero-width signs and lone surrogates."""
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")
_BLANKS = re.compile(r"\s+")
_WRITTEN_BREAK = re.compile(r"(?:\\r)?\\n(?![a-z])")
"""A line break as two characters, as WooCommerce exports it."""
_SENTENCE_END = tuple(".!?:;,•-")

_BLOCKS: Final = wordset(
    """
    p div br li ul ol tr table h1 h2 h3 h4 h5 h6 section article hr td th dt dd blockquote
    """
)
_HIDDEN: Final = wordset(
    """
    script style template noscript iframe object head svg textarea select
    """
)


class _Reader(HTMLParser):
    """Collects text; what a browser would not show is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def unknown_decl(self, data: str) -> None:
        self.handle_data(data.removeprefix("CDATA["))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def plain_text(text: str) -> str:
    """Return `text` without markup and control characters, blocks as sentences on one line.

    Args:
        text: plain, HTML, or HTML that was escaped once more on its way.
    """
    text = text[:MAX_TEXT_CHARS]
    if "\\n" in text:
        text = _WRITTEN_BREAK.sub("\n", text)
    text = _without_markup(text)
    if "\n" in text:
        text = _as_sentences(text)
    return _BLANKS.sub(" ", text).strip()


def plain_line(text: str) -> str:
    """Return a title, a brand or another short text without markup, on one line."""
    text = _without_markup(text[: MAX_LINE_CHARS * 4])
    return _BLANKS.sub(" ", text).strip()[:MAX_LINE_CHARS].rstrip()


def _without_markup(text: str) -> str:
    if "<" in text or "&" in text:
        text = _strip(text)
        # Exports escape once more: "&lt;p&gt;Soft&lt;/p&gt;" is markup too. Once only.
        if _MARKUP.search(text):
            text = _strip(text)
    return _CONTROLS.sub("", text) if not text.isprintable() else text


def _strip(text: str) -> str:
    if not _MARKUP.search(text):
        return text
    if "<" not in text:
        return unescape(text)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


def _as_sentences(text: str) -> str:
    """Join lines; list items without a full stop get one, so that a voice pauses."""
    lines = [_SPACES.sub(" ", line).strip(" \t•·*") for line in _BREAKS.split(text)]
    kept = [line for line in lines if line]
    ended = [
        line if line.endswith(_SENTENCE_END) or number == len(kept) - 1 else f"{line}."
        for number, line in enumerate(kept)
    ]
    return " ".join(ended)
