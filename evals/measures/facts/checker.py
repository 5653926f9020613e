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
from evals.measures.measure import Case
from evals.measures.searches import searched
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
        whole: Whether that is the whole shop. Of a part it cannot be said how many there are,
            nor that a name is nobody's.
    """

    def __init__(
        self,
        catalog: Sequence[Product],
        look: Callable[[str], Product | None],
        whole: bool = True,
    ) -> None:
        self._shop = Shop(catalog, whole)
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
        wrong = list(found) if self._shop.whole else []
        before = self._told(turns, place, world)
        sentences = sentences_of(text)
        for sentence in sentences:
            heard = Heard(sentence, sentences, mentions, world, before, self._shop)
            for check in _CHECKS:
                wrong.extend(check(heard))
        return tuple(dict.fromkeys(wrong))

    def named(self, turns: Sequence[TurnSeen], place: int) -> tuple[Known, ...]:
        """Return the products that a reply names, each once, in the order of the reply."""
        world = world_of(turns, place, self._look, self._shop.catalog)
        mentions, _ = self._shop.names.mentions(in_figures(turns[place].reply), world)
        found = {one.products[0].product.id: one.products[0] for one in mentions if one.by_name}
        return tuple(found.values())

    def _told(self, turns: Sequence[TurnSeen], place: int, world: World) -> tuple[Known, ...]:
        """Return what earlier replies named of the list that was on the screen then."""
        found: dict[str, Known] = {}
        for earlier in range(place - 1, -1, -1):
            reply = in_figures(turns[earlier].reply)
            mentions, _ = self._shop.names.mentions(reply, world)
            found.update((k.product.id, k) for one in mentions if one.whole for k in one.products)
            if searched(turns, earlier):
                break
        return tuple(found.values())


class Checkers:
    """Keeps the checker of the catalog that was asked about last: making one takes a while."""

    def __init__(self) -> None:
        self._catalog: tuple[Product, ...] | None = None
        self._checker: FactChecker | None = None

    def of(self, case: Case) -> FactChecker:
        """Return the checker of a trial's catalog."""
        if self._checker is None or case.catalog is not self._catalog:
            self._catalog = case.catalog
            self._checker = FactChecker(case.catalog, case.look, case.whole)
        return self._checker
