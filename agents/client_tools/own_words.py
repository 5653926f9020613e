"""Arguments in the shopper's own words: what no other argument took."""

import re

from pydantic import JsonValue

from agents.client_tools.ask import Ask
from agents.client_tools.number_values import open_number
from agents.client_tools.roles import Role
from agents.client_tools.said import Sort
from agents.client_tools.search_words import search_words
from agents.client_tools.words import stem

_BECAUSE = re.compile(r"\b(?:because|since|as|reason is(?: that)?|due to)\s+(.+)$", re.IGNORECASE)


def reason(ask: Ask) -> JsonValue:
    match = _BECAUSE.search(ask.given.said.text)
    if match:
        return match[1].rstrip(" .!?")
    return ask.given.said.text if ask.slot.required else None


def text(ask: Ask) -> JsonValue:
    quoted = ask.given.take(Sort.QUOTED)
    if quoted:
        return quoted.text
    if not ask.slot.required and ask.profile.purpose is not None:
        return None
    return ask.given.remainder(ask.profile.known, whole=ask.role is Role.TEXT)


def query(ask: Ask) -> JsonValue:
    if ask.profile.purpose == "search":
        return search_words(ask.given, ask.profile)
    return text(ask)


_NAME = re.compile(r"\b(?:my name is|name's|this is|call me)\s+([A-Z]\w+(?: [A-Z]\w+)?)")


def person(ask: Ask) -> JsonValue:
    match = _NAME.search(ask.given.said.text)
    return match[1] if match else None


_SUM = re.compile(r"-?\d[\d.,]*(?:.*\d)?")


def sum_of(ask: Ask) -> JsonValue:
    match = _SUM.search(ask.given.said.line.text)
    return match[0] if match else None


def open_words(ask: Ask) -> JsonValue:
    if ask.slot.kind in ("integer", "number"):
        return open_number(ask)
    if not ask.slot.required:
        return None
    return ask.given.remainder(ask.profile.known | {stem(w) for w in ask.slot.words})
