"""Whether a name in a text is that of goods: a work's, a character's, a perfume's.

The Penguin edition of Emma     Rebecca by Daphne du Maurier     a zorro mask
"""

import re

from assistant.redaction.around_words import NAMED_ON, ROLES
from assistant.redaction.called import ANDS
from assistant.redaction.common_words import COMMON
from assistant.redaction.gazetteer import LISTED, kinds
from assistant.redaction.known_words import known_words
from assistant.redaction.things import CARRIED, GOODS, GOODS_BEFORE, GOODS_BEHIND, WORN
from assistant.redaction.titles import TITLES
from assistant.redaction.tokens import Tokens, word_set

_LINKS = word_set("of the called named titled not like or , : ' \" “ ‘ men women in a")
_QUOTES = frozenset(('"', "'", "”", "’"))
_LOOK_BACK = 6
_THE = word_set(
    "movie film book novel doll musical game explorer tank engine pooh bear show plush plushie toy"
)
_EPITHET_MOST = 5
_LABELS = word_set(
    "brand maker manufacturer artist author model make director actor designer st ste"
)
"""Before a colon, and "St. Bernard"."""
_LABELS_END = frozenset((":", "."))
_INNER = re.compile(r"\b(?!Ma?c|De|Le|La|Di|Du|Van|Fitz)\w*[a-z][A-Z]")
"""A capital within a word that is no "MacLeod" nor "DeVito"."""
_COUNTED = word_set(
    "piece pieces pcs pc pack packs drawer drawers door shelf tier tiers seat blade blades light"
    " lights inch cm mm ft oz ml ct count wall medium player"
)


def is_of_goods(tokens: Tokens, first: int, after: int) -> bool:
    """Say whether goods are named by what stands between two places, and nobody.

    Args:
        tokens: Of the text.
        first: Place of the name's first word.
        after: Place behind its last.
    """
    if not GOODS.isdisjoint(tokens.low[first + 1 : after]):
        return True
    word, second = tokens.at(after), tokens.at(after + 1)
    is_titled = first > 0 and is_of_title(tokens, first - 1, after)
    if is_titled or _is_marked(tokens, first, after) or _is_counted(tokens, after):
        return True
    is_pair = word in ANDS and bool(second) and bool(kinds(second))
    on = after + (2 if is_pair else word in _QUOTES)  # "Bonnie and Clyde poster"
    if tokens.at(on) in GOODS_BEHIND or (word == "the" and _is_epithet(tokens, first, after)):
        return True
    if first == 0 and word == "and" and second == "the" and tokens.at(after + 2) not in ROLES:
        return True  # "james and the giant peach"
    if word == "by" and kinds(second) & LISTED and first == 0:
        return True
    if word == "on" and not CARRIED.isdisjoint(
        (second, "".join(tokens.low[after + 1 : after + 4]))
    ):
        return True
    return _is_led(tokens, first)


def is_of_title(tokens: Tokens, place: int, after: int) -> bool:
    """Say whether a search begins with a maker that has a title: "mrs hinch cleaning spray".

    Args:
        tokens: Of the text.
        place: Place of what may be a title.
        after: Place behind the name.
    """
    word = tokens.at(after)
    is_shops = word in known_words() and word not in COMMON | NAMED_ON
    return place == 0 and tokens.low[0] in TITLES and is_shops


def _is_marked(tokens: Tokens, first: int, after: int) -> bool:
    """Say whether a trade mark, a path or a capital within a word tells of goods: "LumaTech"."""
    if tokens.at(after) in ("™", "®") or (
        tokens.at(after) == "&" and tokens.at(after + 1) in ("trade", "reg")
    ):
        return True
    if tokens.at(first - 1) in _LABELS_END and tokens.at(first - 2) in _LABELS:
        return True
    if tokens.at(first - 1) == "/" == tokens.at(after) and tokens.is_glued(first):
        return True
    said = tokens.text[tokens.starts[first] : tokens.ends[after - 1]]
    if tokens.low[after - 1] in WORN and after - first > 1:
        return True
    return _INNER.search(said) is not None


def _is_counted(tokens: Tokens, after: int) -> bool:
    """Say whether goods are counted behind a name: "winston porter 4-piece sofa", "5.1 system"."""
    if not tokens.is_figures(after):
        return False
    on = after + 1
    if tokens.at(on) == "." and tokens.is_figures(on + 1) and tokens.is_glued(on + 1):
        return True
    return tokens.at(on + (tokens.at(on) == "-")) in _COUNTED


def _is_epithet(tokens: Tokens, first: int, after: int) -> bool:
    """Say whether "the" and what somebody is follow: "Elmer the elephant"."""
    if not _THE.isdisjoint(tokens.low[after + 1 : after + _EPITHET_MOST]):
        return True
    return first == 0 and len(tokens) <= after + 3 and tokens.is_word(after + 1)


def _is_led(tokens: Tokens, first: int) -> bool:
    """Say whether "the film", "the edition of" or "toilette for men, not" stands before."""
    on = first - 1
    while on >= 0 and first - on <= _LOOK_BACK:
        word = tokens.low[on]
        if word in GOODS_BEFORE:
            return True
        is_for = word == "for" and (
            tokens.at(on + 1) in ("men", "women") or tokens.at(on - 1) in ("poster", "soundtrack")
        )
        if word not in _LINKS and not is_for:
            return False
        on -= 1
    return False
