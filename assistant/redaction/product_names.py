"""How a reply names a product of which only the title is known.

A reply says the first words of a title ("the Wattling Arlo" for "Wattling Arlo Trail Shoe"), or its
brand and its noun ("the Papelaire Greeting Card"): `agents.reply.names` makes them of a product.
"""

import re
from typing import Final

_TAIL: Final = re.compile(r"\s*(?:[,(\[|:;]|\s[-–—]\s).*$")
_AUDIENCE: Final = re.compile(r"^(?:(?:women|men|kids|boys|girls|baby)(?:['’]?s)?|unisex)$", re.I)
_FEWEST: Final = 2
"""Words of a short name: one alone may be somebody's."""
_MOST: Final = 6
_NOUN_MOST: Final = 3
"""Words of a noun such as "Cast Iron Pan"."""


def spoken_forms(title: str) -> tuple[str, ...]:
    """Return a title and the short names by which a reply may speak of it, the longest first."""
    words = _TAIL.sub("", title).split()
    forms = {title}
    for row in (words, [word for word in words if not _AUDIENCE.match(word)]):
        forms.update(" ".join(row[:most]) for most in range(_FEWEST, min(_MOST, len(row)) + 1))
        if len(row) > _FEWEST:
            nouns = range(1, min(_NOUN_MOST, len(row) - 1) + 1)
            forms.update(f"{row[0]} {' '.join(row[-count:])}" for count in nouns)
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))
