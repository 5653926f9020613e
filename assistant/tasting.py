"""What a conversation teaches about its shopper, and what it knows of them before.

Personal taste is a help, never a need: where profiles cannot be read or written, the turn
goes on without them.
"""

import asyncio
import logging
from collections.abc import Sequence

from agents.acts import Act
from agents.boards import Board
from agents.clicks import Click, Deed
from agents.requests import term_of
from agents.turn import CartLine, Turn
from retrieval.errors import ProfilesUnusable
from retrieval.personal.profile import Profile
from retrieval.personal.shopper import Shopper
from retrieval.product import Product
from retrieval.search import Search
from retrieval.taste import Taste
from retrieval.terms import Term

_log = logging.getLogger(__name__)


class Tasting:
    """One shopper in one conversation.

    Args:
        shopper: Whose taste is used and learned.
        search: The catalog, to look up what was put into the cart.
    """

    def __init__(self, shopper: Shopper, search: Search) -> None:
        self._shopper = shopper
        self._search = search
        self._profile = Profile()
        self._taste: Taste | None = None
        self._is_fresh = False
        self._on_boards: frozenset[str] = frozenset()

    def begins_with(self, boards: Sequence[Board]) -> None:
        """Note what was saved before the turn that is planned now."""
        self._on_boards = frozenset(i.product_id for b in boards for i in b.items)

    async def taste(self) -> Taste | None:
        """Return what is known of the shopper's taste, None if nothing is."""
        if not self._is_fresh:
            try:
                self._profile = await asyncio.to_thread(self._shopper.profile)
            except ProfilesUnusable:
                _log.exception("taste not read")
                self._profile = Profile()
            self._taste = self._shopper.taste(self._profile)
            self._is_fresh = True
        return self._taste

    def forget(self) -> None:
        """Read the profile anew before it is next used: it was erased."""
        self._profile, self._taste, self._is_fresh = Profile(), None, False
        self._on_boards = frozenset()

    async def note(self, turn: Turn, cart_before: Sequence[CartLine]) -> None:
        """Learn from a turn that was committed.

        Args:
            turn: What was asked for, looked at, saved and put into the cart.
            cart_before: The cart before it.
        """
        try:
            await asyncio.to_thread(self._note, turn, cart_before)
        except ProfilesUnusable:
            _log.exception("taste not noted")
        self._is_fresh = False

    async def note_click(self, click: Click, variant_id: str | None) -> None:
        """Learn from something that was put into the cart or onto a board by hand.

        Args:
            click: An addition or a save.
            variant_id: What was put into the cart.
        """
        try:
            await asyncio.to_thread(self._note_click, click, variant_id)
        except ProfilesUnusable:
            _log.exception("taste not noted")
        self._is_fresh = False

    def _note_click(self, click: Click, variant_id: str | None) -> None:
        product = self._search.product(click.product_id) if click.product_id else None
        if product is None:
            return
        if click.deed is Deed.SAVE:
            self._shopper.note(saved=[product])
        else:
            variant = next((v for v in product.variants if v.id == variant_id), None)
            self._shopper.note(carted=[(product, variant)])

    def reasons(self, terms: Sequence[Term]) -> tuple[str, ...]:
        """Say why each of `terms` is liked by the taste that was used last."""
        found = (self._profile.reason(term) for term in terms)
        return tuple(str(reason) for reason in found if reason is not None)

    def _note(self, turn: Turn, cart_before: Sequence[CartLine]) -> None:
        held = {(line.product_id, line.variant_id): line.quantity for line in cart_before}
        added = [
            (line.product_id, line.variant_id)
            for line in turn.cart
            if line.quantity > held.get((line.product_id, line.variant_id), 0)
        ]
        found = [(self._search.product(product), variant) for product, variant in added]
        carted = [
            (product, next((v for v in product.variants if v.id == variant), None))
            for product, variant in found
            if product is not None
        ]
        seen = _looked_at(turn, [product.id for product, _ in carted])
        said = [
            (constraint.wanted, term)
            for constraint in turn.constraints
            if constraint.turn == turn.index and (term := term_of(constraint)) is not None
        ]
        for_another = any(reading.act is Act.GIFT for reading in turn.readings)
        self._shopper.note(
            viewed=seen,
            saved=self._saved(turn),
            carted=carted,
            wanted=[term for wanted, term in said if wanted and not for_another],
            unwanted=[term for wanted, term in said if not wanted and not for_another],
        )

    def _saved(self, turn: Turn) -> tuple[Product, ...]:
        """Return what this turn put onto a board."""
        if not any(r.act is Act.SAVE and r.topic is None for r in turn.readings):
            return ()
        new = {i.product_id for b in turn.boards for i in b.items} - self._on_boards
        return tuple(p for i in sorted(new) if (p := self._search.product(i)))


_LOOKING = frozenset({Act.SELECT, Act.ASK_PRODUCT, Act.PRICE_OR_STOCK})
"""Acts that single a product out; being shown one is no sign of liking it."""


def _looked_at(turn: Turn, carted: Sequence[str]) -> tuple[Product, ...]:
    singled_out = any(reading.act in _LOOKING for reading in turn.readings)
    if turn.focus is None or not singled_out or turn.focus.id in carted:
        return ()
    return (turn.focus,)
