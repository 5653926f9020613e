"""How many: of a list, of what there is, in the cart, left in stock."""

import re
from collections.abc import Iterator

from evals.measures.facts.claims import Heard
from evals.measures.facts.wrong import WrongFact

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "no",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
_N = rf"(\d+|{'|'.join(_NUMBERS)})"
_SOME = _N.replace("no|", "")
_HERE = re.compile(
    rf"\b(?:here are|these are|there are|i have|i found|found|i see) {_SOME}\b(?: of {_SOME})?",
    re.I,
)
_LEFT = re.compile(
    rf"\bonly {_N} (?:left|more|in stock)\b|\b{_N} (?:pairs? |pieces? |of them )?left\b", re.I
)
_THINGS = re.compile(
    rf"\bfor {_N} things?\b|\b{_N} (?:things?|items?) in (?:your|the) cart\b", re.I
)
_ALL = re.compile(rf"\b(?:all|these) {_N}\b(?! of (?:the|your))|\b(both)\b", re.I)


def wrong_counts(heard: Heard) -> Iterator[WrongFact]:
    """Yield counts that are not what can be counted."""
    if heard.sentence.is_question:
        return
    yield from _of_list(heard)
    for match in _LEFT.finditer(heard.text):
        said = _number(match[1] or match[2])
        about = heard.about(match.start(), match.end())
        stocks = {one.product.stock for one in about}
        stocks |= {variant.stock for one in about for variant in one.variants}
        if about and said not in stocks:
            yield WrongFact("stock", match[0], "so many are not left of any form of it")
    for match in _THINGS.finditer(heard.text):
        said = _number(match[1] or match[2])
        if said not in {heard.world.pieces, len(heard.world.turn.cart)}:
            yield WrongFact("count", match[0], f"{heard.world.pieces} are in the cart")
    for match in _ALL.finditer(heard.text):
        said = 2 if match[2] else _number(match[1])
        if said > max(len(heard.world.cards), len(heard.own), len(heard.world.turn.cart)):
            yield WrongFact("count", match[0], f"{len(heard.world.cards)} are shown")


def _of_list(heard: Heard) -> Iterator[WrongFact]:
    """Check "here are two of 12": two are named, and there are at least as many as are shown."""
    for match in _HERE.finditer(heard.text):
        said = _number(match[1])
        shown = len(heard.world.cards)
        if match[2]:
            whole = _number(match[2])
            if whole < max(said, shown):
                yield WrongFact("count", match[0], f"{shown} are shown")
        named = {one.words.casefold() for one in heard.listed_names() if one.by_name}
        if match[2] and named and said != len(named):
            yield WrongFact("count", match[0], f"{len(named)} are named")
        elif not match[2] and not named and said < shown:
            yield WrongFact("count", match[0], f"{shown} are shown")
        elif not match[2] and named and said < len(named):
            yield WrongFact("count", match[0], f"{len(named)} are named")
        most = _most(heard)
        if heard.shop.whole and max(said, _number(match[2]) if match[2] else 0) > most:
            yield WrongFact("count", match[0], f"the shop has {most} of that kind")


def _most(heard: Heard) -> int:
    """Return how many products are of the kind that is talked of; all, where that is not known."""
    found = heard.shop.of_kinds(heard.world.turn.constraints)
    return len(heard.shop.catalog if found is None else found)


def _number(word: str) -> int:
    return _NUMBERS[word.casefold()] if word.casefold() in _NUMBERS else int(word)
