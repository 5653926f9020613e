"""What the recogniser is told to expect: the terms of this shop and of this screen.

No prompt: words given to the decoder beforehand bring few terms back and damage other words.
The terms come into play after decoding, where they sound like what was written down, and
the audio decides (`speech.sound_alike`).
"""

import logging
import threading
from collections.abc import Sequence

from agents.turn import Turn
from assistant.errors import TermsUnusable
from assistant.hearing_terms import HearingTerms
from retrieval.english import ordinary_words
from retrieval.query import Candidate
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary
from speech.completeness import Expected
from speech.hints import Hints
from speech.sound_alike.index import TermIndex
from speech.sound_alike.repairer import CatalogRepairer
from speech.sound_alike.term import Term, TermKind

SCREEN = 12
"""Products whose names are weighed before the shop's other terms."""
NAME_WORDS = 4
NAME_LETTERS = 5
"""A title of so few words is a name; so is any of its words from this length."""

_log = logging.getLogger(__name__)

_KINDS_OF_TERM: tuple[tuple[Field, TermKind], ...] = (
    (Field.BRAND, "brand"),
    (Field.CATEGORY, "kind"),
    (Field.MATERIAL, "material"),
    (Field.COLOUR, "colour"),
    (Field.FEATURE, "feature"),
)

_EXPECTED: dict[str, Expected] = {
    "size": "size",
    "colour": "colour",
    "which": "choice",
    "yes_no": "yes_no",
    "quantity": "any",
    "order": "any",
    **dict.fromkeys(("category", "audience", "price", "feature", "material", "brand"), "any"),
}


def terms_of_shop(vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Return all that the catalog's products are called by, sizes left out.

    And "women's", which comes before so many of them. Of "yoga leggings" the last word too, and
    of a brand of several words the first: that is how people say them.
    """
    terms = [
        Term(value, kind)
        for field, kind in _KINDS_OF_TERM
        for value in vocabulary.values[field]
        if any(c.isalpha() for c in value)
    ]
    heads = [Term(term.text.split()[-1], "kind") for term in terms if term.kind == "kind"]
    names = [Term(term.text.split()[0], "brand") for term in terms if term.kind == "brand"]
    audiences = vocabulary.values[Field.AUDIENCE]
    short = [term for term in names if term.text.lower() not in ordinary_words()]
    wearers = [Term(f"{who}'s", "audience") for who in ("women", "men") if who in audiences]
    return tuple(dict.fromkeys([*terms, *heads, *short, *wearers]))


def terms_of_screen(products: Sequence[Candidate]) -> tuple[Term, ...]:
    """Return the names by which a shopper may speak of the products that are shown."""
    terms: list[Term] = []
    for candidate in products[:SCREEN]:
        product = candidate.product
        title = product.title
        if product.brand:
            terms.append(Term(product.brand, "brand"))
            terms.append(Term(f"{product.brand} in", "model"))  # "the Oddfell in a size eight"
            title = title.removeprefix(product.brand).strip()
        terms.append(Term(product.category, "kind"))
        words = [word for word in title.split() if word.isalpha()]
        if 1 < len(words) <= NAME_WORDS:
            terms.append(Term(" ".join(words), "model"))
        terms.extend(Term(word, "model") for word in words if len(word) >= NAME_LETTERS)
    return tuple(dict.fromkeys(terms))


class ShopHearing:
    """What the recogniser is told of one catalog; shared by all sessions.

    Building takes 10 ms for 800 terms and half a second for 20,000: do it in a thread.

    Args:
        vocabulary: The indexed catalog's.
        taught: What the shop's analysts added; followed while it changes, in whichever process.
    """

    def __init__(self, vocabulary: Vocabulary, taught: HearingTerms | None = None) -> None:
        self._ordinary = ordinary_words()
        self._taught = taught
        self._mark = (0, 0)
        self._building = threading.Lock()
        self.renew(vocabulary)

    def renew(self, vocabulary: Vocabulary) -> None:
        """Expect the terms of `vocabulary` from now on; for a thread too."""
        with self._building:
            self._build(vocabulary)

    def relearn(self) -> None:
        """Expect what was taught, as it is now; for a thread."""
        with self._building:
            self._build(self._vocabulary)

    def expects(self, text: str) -> bool:
        """Say whether a word or name is among the terms, in any case."""
        return text.casefold() in self._known

    def _build(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        terms = [*self._learned(), *terms_of_shop(vocabulary)]
        self._known = frozenset(term.text.casefold() for term in terms)
        self._terms = TermIndex(terms)

    def _learned(self) -> list[Term]:
        if self._taught is None:
            return []
        self._mark = self._taught.mark()
        try:
            return [Term(each.term, "brand") for each in self._taught.all()]
        except TermsUnusable:
            _log.exception("hearing terms not read")
            return []

    def _follow(self) -> None:
        """Have what was taught elsewhere learned beside the session that asks."""
        if self._taught is not None and self._taught.mark() != self._mark:
            self._mark = self._taught.mark()
            threading.Thread(target=self.relearn, name="hearing-terms", daemon=True).start()

    def hints(self, products: Sequence[Candidate]) -> Hints:
        """Return what to expect of the next utterance.

        Args:
            products: On the screen, in their order.
        """
        self._follow()
        repairer = CatalogRepairer(self._terms, self._ordinary, terms_of_screen(products))
        return Hints(repairer=repairer)


def expected_of(turn: Turn) -> Expected | None:
    """Return what a short answer to the turn's reply would be; None if nothing was asked."""
    return _EXPECTED.get(turn.asked) if turn.asked else None
