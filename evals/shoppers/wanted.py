"""What a simulated shopper wants by now: its goal, what of it was told, changes of mind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evals.scenarios.expectations import Wish
from evals.scenarios.goal import Change, Goal
from evals.scenarios.where import Where
from evals.shoppers.wishing import (
    Kind,
    Part,
    fits,
    forms,
    is_thing,
    many,
    names_of,
    part_of,
    where_of,
)
from retrieval.product import Product, Variant

_ONE_VALUED: frozenset[Kind] = frozenset(("category", "type"))


@dataclass(frozen=True, slots=True)
class Want:
    """One wish of the goal."""

    name: str
    """As `Saying.gives` calls it."""
    wish: Wish
    part: Part
    told: Wish | None = None
    """As it was said, once it was: "under 150" for at most 150."""
    times: int = 0
    """How often it was said."""

    @property
    def own_words(self) -> tuple[str, ...]:
        """Return how the scenario wants it said, whole; empty where words are to be found."""
        own = self.wish.words if self.wish.words is not None else self.part.wish.words
        return many(own) if own is not None else ()


class Wanted:
    """The goal as it stands.

    Args:
        goal: What the scenario says.
    """

    def __init__(self, goal: Goal) -> None:
        self.goal = goal
        self.things = many(goal.thing)
        named = zip(names_of(goal.wishes), goal.wishes, strict=True)
        self.wants = [Want(name, wish, part_of(wish)) for name, wish in named]
        for want in self.wants:
            if want.part.kind in _ONE_VALUED and want.part.wanted:
                self.tell(want, want.wish)  # the thing itself is always said
        self.changes = list(goal.changes)

    @property
    def untold(self) -> tuple[Want, ...]:
        """Wishes that were not said yet, in the goal's order."""
        return tuple(want for want in self.wants if want.told is None)

    @property
    def truth(self) -> tuple[Wish, ...]:
        """All that the assistant can know: the thing, and what was told."""
        told = tuple(want.told for want in self.wants if want.told is not None)
        if any(part_of(wish).kind in _ONE_VALUED and wish.without is None for wish in told):
            return told
        return (Wish(category=self.things if len(self.things) > 1 else self.things[0]), *told)

    def tell(self, want: Want, as_said: Wish) -> None:
        """Note that a wish was said."""
        at = next(i for i, one in enumerate(self.wants) if one.name == want.name)
        self.wants[at] = replace(want, told=as_said, times=want.times + 1)

    def add(self, wish: Wish) -> Want:
        """Make something a wish that was only thought of, and return it."""
        want = Want(names_of([wish])[0], wish, part_of(wish))
        self.wants.append(want)
        return want

    def of_kind(self, kind: str) -> Iterator[Want]:
        """Yield the wishes of a kind, wanted ones before unwanted ones."""
        of = [want for want in self.wants if want.part.kind == kind]
        yield from sorted(of, key=lambda want: not want.part.wanted)

    def change(self, change: Change) -> tuple[tuple[Want, ...], Want | None]:
        """Change the mind.

        Returns:
            Wishes that no longer hold, and the one that takes their place.
        """
        self.changes.remove(change)
        part = part_of(change.set) if change.set is not None else None
        kind = part.kind if part is not None else change.drop
        gone = tuple(
            want
            for want in self.wants
            if want.part.kind == kind and (part is None or want.part.wanted is part.wanted)
        )
        self.wants = [want for want in self.wants if want not in gone]
        if change.set is None or part is None:
            return gone, None
        if part.kind == "category" and part.wanted:
            self.things = part.values
        name = part.kind if part.wanted else f"not {part.kind}"
        new = Want(name, change.set, part)
        self.wants.append(new)
        return gone, new

    @property
    def wheres(self) -> tuple[Where, ...]:
        """What the product must be that is taken."""
        return where_of((want.wish for want in self.wants), self.goal.choose)

    @property
    def names_thing(self) -> bool:
        """Whether a wish says which categories are meant, so that the name need not."""
        return any(w.part.kind in _ONE_VALUED and w.part.wanted for w in self.wants)

    def is_thing(self, product: Product) -> bool:
        """Say whether a product is the kind of thing that is wanted."""
        named = [w.wish for w in self.wants if w.part.kind in _ONE_VALUED]
        if any(part_of(wish).kind == "category" for wish in named):
            return fits(product, where_of(named))
        return bool(named) or is_thing(product, self.things)

    def fits(self, product: Product) -> bool:
        """Say whether a product is what is wanted in the end, and can be had where it is taken."""
        if not self.is_thing(product):
            return False
        if not fits(product, self.wheres):
            return False
        if self.goal.then in ("look", "compare", "save"):
            return True
        return bool(self.forms(product)) if product.variants else product.in_stock

    def forms(self, product: Product) -> tuple[Variant, ...]:
        """Return the variants that will do and can be had."""
        return forms(product, self.wheres)
