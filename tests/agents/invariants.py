"""What must hold after each turn of any conversation, checked from outside.

The oracles are words of the utterance and facts of the catalog, never the agent's own reading of
them: a turn that was misread must not change a cart that nobody spoke of.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, pairwise

from agents.acts import Act
from agents.constraints import Constraint, Kind
from agents.edits import SEARCH_ACTS
from agents.state import DialogueState
from agents.turn import Turn
from retrieval.product import Product
from retrieval.query import Candidate, PriceRange
from retrieval.search import Search
from retrieval.terms import Field
from retrieval.vocabulary import values_of

STATE_MOST_BYTES = 200_000
NAMES_MOST = 3

CART_WORDS = re.compile(
    r"\b(?:add|put|buy|take|get|grab|order|purchase|throw|toss|stick|pop|include|want|need|have|"
    r"cart|basket|bag|trolley|remove|delete|drop|lose|empty|clear|cancel|undo|back|out|change|"
    r"make|swap|switch|replace|double|triple|twice|two|three|another|more|fewer|less|one|ones|"
    r"instead|give|go|with|it|them|both|all|yes|yeah|sure|ok|okay|fine|i'll|without|rid|ditch|"
    r"mind|forget|leave|keep|last|these|those|this|that|again)\b",
    re.I,
)
"""One of these is in whatever can be meant for a cart."""
_ONE_AUDIENCE = frozenset({"men", "women", "kids"})
_HOLE = re.compile(r"\bNone(?=[.,]|$| \$)|\bat None\b")
_TAKES_OUT = re.compile(r"^(?:take|remove|drop|delete)\b", re.I)
_MONEY = re.compile(r"[$€£](\d[\d,]*(?:\.\d\d)?)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_STATED = (Act.ORDER_OR_POLICY, Act.CHECKOUT, Act.HUMAN)
"""Acts whose replies state the shop's own sums, such as what delivery costs."""
_FIELDS = {Kind(f.value): f for f in Field}
_RELAXED = re.compile(
    r"\b(?:no|none|nothing|not|isn't|aren't|don't|doesn't|couldn't|without|but|closest|nearest|"
    r"instead|only|though|except|neither|still|gave up|left out|both)\b|\bn't\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What a turn started from."""

    state: DialogueState
    screen: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class Names:
    """Finds the catalog's products in a reply by the first two words of their titles."""

    by_start: Mapping[tuple[str, str], frozenset[str]]

    @classmethod
    def of(cls, products: Iterable[Product]) -> "Names":
        """Index a catalog by how its titles begin."""
        starts: dict[tuple[str, str], set[str]] = {}
        for product in products:
            words = product.title.split()
            if len(words) > 1:
                starts.setdefault((words[0], words[1].strip(",.")), set()).add(product.id)
        return cls({start: frozenset(ids) for start, ids in starts.items()})

    def in_text(self, text: str) -> list[frozenset[str]]:
        """Return for each name in `text` the ids of products that it may be."""
        words = [w.strip(",.?!\"';:()") for w in text.split()]
        found = (self.by_start.get(pair) for pair in pairwise(words))
        return [ids for ids in found if ids]


@dataclass(slots=True)
class Invariants:
    """Checks turns against one catalog."""

    search: Search
    names: Names
    broken: list[str] = field(default_factory=list)

    def check(self, before: Before, turn: Turn, after: DialogueState, bad_input: bool) -> list[str]:
        """Return what a turn broke, one sentence each.

        Args:
            before: the committed state, and its screen.
            turn: as planned.
            after: the state once the turn was committed, heard in full.
            bad_input: whether the utterance asks for nothing that a shop does.
        """
        broken = [
            *self._cart(before, turn),
            *self._named(before, turn, after),
            *self._prices(before, turn),
            *self._kept(before, turn, after),
            *_stored(after),
            *_said(turn),
        ]
        if bad_input:
            broken += _intact(before.state, after)
        return broken

    def _cart(self, before: Before, turn: Turn) -> list[str]:
        had = Counter({(i.product_id, i.variant_id): i.quantity for i in before.state.cart})
        has = Counter({(n.product_id, n.variant_id): n.quantity for n in turn.cart})
        if had == has:
            return []
        words = turn.utterance.text
        asked = before.state.pending is not None
        if not asked and not CART_WORDS.search(words):
            return [f"cart changed by {words!r}"]
        new, gone = has - had, had - has
        if _TAKES_OUT.search(words) and gone and (named := self._named_by(words, before, turn)):
            wrong = [i for i, _ in gone if i not in named]
            if wrong:
                return [f"{self._titles(frozenset(wrong))} taken out by {words!r}"]
        most = max([3, *(int(float(n)) for n in _NUMBER.findall(words)[:9] if float(n) < 1e6)])
        saved = sum(len(b.items) for b in before.state.boards)
        waiting = len(before.state.pending.waiting) if before.state.pending else 0
        undone = sum(i.quantity for cart in before.state.carts for i in cart)
        held = sum(had.values())
        if sum(new.values()) > most + saved + waiting + undone + 3 * held + 12:
            return [f"{sum(new.values())} pieces added by {words!r}"]
        return [
            f"cart holds {n.quantity} of {n.title}, of which {left} are left"
            for n in turn.cart
            if (left := self._stock(n.product_id, n.variant_id)) is not None
            and n.quantity > left
            and new[(n.product_id, n.variant_id)]
        ]

    def _named_by(self, words: str, before: Before, turn: Turn) -> set[str]:
        """Return the ids of what is called by the first two words of its title, if anything is."""
        found = self.names.in_text(words)
        shown = {s.product_id for s in before.state.screen}
        return {i for ids in found for i in ids & (shown | {x.product_id for x in turn.cart})}

    def _stock(self, product_id: str, variant_id: str | None) -> int | None:
        product = self.search.product(product_id)
        variants = product.variants if product else ()
        of = next((v for v in variants if v.id == variant_id), product)
        return of.stock if of else None

    def _named(self, before: Before, turn: Turn, after: DialogueState) -> list[str]:
        named = self.names.in_text(turn.reply.text)
        boards = (*before.state.boards, *turn.boards)
        bundles = [s.product_id for s in (*before.state.screen, *after.screen)]
        may = {
            *(c.product.id for c in turn.products),
            *(i.product_id for i in (*before.state.cart, *after.cart)),
            *(i.product_id for board in boards for i in board.items),
            *bundles,
        }
        broken = [f"named what is not shown: {self._titles(ids)}" for ids in named if not ids & may]
        if len(set(named)) > NAMES_MOST:
            broken.append(f"{len(set(named))} products named")
        return broken

    def _titles(self, ids: frozenset[str]) -> list[str]:
        found = (self.search.product(i) for i in sorted(ids)[:3])
        return [p.title for p in found if p]

    def _prices(self, before: Before, turn: Turn) -> list[str]:
        said = [Decimal(m.replace(",", "")) for m in _MONEY.findall(turn.reply.text)]
        if not said or any(r.act in _STATED for r in turn.readings):
            return []
        may = self._amounts(before, turn)
        bounds = {
            bound
            for c in (*turn.constraints, *before.state.constraints)
            if isinstance(c.value, PriceRange)
            for end in (c.value.low, c.value.high)
            if end is not None
            for bound in (end, end + Decimal("0.01"), end - Decimal("0.01"))
        }
        spoken = {Decimal(n) for n in _NUMBER.findall(turn.utterance.text.replace(",", ""))[:50]}
        known = may | bounds | spoken
        if any(r.act in (Act.BUNDLE, Act.REPEAT) for r in turn.readings) or before.state.bundle:
            return []
        pending = before.state.pending, turn.asked
        return [
            f"states ${amount}, which is no price here"
            for amount in said
            if amount not in known and pending[1] not in ("price", "yes_no")
        ]

    def _amounts(self, before: Before, turn: Turn) -> set[Decimal]:
        boards = (*before.state.boards, *turn.boards)
        ids = {
            *(c.product.id for c in turn.products),
            *(s.product_id for s in before.state.screen),
            *(i.product_id for i in before.state.cart),
            *(n.product_id for n in turn.cart),
            *(i.product_id for board in boards for i in board.items),
        }
        products = [p for i in ids if (p := self.search.product(i))]
        single = {p.price for p in products}
        single |= {v.price for p in products for v in p.variants}
        single |= {p.list_price for p in products if p.list_price}
        lines = [n.unit_price * n.quantity for n in turn.cart]
        sums = {sum(some, Decimal(0)) for k in range(1, 5) for some in combinations(lines[:9], k)}
        sums.add(sum(lines, Decimal(0)))
        apart = {abs(a - b) for a in single for b in single}
        times = {n.unit_price * k for n in turn.cart for k in range(1, n.quantity + 1)}
        return single | sums | apart | times

    def _kept(self, before: Before, turn: Turn, after: DialogueState) -> list[str]:
        """Check that what a search found fulfils what is wanted, or that the reply says so."""
        shown = [c.product.id for c in turn.products]
        searched = any(r.act in SEARCH_ACTS for r in turn.readings)
        if not searched or not shown or shown == [s.product_id for s in before.state.screen]:
            return []
        ideas = any(r.act in (Act.BUNDLE, Act.GIFT, Act.INSPIRE) for r in turn.readings)
        if ideas or after.ideas or after.bundle:
            return []  # each idea is of another kind
        gave_up = {(t.field.value, t.value) for t in turn.relaxed}
        hard = [c for c in turn.constraints if c.hard and c.known]
        broken = [
            f"{candidate.product.title!r} breaks {c.kind} {c.value} (wanted {c.wanted})"
            for candidate in turn.products
            for c in hard
            if (c.kind.value, c.value) not in gave_up and not _holds(candidate, c, hard)
        ]
        if gave_up and not _RELAXED.search(turn.reply.text):
            broken.append(f"gave up {sorted(gave_up)} without a word")
        return broken[:2]


def _holds(candidate: Candidate, wish: Constraint, hard: list[Constraint]) -> bool:
    product = candidate.product
    if isinstance(wish.value, PriceRange):
        if not wish.wanted or wish.total:
            return True
        prices = [product.price, *(v.price for v in product.variants)]
        low, high = wish.value.low, wish.value.high
        return any((low is None or p >= low) and (high is None or p <= high) for p in prices)
    if wish.kind is Kind.RATING:
        return not isinstance(wish.value, Decimal) or (product.rating or 0) >= float(wish.value)
    if wish.kind not in _FIELDS:
        return True
    values = values_of(product)[_FIELDS[wish.kind]]
    if not wish.wanted:
        # What comes in other colours too is no breach of "not red".
        return wish.value not in values or len(values) > 1
    if wish.kind is Kind.AUDIENCE and (product.audience or "") not in _ONE_AUDIENCE:
        return True  # a mirror is for anyone
    others = {c.value for c in hard if c.kind is wish.kind and c.wanted}
    if wish.kind is Kind.FEATURE:
        return wish.value in values
    return bool(others & set(values))


def _stored(after: DialogueState) -> list[str]:
    text = json.dumps(after.to_json())
    broken = []
    if DialogueState.from_json(json.loads(text)) != after:
        broken.append("the state is another one after a round trip through JSON")
    if len(text) > STATE_MOST_BYTES:
        broken.append(f"the state has {len(text)} bytes")
    return broken


def _said(turn: Turn) -> list[str]:
    text = turn.reply.text
    broken = []
    if not text.strip():
        broken.append("nothing said")
    if text.count("?") > 1:
        broken.append(f"more than one question: {text!r}")
    if _HOLE.search(text) or "{" in text or "  " in text:
        broken.append(f"a hole in the words: {text!r}")
    if len(text.split()) > 70:
        broken.append(f"{len(text.split())} words said")
    return broken


def _intact(before: DialogueState, after: DialogueState) -> list[str]:
    kept = {
        "constraints": (before.constraints, after.constraints),
        "said": (before.said, after.said),
        "screen": (before.screen, after.screen),
        "cart": (before.cart, after.cart),
        "boards": (before.boards, after.boards),
    }
    return [f"bad input changed {what}" for what, (was, now) in kept.items() if was != now]
