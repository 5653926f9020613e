"""Colours as shops name them, and as we spell them.

What a feed states is kept, spelled in one way; what is no known colour ("midnight
fog") is kept as it stands. Reading colours out of prose is `retrieval.feeds.derive`.
"""

import re
from functools import lru_cache
from typing import Final

from retrieval.feeds.plain_text import plain_line
from retrieval.feeds.record import Value
from retrieval.feeds.values import read_lines
from retrieval.wordset import wordset

COLOURS: Final = wordset(
    """
    black white gray silver gold red blue green yellow orange pink purple brown beige tan cream
    navy teal burgundy olive charcoal ivory turquoise maroon khaki magenta lavender violet lilac
    indigo aqua mauve taupe coral crimson fuchsia cyan bronze copper
    """
)
"""Words that mean a colour almost wherever a product text has them."""

SPELLINGS: Final = {
    "grey": "gray", "light grey": "light gray", "dark grey": "dark gray", "offwhite": "off-white",
    "off white": "off-white", "navy blue": "navy", "dark navy": "navy",
    "multicolor": "multicolored",
    "multi-color": "multicolored", "multicolour": "multicolored", "multi": "multicolored",
    "multi-coloured": "multicolored", "multi color": "multicolored",
    "multicoloured": "multicolored", "multi-colored": "multicolored", "jet black": "black",
    "pure white": "white", "space grey": "space gray", "charcoal gray": "charcoal",
    "charcoal grey": "charcoal", "rose-gold": "rose gold", "gray heather": "heather gray",
    "grey heather": "heather gray", "heather grey": "heather gray", "bordeaux": "burgundy",
    "schwarz": "black", "weiß": "white", "weiss": "white", "rot": "red", "blau": "blue",
    "grün": "green", "gelb": "yellow", "grau": "gray", "braun": "brown", "rosa": "pink",
    "lila": "purple", "noir": "black", "blanc": "white", "rouge": "red", "bleu": "blue",
    "vert": "green", "jaune": "yellow", "gris": "gray", "marron": "brown", "negro": "black",
    "blanco": "white", "rojo": "red", "azul": "blue", "verde": "green", "nero": "black",
    "bleu marine": "navy", "azul marino": "navy", "marineblau": "navy", "dunkelblau": "dark blue",
    "hellblau": "light blue", "amarillo": "yellow", "naranja": "orange", "arancione": "orange",
    "morado": "purple", "viola": "purple", "giallo": "yellow", "grigio": "gray", "beige clair":
    "light beige", "bleu clair": "light blue", "vert foncé": "dark green", "rose clair": "pink",
    "bianco": "white", "rosso": "red", "blu": "blue", "zwart": "black", "wit": "white",
}  # fmt: skip
"""Other spellings, and the basic colours of five languages, of a column that states colours."""

SHADES: Final = wordset(
    """
    light dark pale deep bright hot royal sky baby forest hunter mint lime olive army
    emerald midnight powder steel slate cobalt electric dusty blush heather charcoal rose
    navy sea lemon mustard burnt blood brick wine ruby cherry neon pastel matte space dove
    stone ash smoke warm cool soft ice ocean aqua royal sage kelly moss pearl snow chocolate
    coffee
    """
)
"""Words before a colour that are part of it: "forest green" is a green."""

NO_COLOURS: Final = wordset(
    """
    none, n/a, na, -, not applicable, default, default title, no color, no colour, various,
    any, standard, one color, one colour, see image, as shown, other
    """,
    ",",
)

MAX_COLOURS: Final = 8
"""Of one row; a longer list is a description."""

_MARKS = re.compile(r"\s*(?:[/,|;&+]|\band\b|\bund\b|\bet\b|\n)\s*", re.I)


def read_colours(value: Value) -> tuple[str, ...]:
    """Return the colours that a column states, the main one first, in lower case."""
    return _of_text(read_lines(value))


@lru_cache(maxsize=10_000)
def _of_text(text: str) -> tuple[str, ...]:
    colours = (_spelled(part) for part in _MARKS.split(plain_line(text)))
    return tuple(dict.fromkeys(colour for colour in colours if colour))[:MAX_COLOURS]


def _spelled(part: str) -> str:
    name = part.casefold().strip(" .\"'()")
    name = SPELLINGS.get(name, name)
    return (
        "" if name in NO_COLOURS or len(name) > 40 or not any(c.isalpha() for c in name) else name
    )
