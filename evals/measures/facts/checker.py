"""All checks over the reply of one turn."""

from collections.abc import Callable, Sequence

from evals.measures.facts.claims import ClaimCheck, Heard
from evals.measures.facts.compared import wrong_comparisons
from evals.measures.facts.counts import wrong_counts
from evals.measures.facts.denials import wrong_denials
from evals.measures.facts.offers import wrong_offers
from evals.measures.facts.prices import wrong_prices
from evals.measures.facts.ratings import wrong_ratings
from evals.measures.facts.sentences import in_figures, sentences_of
from evals.measures.facts.shop import Shop
from evals.measures.facts.stated import wrong_measures
from evals.measures.facts.world import Known, World, world_of
from evals.measures.facts.wrong import WrongFact
from evals.runs.record import TurnSeen
from retrieval.product import Product

_CHECKS: tuple[ClaimCheck, ...] = (
    wrong_prices,
    wrong_counts,
    wrong_ratings,
    wrong_offers,
    wrong_comparisons,
    wrong_denials,
    wrong_measures,
)


class FactChecker:
    """Holds replies against one catalog.

    Args:
        catalog: Every product there is.
        look: Finds one by its id.
    """

    def __init__(self, catalog: Sequence[Product], look: Callable[[str], Product | None]) -> None:
        self._shop = Shop(catalog)
        self._look = look

    def wrong(
        self, turns: Sequence[TurnSeen], place: int, reply: str | None = None
    ) -> tuple[WrongFact, ...]:
        """Return what a reply says that is not so.

        Args:
            turns: Of the record.
            place: Of the turn in it.
            reply: Held against the turn instead of its own reply.
        """
        text = in_figures(turns[place].reply if reply is None else reply)
        if not text.strip():
            return ()
        world = world_of(turns, place, self._look, self._shop.catalog)
        mentions, found = self._shop.names.mentions(text, world)
        wrong = list(found)
        before = self._named(turns[place - 1].reply, world) if place else ()
        sentences = sentences_of(text)
        for sentence in sentences:
            heard = Heard(sentence, sentences, mentions, world, before, self._shop)
            for check in _CHECKS:
                wrong.extend(check(heard))
        return tuple(dict.fromkeys(wrong))

    def _named(self, reply: str, world: World) -> tuple[Known, ...]:
        mentions, _ = self._shop.names.mentions(in_figures(reply), world)
        found = {k.product.id: k for one in mentions if one.whole for k in one.products}
        return tuple(found.values())
