"""Words of written English, as the embedder's word list has them."""

from functools import cache
from importlib.resources import files


@cache
def whole_words() -> frozenset[str]:
    """Return about 24,000 lower-case words: the embedder's word pieces that are words."""
    listed = (files("retrieval") / "data" / "minilm_vocab.txt").read_text(encoding="utf-8")
    return frozenset(word for word in listed.split() if word.isalpha())


@cache
def ordinary_words() -> frozenset[str]:
    """Return those of more than one letter. None of them is ever "corrected" to a brand."""
    return frozenset(word for word in whole_words() if len(word) > 1)
