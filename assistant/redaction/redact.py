"""A text without what tells who somebody is.

redact("call me at 415 555 0122").text == "call me at [phone]"
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.redaction.abroad import abroad_in
from assistant.redaction.addresses import addresses_in
from assistant.redaction.births import births_in
from assistant.redaction.calendar_dates import without_dates
from assistant.redaction.card_dates import card_dates_in
from assistant.redaction.codes import codes_in
from assistant.redaction.continued import continued
from assistant.redaction.dates import DATE_CUES, dates_in
from assistant.redaction.emails import emails_in
from assistant.redaction.figures import rows_of
from assistant.redaction.found import Found, Personal
from assistant.redaction.glance import may_hold
from assistant.redaction.identities import IDENTITY_CUES, identities_in
from assistant.redaction.located import LOCATE_CUES, located_in
from assistant.redaction.mail_domains import SURE_PROVIDERS
from assistant.redaction.masked import masked_in
from assistant.redaction.misheard import heard_in
from assistant.redaction.names import names_in
from assistant.redaction.numbers import numbers_in
from assistant.redaction.placed import PLACE_CUES
from assistant.redaction.placed_addresses import placed_addresses_in
from assistant.redaction.respoken import respoken
from assistant.redaction.secrets import SECRET_CUES, secrets_in
from assistant.redaction.streets import streets_in
from assistant.redaction.tokens import Tokens, tokens_of, word_set
from assistant.redaction.vouchers import vouchers_in
from assistant.redaction.wares import is_title_of_goods, strong_only
from assistant.redaction.whole_dates import MONTHS
from assistant.redaction.written_codes import written_codes_in

REDACTION_VERSION = 5
"""Kept beside what was redacted, so that it can be done again when this is better."""
_DIGIT = re.compile(r"\d")
_MAIL_CUES = SURE_PROVIDERS | word_set("@ at . email mail gmail e-mail")
"""One of them stands in every text with an e-mail address."""
_PLACE_CUES = word_set("address box bag street")
"""One of them stands in every text with an address but no figure."""
_KIND = re.compile("|".join(re.escape(f"[{kind.value}]") for kind in Personal))
_REMEMBERED = 100_000
"""Texts of one import that are done once: searches come again and again."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text, and what was taken out of it."""

    text: str
    found: tuple[Found, ...]
    """In the text as it was; none overlaps another."""


def redact(text: str) -> Redacted:
    """Put a kind in brackets wherever a text tells who somebody is.

    Args:
        text: What somebody said or typed, in English.
    """
    if not may_hold(text):
        return Redacted(text, ())
    tokens = tokens_of(text)
    all_of = tuple(continued(tokens, without_dates(tokens, _as_said(text, tokens))))
    if all_of and is_title_of_goods(tokens):
        all_of = tuple(strong_only(tokens, all_of))
    found = _apart(_without_kinds(text, all_of))
    return Redacted(taken_out(text, found), found)


def taken_out(text: str, found: Sequence[Found]) -> str:
    """Return the text with a kind in brackets in the place of each of `found`, in any order."""
    parts, at = [], 0
    for one in _apart(found):
        parts += [text[at : one.start], f"[{one.kind.value}]"]
        at = one.end
    return "".join((*parts, text[at:]))


def redact_many(texts: Iterable[str]) -> list[str]:
    """Return each text as `redact` leaves it, in their order; for a log of millions."""
    done: dict[str, str] = {}
    left = []
    for text in texts:
        after = done.get(text)
        if after is None:
            after = text if not may_hold(text) else redact(text).text
            if len(done) < _REMEMBERED:
                done[text] = after
        left.append(after)
    return left


def _as_said(text: str, tokens: Tokens) -> Iterator[Found]:
    """Yield what is found in a text, and in what was said where a recogniser wrote it."""
    yield from _found(text, tokens)
    said = respoken(tokens)
    if said is not None:
        yield from map(said.back, _found(said.text, tokens_of(said.text)))


def _found(text: str, tokens: Tokens) -> Iterator[Found]:
    """Yield what every reader finds whose cues stand in a text."""
    rows = tuple(rows_of(tokens))
    words = frozenset(tokens.low)
    has_digits = _DIGIT.search(text) is not None
    has_figures = has_digits or bool(rows)
    if not _MAIL_CUES.isdisjoint(words):
        yield from emails_in(tokens)
    if not SECRET_CUES.isdisjoint(words):
        yield from secrets_in(tokens)
    if has_figures:
        yield from numbers_in(tokens, rows)
        yield from codes_in(tokens, rows)
        yield from card_dates_in(tokens, rows)
    if not IDENTITY_CUES.isdisjoint(words):
        yield from identities_in(tokens)
    if has_digits:
        yield from masked_in(text)
        yield from written_codes_in(text)
        yield from vouchers_in(text)
    if has_figures or not _PLACE_CUES.isdisjoint(words):
        yield from addresses_in(tokens)
        yield from streets_in(tokens)
        if not PLACE_CUES.isdisjoint(words):
            yield from placed_addresses_in(tokens)
        yield from abroad_in(tokens)
    if not LOCATE_CUES.isdisjoint(words):
        yield from located_in(tokens)
    yield from heard_in(tokens, rows)
    if not DATE_CUES.isdisjoint(words):
        yield from dates_in(tokens)
    if has_figures or not MONTHS.isdisjoint(words):
        yield from births_in(tokens)
    yield from names_in(tokens)


def _without_kinds(text: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what is found but for what only stands in brackets already: "[order number]"."""
    if "[" not in text:
        return found
    return tuple(one for one in found if not _KIND.search(text, max(0, one.start - 1), one.end + 1))


def _apart(found: Sequence[Found]) -> tuple[Found, ...]:
    """Return what is found so that nothing overlaps: the longer of two, all of both covered."""
    kept: list[Found] = []
    for one in sorted(found):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
            continue
        last = kept[-1]
        longer = last if last.end - last.start >= one.end - one.start else one
        kept[-1] = Found(last.start, max(last.end, one.end), longer.kind)
    return tuple(kept)
