"""English nouns in the plural: "Hiking Boot" to "hiking boots".

Covers what shops call product types; not verbs, names or other languages.
"""

import re
from typing import Final

from retrieval.wordset import wordset

_IRREGULAR: Final = {
    "knife": "knives", "shelf": "shelves", "scarf": "scarves", "loaf": "loaves", "leaf": "leaves",
    "half": "halves", "wife": "wives", "calf": "calves", "mouse": "mice", "man": "men",
    "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth", "person": "people",
    "potato": "potatoes", "tomato": "tomatoes", "hero": "heroes", "dwarf": "dwarfs",
    "quiz": "quizzes",
}  # fmt: skip

_MASS: Final = wordset(
    """
    accessories apparel artwork baggage bakery bedding bedroom beauty beef beer bread bronze butter
    cardio care cash catering cheese chicken chocolate christmas clothing coffee cookware cutlery
    dairy decor décor denim dining dinnerware drinkware easter eco electronics equipment everyday
    eyewear fabric fashion fish flatware flooring floral flour food foods footwear formal fruit
    furniture fun gear glassware grocery golf halloween hardware health home honey hosiery jewelry
    jewellery juice kitchen kitchenware kids knitwear lego lighting linen lingerie livestock luggage
    luxury machinery makeup meat media memorabilia men merchandise milk music neckwear nightwear
    office oil outdoor outdoors outerwear paint pasta percussion pet photography plywood pork
    poultry produce rice salad salt seafood serveware sheep silverware skincare sleepwear software
    soup sport stationery stemware storage stuff sugar supply swimwear tableware tea travel
    underwear valentine water wear wind wine
    women wood wool yarn yoga decorative casual vintage
    summer winter spring fall sale new indoor bridal maternity professional garden other
    general misc miscellaneous sun skin hair face body bath bestseller luxury plus petite tall baby
    """
)
"""Words that are not counted, or that are no nouns: left as they are."""

_PLURAL_END = re.compile(r"(?<![suiao])s$|(?:o|ie|e|a)s$|ice$|ware$|wear$|ing$|ics$|eese$")
_ES_END = re.compile(r"(?:ss|sh|ch|x|zz?|us|is)$")
_Y_END = re.compile(r"[^aeiou]y$")
_HEAD_END = re.compile(r" (?:of|for|with|in|on|by|without|from|to) ")
_PARTS = re.compile(r"( ?(?:&|/|,|\+| and | or ) ?)")

_SINGULAR_S: Final = wordset(
    """
    bus gas lens iris canvas atlas cactus chess dress glass
    """
)


_SINGULAR_OF: Final = {many: one for one, many in _IRREGULAR.items()}


def plural(phrase: str) -> str:
    """Return a lower-case phrase with its noun, and that of each part, in the plural.

    Args:
        phrase: such as "chef's knife", "bags & cases" or "set of mugs".
    """
    return "".join(
        part if _PARTS.fullmatch(part) else _plural_phrase(part) for part in _PARTS.split(phrase)
    )


def _plural_phrase(phrase: str) -> str:
    head = _HEAD_END.search(phrase)
    if head:
        return _plural_phrase(phrase[: head.start()]) + phrase[head.start() :]
    before, space, noun = phrase.rpartition(" ")
    return f"{before}{space}{plural_noun(noun)}"


def plural_noun(noun: str) -> str:
    """Return one lower-case noun in the plural."""
    if noun in _MASS or len(noun) < 3 or not noun[-1].isalpha() or not noun.isascii():
        return noun
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun in _SINGULAR_S or (_ES_END.search(noun) and not noun.endswith("ches")):
        return noun[:-1] + "ies" if noun.endswith("zzy") else f"{noun}es"
    if _PLURAL_END.search(noun):
        return noun
    if _Y_END.search(noun):
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def singular_noun(noun: str) -> str:
    """Return one lower-case noun in the singular, for comparison rather than for show."""
    if noun in _SINGULAR_OF:
        return _SINGULAR_OF[noun]
    if noun.endswith("ie") and len(noun) > 4:
        # "hoodies" may come of "hoody" or "hoodie"; both are compared as the first.
        return f"{noun[:-2]}y"
    if noun in _MASS or noun in _SINGULAR_S or len(noun) < 4 or not noun.endswith("s"):
        return noun
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return noun[:-2]
    return noun if noun.endswith(("ss", "us", "is")) else noun[:-1]
