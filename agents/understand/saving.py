"""Saving to boards, and looking at them: "save it to my camping board", "what did I save".

`Reading.topic` says what is to be done with the board: None saves, the others are below.
`Reading.board` is its name without "my" and "board"; None is the last one used.
"""

import re

from agents.acts import Act
from agents.reading import Reading, Reference
from agents.understand import confidence
from agents.understand.cart import CART, cart_act
from agents.understand.part import Part

SHOW = "show"
BOARDS = "boards"
"""Which boards there are."""
TAKE_OFF = "remove"
CLEAR = "clear"
TO_CART = "to_cart"
"""Everything on it is to go into the cart."""

_SAVED_ONES = r"saved (?:items|things|list)|saves"
_KIND = rf"(?:boards?|wish ?lists?|favou?rites|favs|collections?|lists?|{_SAVED_ONES})"
_SAVES = re.compile(
    r"\b(?:wishlist|wish list)\b|\b(?:save|bookmark|favorite|pin|heart|star) (?:it|this|that|these|"
    r"those|them|both|the|number|all)\b(?! (?:number|account|password|card|restaurant))|"
    r"^(?:please )?(?:save|bookmark)(?: please)?$|"
    r"\b(?:add|put|move|stick|pin|drop|keep|throw) .*\b(?:wish ?list|favorites|"
    r"list|board|saved|collection|for later)\b|\bkeep (?:\w+ ){1,3}?for later\b|"
    r"\bremember (?:this|that|it|the \w+)(?: (?:one|for me|for later))*$|\bfor later\b|"
    r"\b(?:save|saving) .*\b(?:board|list|collection|later)\b"
)
_NOT_SAVES = re.compile(
    r"\bsave (?:me |some |my |us )*(?:money|time|space|up|\d)|\bspace sav|"
    r"\bsave (?:on|energy|water)\b|\b(?:star|stars) (?:rating|or)|\b\d(?:\.\d)? star|"
    r"\b(?:price|mailing|guest|address|packing) list\b|"
    r"\b(?:white|cutting|surf|skate|paddle|key|chess|dart|ironing|cheese|charcuterie|serving|"
    r"bulletin|cork|wake|snow|body|chopping|game|dash|peg|head) ?boards?\b"
)
_SHOWS = re.compile(
    rf"\b(?:show|see|open|view|read|list|display|look at|go to|pull up|bring up|what is|what are|"
    rf"what do i have|what have i|check|how many (?:\w+ )?(?:are )?)\b(?: \w+){{0,3}}? ?"
    rf"(?:on |in |from )?\b(?:my|the|our) (?:[\w ]{{0,24}} )?{_KIND}\b|"
    r"\b(?:what|which (?:ones?|things|items)) (?:did|have|had) i (?:save|saved|bookmark\w*|"
    r"pinn?\w*|"
    r"favorit\w*|put on (?:my|the) (?:\w+ )?(?:board|list))\b|"
    r"\b(?:show|see|list|view|open|what are)(?: me)? (?:my |the |all )*(?:saved|bookmarked|pinned|"
    r"favorited) (?:items?|things|products|stuff|ones)\b|"
    r"\b(?:my|the) (?:saved|bookmarked|pinned) (?:items|things|products|stuff|ones)$|"
    r"\b(?:show|see|view|what is)(?: me)? (?:everything|all|what) (?:that )?i (?:have )?saved\b|"
    r"\bdid i save (?:anything|something)\b|"
    rf"^(?:my |the )(?:\w+ )?(?:{_KIND})$"
)
_WHICH_BOARDS = re.compile(
    r"\b(?:what|which|how many|list (?:all )?my|show (?:me )?(?:all )?my|do i have(?: any)?) "
    r"(?:saved |the )?(?:boards|lists|collections|wish ?lists)\b(?! in)"
)
_TAKES_OFF = re.compile(
    rf"\b(?:remove|delete|take|drop|get rid of|unsave|unpin|clear|erase)\b.*\b(?:from|off|of) "
    rf"(?:my|the|our) (?:\w+ ){{0,3}}?{_KIND}\b|\b(?:unsave|unpin|unbookmark|unfavorite|unheart) "
    r"(?:it|that|this|them|the)\b|\bdo not save (?:it|that|this|them)\b|"
    r"\bi (?:do not|no longer) (?:want|need) (?:it|that|this|the \w+)(?: \w+)? (?:saved|on my "
    r"(?:\w+ )?(?:board|list|wish list))\b"
)
_CLEARS = re.compile(
    rf"\b(?:clear|empty|wipe|erase|reset)(?: out)? (?:my|the|our) (?:[\w ]{{0,24}} )?{_KIND}\b|"
    rf"\b(?:delete|remove|get rid of) (?:my|the|our) (?:[\w ]{{0,24}} )?"
    r"(?:boards?|wish ?lists?|favou?rites|collections?|lists?)$|"
    r"\b(?:remove|delete|clear) (?:everything|all) (?:(?:from|on|off|of) )+(?:my|the) "
    rf"(?:[\w ]{{0,24}} )?{_KIND}\b"
)
_INTO_CART = re.compile(
    rf"\b(?:add|put|move|throw|buy|order|get) (?:everything|all|it all|all of (?:it|them)|"
    rf"the whole|my (?:whole )?|the )\b.*\b{_KIND}\b(?:.*\b(?:to|in|into) {CART})?|"
    rf"\b(?:add|put|move) (?:my|the) (?:\w+ ){{0,3}}?{_KIND} (?:to|in|into) {CART}"
)
_ALL_OF_IT = re.compile(r"\b(?:everything|all|whole)\b")
_NAMED = re.compile(
    r"\b(?:called|named|titled) (?P<called>[\w' -]{2,40}?)(?: (?:and|with|please|for)\b.*)?$|"
    r"\b(?:to|on|onto|in|into|from|off|of|is|are|show|see|open|view|clear|empty|delete|remove|have|"
    r"me|a|new|up|at|read|check|for|it|list|make|create|start)"
    r" (?:my|the|a|our|an)(?: new)? (?P<name>[\w' -]{2,40}?) (?:board|collection|list)\b|"
    r"^(?:my|the) (?P<bare>[\w' -]{2,40}?) (?:board|collection|list)\b"
)
_THE_BOARD = re.compile(r"\b(?:board|list|collection|favorites|cart)s?$", re.I)
_WELL_KNOWN = re.compile(r"\b(?P<wish>wish ?lists?)\b|\b(?:favou?rites|favs)\b")
_NO_NAME = frozenset(
    {"saved", "new", "whole", "last", "other", "same", "first", "entire", "current"}
)
_MAKES = re.compile(
    r"\b(?:make|create|start|open) (?:me )?(?:a|an|another)(?: new)? (?:\w+ ){0,3}?"
    r"(?:board|collection|wish ?list|list)\b"
)


_ASKS = re.compile(
    r"(?:(?:and|so|ok|um|please|can you|could you) )*"
    r"(?:what|show|see|open|view|read|list|which|how|did|pull|bring|check|go|look)\b"
)


def read_saving(part: Part) -> Reading | None:
    """Return what is asked of a board; None if nothing is."""
    text = part.text
    if _NOT_SAVES.search(text):
        return None
    board = board_named(text)
    if _TAKES_OFF.search(text) and not _ALL_OF_IT.search(text):
        return _about(part, TAKE_OFF, board)
    if _CLEARS.search(text):
        return _about(part, CLEAR, board)
    if _INTO_CART.search(text) and _ALL_OF_IT.search(text) and re.search(rf"\b{CART}\b", text):
        return _about(part, TO_CART, board)
    if _INTO_CART.search(text) and re.match(r"(?:\w+ ){0,2}(?:buy|order)\b", text):
        return _about(part, TO_CART, board)
    if _WHICH_BOARDS.search(text):
        return _about(part, BOARDS, None)
    if re.search(rf"\b(?:to|in|into) {CART}\b", text):
        return None
    asks = part.asks or _ASKS.match(text)
    if _SHOWS.search(text) and (asks or not _SAVES.search(text) or re.match(r"(?:my|the)\b", text)):
        return _about(part, SHOW, board)
    if _SAVES.search(text) or _MAKES.search(text):
        return _saved(part, board)
    return None


def board_named(text: str) -> str | None:
    """Return the name of the board that the words name; None for "my board"."""
    for found in _NAMED.finditer(text):
        name = found["called"] or found["name"] or found["bare"]
        words = [w for w in name.split() if w not in _NO_NAME]
        if words and words != ["wish"]:
            return " ".join(words)
    known = _WELL_KNOWN.search(text)
    return ("wish list" if known["wish"] else "favorites") if known else None


def _about(part: Part, topic: str, board: str | None) -> Reading:
    references = () if topic in (SHOW, BOARDS, CLEAR, TO_CART) else _objects(part)
    return Reading(
        Act.SAVE, confidence.PATTERN, part.words, references=references, topic=topic, board=board
    )


def _saved(part: Part, board: str | None) -> Reading:
    act = cart_act(part, Act.SAVE, confidence.PATTERN)
    return Reading(
        Act.SAVE, act.confidence, part.words, references=_pointing(act.references), size=act.size,
        colour=act.colour, board=board,
    )  # fmt: skip


def _objects(part: Part) -> tuple[Reference, ...]:
    act = cart_act(part, Act.SAVE, confidence.PATTERN, products=True)
    return _pointing(act.references)


def _pointing(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """Return the references but those to the board itself: no cutting board is meant."""
    things = tuple(r for r in references if not _THE_BOARD.search(r.words))
    return things or (Reference("", deictic=True),)
