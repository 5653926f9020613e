"""So many scenarios of all kinds, spread over a catalog's categories.

The same catalog, count and seed make the same scenarios. Each is held against the catalog, and
left out where anything about it is odd.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from evals.scenarios.feasible import findings
from evals.scenarios.from_facets import carts, goals, scripts
from evals.scenarios.from_facets.facets import Category, categories_of
from evals.scenarios.from_facets.spec import Plain, Scene
from evals.scenarios.scenario import Scenario
from evals.scenarios.unmet import Catalog

Kind = Callable[[Scene], Plain | None]

ROUNDS: Final = 6
"""How often a kind goes through all categories; more than once where the catalog has few."""
ID_MOST: Final = 60
"""Letters of an id; the format takes 80."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made."""

    by_kind: dict[str, tuple[Scenario, ...]]
    """In the order in which kinds take turns."""
    categories: int
    """Categories that shoppers would name."""
    not_found: tuple[str, ...]
    """Kinds that the catalog has nothing for."""

    @property
    def count(self) -> int:
        return sum(len(made) for made in self.by_kind.values())


def _counted(make: Callable[[Scene, int], Plain | None], count: int) -> Kind:
    return lambda scene: make(scene, count)


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "one-wish": _counted(scripts.find, 1),
        "two-wishes": _counted(scripts.find, 2),
        "three-wishes": _counted(scripts.find, 3),
        "goal-one-wish": _counted(goals.goal, 1),
        "narrowed": scripts.narrow,
        "corrected": scripts.correct,
        "goal-two-wishes": _counted(goals.goal, 2),
        "excluded": scripts.exclude,
        "relaxed": scripts.relax,
        "taken": carts.take,
        "goal-change-of-mind": goals.change_of_mind,
        "cheapest": scripts.cheapest,
        "compared": scripts.compare,
        "saved": scripts.save,
        "goal-variant": goals.variant,
        "two-topics": scripts.two_topics,
        "unknown-brand": scripts.unknown_brand,
        "sold-out": carts.sold_out,
    }
)
"""What makes scenarios, in the order in which they take turns."""


def imported(catalog: Catalog, count: int, seed: int) -> Imported:
    """Make scenarios.

    Args:
        catalog: Of any shop.
        count: So many, or as many as the catalog yields.
        seed: Of all that is left to chance.
    """
    categories = categories_of(catalog)
    making = _Making(catalog, categories, random.Random(f"{seed}:{catalog.digest}"))
    made: dict[str, list[Scenario]] = {name: [] for name in KINDS}
    for _ in range(ROUNDS):
        # Each kind goes through all categories in an order of its own.
        waiting = {name: making.dice.sample(categories, len(categories)) for name in KINDS}
        while any(waiting.values()) and len(making.ids) < count:
            for name, make in KINDS.items():
                scenario = making.next(waiting[name], make) if len(making.ids) < count else None
                if scenario is not None:
                    made[name].append(scenario)
    return Imported(
        {name: tuple(some) for name, some in made.items() if some},
        len(categories),
        tuple(name for name, some in made.items() if not some),
    )


class _Making:
    """What was made so far, so that nothing is made twice and no category is left out."""

    def __init__(
        self, catalog: Catalog, categories: Sequence[Category], dice: random.Random
    ) -> None:
        self.dice = dice
        self._categories = categories
        self.ids: set[str] = set()
        self._catalog = catalog
        self._said: set[str] = set()
        self._used: Counter[str] = Counter()

    def next(self, waiting: list[Category], make: Kind) -> Scenario | None:
        """Return a scenario of the category that has fewest, and take off those tried."""
        waiting.sort(key=lambda category: self._used[category.name])
        while waiting:
            category = waiting.pop(0)
            plain = make(Scene(category, self._catalog, self._categories, self.dice))
            scenario = self._checked(plain) if plain is not None else None
            if scenario is not None:
                self._used[category.name] += 1
                return scenario
        return None

    def _checked(self, plain: Plain) -> Scenario | None:
        """Return a scenario that is new and that the catalog can give."""
        named = {**plain, "id": self._id(plain["id"])}
        source = {"source": "facets", "catalog": self._catalog.digest[:12] or None}
        scenario = Scenario.model_validate({**named, "provenance": source})
        said = str(plain.get("turns") or plain.get("goal"))
        if said in self._said or findings(scenario, self._catalog):
            return None
        self._said.add(said)
        self.ids.add(scenario.id)
        return scenario

    def _id(self, words: str) -> str:
        """Return an id that nobody has yet: "find-black-boots", then "find-black-boots-2"."""
        plain = re.sub(r"[^a-z0-9]+", "-", words.casefold().replace("'", "")).strip("-")
        plain = plain[:ID_MOST].strip("-")
        number = 2
        found = plain
        while found in self.ids:
            found, number = f"{plain}-{number}", number + 1
        return found
