"""The recogniser told of a shop: by a prompt alone, or as sessions tell it."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.hearing import SCREEN, ShopHearing, terms_of_shop
from evals.prompt_words import prompt_of
from retrieval.english import ordinary_words
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary
from speech.hints import NO_HINTS, Hints
from speech.sound_alike.index import TermIndex
from speech.sound_alike.repairer import CatalogRepairer
from speech.sound_alike.term import Term, TermKind

_SEED = 5
_FIELDS: dict[TermKind, Field] = {
    "brand": Field.BRAND,
    "kind": Field.CATEGORY,
    "material": Field.MATERIAL,
    "colour": Field.COLOUR,
    "feature": Field.FEATURE,
}
"""An index does not list the names of models: they are known while they are on the screen."""


@dataclass(frozen=True, slots=True)
class Hinted:
    """The same shop with different help."""

    plain: Hints
    prompt: Hints
    repair: Hints
    """As sessions have it: the repairer, and no prompt."""


def hinted_by(vocabulary: Vocabulary) -> Hinted:
    """Return what a session is told of a shop while nothing is on the screen."""
    repair = ShopHearing(vocabulary).hints(())
    return Hinted(NO_HINTS, Hints(prompt=prompt_of(vocabulary)), repair)


class TermShop:
    """A catalog of which only the terms are known, as a session would hear it.

    Args:
        terms: Its brands, kinds, names of models and so on.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        vocabulary = _vocabulary(terms)
        self._models = [term for term in terms if term.kind == "model"]
        self._index = TermIndex(terms_of_shop(vocabulary))
        self._dice = random.Random(_SEED)
        self.prompt = Hints(prompt=prompt_of(vocabulary))

    def hints(self, named: Sequence[Term]) -> Hints:
        """Return the hints for an utterance that names these terms.

        Args:
            named: Models among them are on the screen, with others drawn to fill it.
        """
        models = [term for term in named if term.kind == "model"]
        screen: list[Term] = []
        if models:
            others = self._dice.sample(self._models, min(SCREEN, len(self._models)))
            screen = list(dict.fromkeys([*models, *others]))[:SCREEN]
            self._dice.shuffle(screen)
        repairer = CatalogRepairer(self._index, ordinary_words(), screen)
        return Hints(repairer=repairer)


def _vocabulary(terms: Sequence[Term]) -> Vocabulary:
    """Return the vocabulary of an index that would hold these terms, once each."""
    counts: dict[Field, Counter[str]] = {field: Counter() for field in Field}
    for term in terms:
        if (field := _FIELDS.get(term.kind)) is not None:
            counts[field][term.text] += 1
    return Vocabulary(
        values=counts,
        department_of={},
        attributes={},
        price_low=Decimal(0),
        price_high=Decimal(0),
        currency="USD",
    )
