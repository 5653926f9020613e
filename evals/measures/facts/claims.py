"""What every check of one kind of claim is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from evals.measures.facts.mentions import Mention, in_sentence, spoken_of
from evals.measures.facts.sentences import Sentence
from evals.measures.facts.shop import Shop
from evals.measures.facts.world import Known, World
from evals.measures.facts.wrong import WrongFact


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of a reply, with all that is known."""

    sentence: Sentence
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    world: World
    told_before: tuple[Known, ...]
    """What the reply before this one named."""
    shop: Shop

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def own(self) -> list[Mention]:
        """Mentions of this sentence."""
        return in_sentence(self.mentions, self.sentence)

    def about(self, start: int, end: int | None = None) -> tuple[Known, ...]:
        """Return whom a claim that stands from `start` to `end` of the sentence is about."""
        at = self.sentence.start + start
        stop = at if end is None else self.sentence.start + end
        found = spoken_of(self.mentions, self.sentence, at, stop, self.world)
        told = {one.product.id for one in self.told_before}
        # "The Tollmarsh" of two on the screen is the one that was spoken of.
        narrowed = tuple(one for one in found if one.product.id in told)
        one_brand = len({one.product.brand for one in found}) == 1
        return narrowed if len(found) > 1 and one_brand and narrowed else found

    def listed(self) -> tuple[Known, ...]:
        """Return the products that this sentence names, or else the next that names any."""
        return tuple(known for one in self.listed_names() for known in one.products)

    def listed_names(self) -> tuple[Mention, ...]:
        """Return the names of this sentence, or else of the next that has any."""
        place = self.sentences.index(self.sentence)
        for sentence in self.sentences[place:]:
            found = in_sentence(self.mentions, sentence)
            if found:
                return tuple(one for one in found if one.whole)
        return ()


class ClaimCheck(Protocol):
    """Finds claims of one kind in a sentence, and yields those that are wrong."""

    def __call__(self, heard: Heard) -> Iterator[WrongFact]: ...


def money(amount: Decimal) -> str:
    """Say an amount: "$99", "$24.49"."""
    return f"${amount:,.0f}" if amount == amount.to_integral_value() else f"${amount:,.2f}"


def names(products: Sequence[Known]) -> str:
    """Say whom a claim is about; several where that is open."""
    return " or ".join(dict.fromkeys(one.product.title for one in products[:3])) or "nothing shown"


def prices_words(about: Sequence[Known]) -> str:
    """Say what products cost, for people."""
    if not about:
        return "no product is spoken of"
    return "; ".join(
        f"{one.product.title} costs {' or '.join(money(p) for p in sorted(one.prices)[:3])}"
        for one in about[:3]
    )
