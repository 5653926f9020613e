"""A decoder's prompt of the shop's words, which sessions do not use: kept for its measurement.

Whisper continues the text that it is given as if it had been said before. A prompt of kinds
and features brings few terms back and costs words elsewhere (docs/decisions.md), so that the
shop's words come into play after decoding only (`speech.sound_alike`).
"""

from collections import Counter

from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary

KINDS = 10
FEATURES = 8


def prompt_of(vocabulary: Vocabulary) -> str:
    """Return the shop's commonest words for kinds of product and features, as a prompt.

    Args:
        vocabulary: The indexed catalog's.

    Returns:
        Such as "boots, shoes, lamps, waterproof, noise canceling."
    """
    heads: Counter[str] = Counter()
    for category in vocabulary.values[Field.CATEGORY]:
        heads[category.split()[-1]] += 1  # kinds of product that end in it, not products
    kinds = [word for word, _ in heads.most_common(KINDS)]
    features = list(vocabulary.values[Field.FEATURE])[:FEATURES]
    return ", ".join([*kinds, *features]) + "."
