"""One shopper in a shop: what they do is noted, what they like is told to a search."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol

from retrieval.embedder import Vectors
from retrieval.personal.deed import Deed, Kind, asked, done_to
from retrieval.personal.profile import Profile
from retrieval.personal.store import ProfileStore
from retrieval.product import Product, Variant
from retrieval.taste import Taste
from retrieval.terms import Term
from retrieval.vocabulary import Vocabulary


class Space(Protocol):
    """What tastes are made of; `retrieval.search.CatalogSearch` is one."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The catalog's own words."""

    @property
    def space(self) -> str:
        """Name of the embedder that made the vectors."""

    def vectors(self, product_ids: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the stored unit vectors of those products that there are."""


class Shopper:
    """One shopper, in one catalog. Safe to use from several threads."""

    def __init__(self, shopper_id: str, store: ProfileStore, space: Space) -> None:
        self.id = shopper_id
        self._store = store
        self._space = space

    def profile(self, now: datetime | None = None) -> Profile:
        """Return what is known of the shopper; nothing if it is off.

        Args:
            now: with a time zone; the present by default.

        Raises:
            ProfilesUnusable: the profiles cannot be read.
        """
        return self._store.get(self.id).profile.at(now or datetime.now(UTC))

    def taste(self, profile: Profile) -> Taste | None:
        """Return what a search in this catalog needs of `profile`; None where nothing is known."""
        return profile.taste(self._space.vocabulary, self._space.space)

    def note(
        self,
        *,
        viewed: Sequence[Product] = (),
        saved: Sequence[Product] = (),
        carted: Sequence[tuple[Product, Variant | None]] = (),
        wanted: Iterable[Term] = (),
        unwanted: Iterable[Term] = (),
        now: datetime | None = None,
    ) -> None:
        """Note what the shopper did in one turn. Keeps nothing where they switched it off.

        Raises:
            ProfilesUnusable: the profiles cannot be written.
        """
        at = now or datetime.now(UTC)
        ask = asked(wanted, unwanted, at)
        things: list[tuple[Kind, Product, Variant | None]] = [
            *((Kind.VIEWED, product, None) for product in viewed),
            *((Kind.SAVED, product, None) for product in saved),
            *((Kind.CARTED, product, variant) for product, variant in carted),
        ]
        if not things and not ask.liked and not ask.disliked:
            return
        vectors = self._space.vectors([product.id for _, product, _ in things]) if things else {}
        deeds: list[Deed] = [ask] if ask.liked or ask.disliked else []
        deeds += [
            done_to(kind, product, at, variant, vectors.get(product.id))
            for kind, product, variant in things
        ]
        self._store.note(self.id, deeds, self._space.space)
