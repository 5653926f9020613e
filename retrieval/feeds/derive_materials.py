"""What a product is made of, read out of its own text where its feed does not state it.

Of the title any material that is not a look, a care product or a part; of the
description only what "made of" or a percentage says.
"""

import re
from collections.abc import Iterator
from typing import Final

from retrieval.feeds.sense import BACKED_OFF, NOT_MADE_OF_AFTER, NOT_MADE_OF_BEFORE
from retrieval.feeds.text_words import MAX_READ_CHARS, without_brand, words_of
from retrieval.wordset import wordset

MATERIALS: Final = frozenset(
    """
    leather|faux leather|suede|nubuck|canvas|cotton|organic cotton|denim|corduroy|flannel|fleece|
    linen|hemp|viscose|rayon|lyocell|tencel|modal|silk|satin|velvet|wool|merino wool|lambswool|
    cashmere|alpaca|mohair|acrylic|polyester|nylon|spandex|elastane|lycra|microfiber|mesh|neoprene|
    jute|chiffon|tweed|oak|walnut|pine|beech|acacia|teak|birch|mahogany|maple|mango wood|wood|
    solid wood|bamboo|rattan|wicker|cork|stainless steel|carbon steel|steel|aluminum|titanium|
    cast iron|wrought iron|brass|sterling silver|ceramic|stoneware|porcelain|terracotta|concrete|
    marble|granite|glass|crystal|plastic|polycarbonate|resin|silicone|memory foam|latex|rubber|
    carbon fiber|faux fur|sherpa|vinyl|polypropylene|polyurethane|cardboard|bone china|earthenware|
    gore-tex|straw|raffia|seagrass|crochet
    """.replace("\n", "").replace(" |", "|").strip().split("|")
) - {"crochet"}  # fmt: skip
_TITLE_MATERIALS: Final = {name.strip(): name.strip() for name in MATERIALS} | {
    "vegan leather": "faux leather", "pu leather": "faux leather", "leatherette": "faux leather",
    "aluminium": "aluminum", "wooden": "wood", "merino": "merino wool", "cotton": "cotton",
    "suede leather": "suede",
    "wool blend": "wool", "cotton blend": "cotton", "gore tex": "gore-tex",
    "organic cotton": "cotton", "solid wood": "wood", "lycra": "spandex", "tencel": "lyocell",
}  # fmt: skip
_NOT_IN_TITLES: Final = wordset(
    """
    glass crystal maple pine rubber steel straw vinyl mesh
    """
)
"""In titles more often a drink's vessel, a scent or a style than what the thing is made of."""

_LONGEST: Final = 3
_MADE_OF = re.compile(
    r"\b(?:(?:made|crafted|constructed|woven|knit(?:ted)?|cut|built|fashioned|sewn|carved|forged|"
    r"handcrafted|hand-crafted|handmade|formed|molded|moulded) (?:entirely |completely |mostly |"
    r"\w+ly )?(?:of|from|with|in|out of)|\d{1,3} ?% )(?P<what>[^.;!?()]{3,70})",
    re.I,
)
_MADE_VERBS: Final = (
    "ade ", "rafted ", "onstructed ", "oven ", "nit", "uilt ", "ashioned ", "ewn ", "arved ",
    "orged ", "ormed ", "olded ", "oulded ", "ut ", "%",
)  # fmt: skip
"""Ends of the verbs above: most texts have none, and looking for these is quick."""
_STOP = re.compile(
    r"\b(?:with|for|that|which|featuring|this|these|it|its|to|by|while|so|perfect|"
    r"designed|and (?:a|an|the|features?|designed|finished|built|comes?|has|is|our|equipped|"
    r"perfect)|in)\b|,? (?:our|the) ",
    re.I,
)


_DENIAL_CHARS: Final = 12
_DENIED = re.compile(r"(?:\bnot|\bnever|n['’]t)\W*(?:\w+\W+)?$", re.I)


def derive_materials(title: str, description: str, brand: str | None) -> tuple[str, ...]:
    """Return what the product is made of; empty if its text does not say."""
    found = list(_materials_in(without_brand(words_of(title), brand), in_title=True))
    text = description[:MAX_READ_CHARS]
    told = any([verb in text for verb in _MADE_VERBS])  # noqa: C419 - faster than a generator
    for match in _MADE_OF.finditer(text) if told else ():
        if _DENIED.search(text, max(0, match.start() - _DENIAL_CHARS), match.start()):
            continue
        what = match["what"]
        stop = _STOP.search(what)
        if stop:
            what = what[: stop.start()]
        found += _materials_in(words_of(what), in_title=False)
    found = list(dict.fromkeys(found))
    # "stainless steel" is said once: the shorter name within a longer one is not another.
    return tuple(name for name in found if not any(name != o and name in o.split() for o in found))


def _materials_in(words: list[str], in_title: bool) -> Iterator[str]:
    place = 0
    while place < len(words):
        if in_title and place and words[place] in BACKED_OFF:
            return
        for length in range(_LONGEST, 0, -1):
            name = " ".join(words[place : place + length])
            material = _TITLE_MATERIALS.get(name)
            if material is None:
                continue
            after = words[place + length] if place + length < len(words) else ""
            before = words[place - 1] if place else ""
            next_but_one = words[place + length + 1] if place + length + 1 < len(words) else ""
            barred = (
                after in NOT_MADE_OF_BEFORE
                or before in NOT_MADE_OF_AFTER
                or next_but_one in ("look", "like", "effect", "print")
            )
            if not barred and not (in_title and material in _NOT_IN_TITLES):
                yield material
            place += length - 1
            break
        place += 1
