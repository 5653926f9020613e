"""How likely it is that a product is what the words of a query mean: 0..1, calibrated.

Unlike a rank or a fused score, the probability means the same for every query and, as far as
it was trained on several, for every catalog. So it also says when a catalog has no answer.
Pure: no engine, no embedder. Trained by `evals.train_relevance`; the card is
`docs/relevance.md`.

Source: logistic regression on three features of query and product.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
import numpy.typing as npt

from retrieval.english import whole_words
from retrieval.lexicon import Lexicon
from retrieval.text import UNTOPICAL
from retrieval.word_forms import words_of

Array = npt.NDArray[np.float64]

FEATURES = ("cosine", "named", "covered")
"""Of one product for one query:

cosine      of both vectors without the catalog's centre, -1..1
named       share of the query's words that the product states, each by how far it names things
covered     the same, each by how rare it is

What is the same for all products of a query (its nearness to the centre, its share of
unknown words) made the score worse on other queries (AUC .833 to .82).
"""

_WEIGHTS = "relevance.json"
_MOST_WORDS = 24
"""Words of a query that are compared; more is a text, not a query."""


@dataclass(frozen=True, slots=True)
class QueryWords:
    """A query as the relevance score reads it, for one catalog."""

    words: tuple[str, ...]
    """Stems, none twice."""
    rarity: tuple[float, ...]
    headness: tuple[float, ...]

    @classmethod
    def of(cls, text: str, lexicon: Lexicon) -> Self:
        """Read the words of `text` as `lexicon` weighs them."""
        said = (word for word in words_of(text) if word not in UNTOPICAL)
        words = tuple(dict.fromkeys(said))[:_MOST_WORDS]
        return cls(
            words=words,
            rarity=tuple(lexicon.rarity(word) for word in words),
            headness=tuple(lexicon.headness(word) for word in words),
        )


def features(query: QueryWords, stated: Sequence[str], cosines: Sequence[float]) -> Array:
    """Return float64 [N, len(FEATURES)] for N products of one query.

    Args:
        query: the words of the query.
        stated: the words of each product, as `retrieval.lexicon.wording_of` puts them.
        cosines: of each product with the query, without the centre.
    """
    found = np.array(
        [[f" {word} " in words for word in query.words] for words in stated], dtype=np.float64
    ).reshape(len(stated), len(query.words))
    return np.column_stack(
        (
            np.asarray(cosines, dtype=np.float64),
            found @ _shares(query.headness),
            found @ _shares(query.rarity),
        )
    )


def _shares(weights: Sequence[float]) -> Array:
    values = np.asarray(weights, dtype=np.float64)
    total = values.sum()
    return values / total if total else values


@dataclass(frozen=True, slots=True)
class RelevanceModel:
    """Weights of `FEATURES`, and what probability is enough to be called an answer."""

    weights: tuple[float, ...]
    bias: float
    answers_from: float
    """0..1: the best product's probability from which the catalog has an answer."""

    def probabilities(self, rows: Array) -> Array:
        """Return float64 [N], 0..1, for float64 [N, len(FEATURES)]."""
        odds = rows @ np.asarray(self.weights) + self.bias
        chances: Array = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        return chances

    @staticmethod
    @cache
    def shipped() -> "RelevanceModel":
        """Return the weights that come with the package."""
        data = json.loads((files("retrieval") / "data" / _WEIGHTS).read_text(encoding="utf-8"))
        return RelevanceModel(
            weights=tuple(data["weights"][name] for name in FEATURES),
            bias=data["bias"],
            answers_from=data["answers_from"],
        )


def without_names(text: str, lexicon: Lexicon) -> str:
    """Leave out of `text` words that neither the catalog nor English has.

    To the embedder a name like "stoneford" is a handful of syllables that pull the query
    anywhere. A word that only the catalog lacks stays: it may be what is not sold here.

    Args:
        text: a cleaned query.
        lexicon: of the catalog.

    Returns:
        The rest; `text` itself where no word of meaning would be left.
    """
    dictionary = whole_words()
    kept = [
        token
        for token in text.split()
        if all(
            lexicon.knows(word) or word in dictionary or not word.isalpha()
            for word in words_of(token)
        )
    ]
    return " ".join(kept) if any(words_of(token) for token in kept) else text
