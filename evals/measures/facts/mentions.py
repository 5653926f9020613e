"""Which product a reply speaks of where: by name, by place ("the second one"), by "it"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.measures.facts.sentences import Sentence
from evals.measures.facts.world import Known, World
from evals.measures.facts.wrong import WrongFact
from retrieval.product import Product

_WORD = re.compile(r"[A-Za-z0-9À-ÿ&][\w'&À-ÿ./+-]*")
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5}
_PLACE = re.compile(
    r"\b(?:the|and|or|,) ?(first|second|third|fourth|fifth|sixth)\b(?! (?:two|three))", re.I
)
_STRANGER = re.compile(r"\b[Tt]he ((?:[A-Z][a-z]{2,}[ -])+[A-Z][a-z]{2,})\b")
_THAN = re.compile(r"\b(?:than|as|from|to|over|unlike|against) (?:the )?$")
_BEHIND = re.compile(r"^,? (?:for|on|in|of) (?:the )?$")
_SHOP = re.compile(r"\b(?:deliver|ship|return|send)\w*\b", re.I)
_SHOP_NEAR = 40
"""Letters before a name that is a country's, not a product's."""
_ENDINGS = ("'s", "'", ".", ",")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the reply that names products."""

    start: int
    end: int
    products: tuple[Known, ...]
    """Of those that may be spoken of; several where a brand alone was said."""
    words: str
    whole: bool = True
    """Whether more than a brand was said."""
    by_name: bool = True
    """Whether it is a name, not "the second one"."""
    is_measure: bool = False
    """Whether it is what another one is compared with: "than the Sonavique"."""


class Names:
    """The names of one catalog."""

    def __init__(self, catalog: Sequence[Product]) -> None:
        self._brands: dict[str, list[tuple[str, ...]]] = {}
        self._titles: dict[tuple[str, ...], list[tuple[tuple[str, ...], Product]]] = {}
        for product in catalog:
            brand = _folded(product.brand or product.title.split()[0])
            if not brand:
                continue
            if brand not in self._titles:
                self._brands.setdefault(brand[0], []).append(brand)
            words = _folded(product.title)
            self._titles.setdefault(brand, []).append((words, product))
        for brands in self._brands.values():
            brands.sort(key=len, reverse=True)

    def mentions(
        self, reply: str, world: World
    ) -> tuple[tuple[Mention, ...], tuple[WrongFact, ...]]:
        """Return all mentions in order, and names that are wrong.

        A name is wrong where no product of the shop is called so, or where the one that is was
        never on this shopper's screen, in the cart or on a board.
        """
        scope = {known.product.id: known for known in world.scope}
        found: list[Mention] = []
        wrong: list[WrongFact] = []
        words = [(m.start(), m.group()) for m in _WORD.finditer(reply)]
        at = 0
        while at < len(words):
            brand = self._brand(words, at)
            if brand is None:
                at += 1
                continue
            length, products, stray = self._named(words, at, brand, reply)
            start, last = words[at][0], words[at + length - 1]
            end = last[0] + len(_bare(last[1]))
            said = reply[start:end]
            known = tuple(scope[p.id] for p in products if p.id in scope)
            whole = length > len(brand)
            if stray:
                wrong.append(WrongFact("name", f"{said} {stray}", "no product is called so"))
            elif whole and not known:
                wrong.append(WrongFact("name", said, "it was not shown"))
            if known:
                against = bool(_THAN.search(reply[:start]))
                found.append(
                    Mention(start, end, _nearest(known, world), said, whole, is_measure=against)
                )
            at += length
        found.extend(_places(reply, world))
        wrong.extend(self._strangers(reply, world, found, wrong))
        return tuple(sorted(found, key=lambda one: one.start)), tuple(wrong)

    def _brand(self, words: Sequence[tuple[int, str]], at: int) -> tuple[str, ...] | None:
        if not words[at][1][0].isupper() and not words[at][1][0].isdigit():
            return None
        for brand in self._brands.get(_bare(words[at][1]).casefold(), ()):
            here = tuple(_bare(word).casefold() for _, word in words[at : at + len(brand)])
            if here == brand:
                return brand
        return None

    def _named(
        self, words: Sequence[tuple[int, str]], at: int, brand: tuple[str, ...], reply: str
    ) -> tuple[int, list[Product], str]:
        """Return how many words are the name, whose it can be, and a word that fits nothing."""
        left = [(title[len(brand) :], product) for title, product in self._titles[brand]]
        length = len(brand)
        while at + length < len(words):
            start, word = words[at + length]
            before = words[at + length - 1]
            if reply[before[0] + len(before[1]) : start].strip() or before[1][-1] in ".,":
                break
            if before[1].endswith("'s"):
                break
            bare = _bare(word).casefold()
            fitting = [
                (title[title.index(bare) + 1 :], product)
                for title, product in left
                if bare in title
            ]
            if not fitting:
                capital = word[0].isupper() and len(bare) > 2 and word[1].islower()
                return length, [product for _, product in left], word if capital else ""
            if not (word[0].isupper() or word[0].isdigit()) and length > len(brand):
                break
            left = fitting
            length += 1
        return length, [product for _, product in left], ""

    def _strangers(
        self, reply: str, world: World, found: list[Mention], wrong: Sequence[WrongFact]
    ) -> list[WrongFact]:
        strange: list[WrongFact] = []
        for match in _STRANGER.finditer(reply):
            if any(one.start < match.end() and one.end > match.start() for one in found):
                continue
            if any(match[1].split()[0] in one.said for one in wrong):
                continue
            if _SHOP.search(reply[max(0, match.start() - _SHOP_NEAR) : match.start()]):
                continue
            known = tuple(k for k in world.scope if _in_title(match[1], k.product))
            if known:
                found.append(
                    Mention(match.start(1), match.end(1), _nearest(known, world), match[1])
                )
                continue
            strange.append(WrongFact("name", match[1], "no product is called so"))
        return strange


def spoken_of(
    mentions: Sequence[Mention], sentence: Sentence, at: int, end: int, world: World
) -> tuple[Known, ...]:
    """Return whom a claim is about: the nearest name before it in its sentence, else the one
    after it, else whoever was spoken of before, comes next or is "it". Several where that is
    open.

    Args:
        mentions: Of the whole reply.
        sentence: That makes the claim.
        at: Where the claim begins in the reply.
        end: Where it ends: "176 pages for the third" is about the third.
        world: Of the turn.
    """
    own = in_sentence(mentions, sentence)
    for one in own:
        if _BEHIND.search(sentence.text[max(0, end - sentence.start) : one.start - sentence.start]):
            return one.products
    before = [one for one in own if one.start <= at and not one.is_measure]
    if before:
        return before[-1].products
    if own:
        return own[0].products
    earlier = tuple(k for one in mentions if one.start < sentence.start for k in one.products)
    if earlier:
        return earlier
    later = next((one.products for one in mentions if one.start >= sentence.start), ())
    if later:
        return later if world.focus is None else (*later, world.focus)
    if world.focus is not None:
        return (world.focus,)
    return world.cards


def in_sentence(mentions: Sequence[Mention], sentence: Sentence) -> list[Mention]:
    """Return the mentions of one sentence, in order."""
    end = sentence.start + len(sentence.text)
    return [one for one in mentions if sentence.start <= one.start < end]


def _places(reply: str, world: World) -> list[Mention]:
    return [
        Mention(match.start(1), match.end(1), (world.cards[place],), match[1], by_name=False)
        for match in _PLACE.finditer(reply)
        if (place := _PLACES[match[1].casefold()]) < len(world.cards)
    ]


def _in_title(words: str, product: Product) -> bool:
    """Say whether words are a part of a title: "Giggle City" of "Bumblekin Giggle City"."""
    title = _folded(product.title)
    said = _folded(words)
    return any(title[at : at + len(said)] == said for at in range(len(title)))


def _nearest(known: tuple[Known, ...], world: World) -> tuple[Known, ...]:
    """Return those on the screen, if any of them is."""
    here = {one.product.id for one in world.cards}
    return tuple(one for one in known if one.product.id in here) or known


def _folded(text: str) -> tuple[str, ...]:
    return tuple(_bare(word).casefold() for word in _WORD.findall(text.replace("’", "'")))


def _bare(word: str) -> str:
    for ending in _ENDINGS:
        word = word.removesuffix(ending)
    return word
