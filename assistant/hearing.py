"""What the recogniser is told to expect: words of this shop and of this screen.

Whisper continues the text that it is given as if it had been said before, so
words in it are heard more readily. Does not cover repair of what was heard.
"""

from collections import Counter
from collections.abc import Sequence

from agents.turn import Turn
from retrieval.query import Candidate, Field
from retrieval.vocabulary import Vocabulary
from speech.completeness import Expected

KINDS = 10
FEATURES = 8
"""Words for kinds of product and for features. Three times as many cost 60 ms a
recognition and gain nothing (docs/decisions.md)."""

BRANDS = 3
"""As many brands as products are spoken of."""

_EXPECTED: dict[str, Expected] = {
    "size": "size",
    "colour": "colour",
    "which": "choice",
    "yes_no": "yes_no",
    "quantity": "any",
}


def words_of_shop(vocabulary: Vocabulary) -> str:
    """Return the shop's commonest words for kinds of product and features.

    Args:
        vocabulary: The indexed catalog's.

    Returns:
        Such as "boots, shoes, lamps, waterproof, noise canceling".
    """
    heads: Counter[str] = Counter()
    for category in vocabulary.values[Field.CATEGORY]:
        heads[category.split()[-1]] += 1  # kinds of product that end in it, not products
    kinds = [word for word, _ in heads.most_common(KINDS)]
    features = list(vocabulary.values[Field.FEATURE])[:FEATURES]
    return ", ".join([*kinds, *features])


def words_of_screen(products: Sequence[Candidate]) -> str:
    """Return the brands that a shopper may name next."""
    brands = dict.fromkeys(c.product.brand for c in products if c.product.brand)
    return ", ".join(list(brands)[:BRANDS])


def prompt_of(shop: str, products: Sequence[Candidate]) -> str:
    """Return the decoder's prompt for the next utterance."""
    screen = words_of_screen(products)
    return f"{shop}, {screen}." if screen else f"{shop}."


def expected_of(turn: Turn) -> Expected | None:
    """Return what a short answer to the turn's reply would be; None if nothing was asked."""
    return _EXPECTED.get(turn.asked) if turn.asked else None
