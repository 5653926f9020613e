"""One request for products of a category: as wishes, as a predicate and as words."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from agents.reply.traits import is_adjective
from evals.scenarios.from_facets.facets import Category
from evals.scenarios.from_facets.phrases import amount, owner
from evals.scenarios.unmet import Catalog
from evals.scenarios.where import Where
from retrieval.product import Product

Plain = dict[str, Any]
"""A part of a scenario as its file says it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What one scenario is made of."""

    category: Category
    catalog: Catalog
    others: Sequence[Category]
    """All categories, this one too."""
    dice: random.Random


@dataclass(frozen=True, slots=True)
class Spec:
    """A category and what it is narrowed by."""

    category: Category
    values: Mapping[str, str] = field(default_factory=dict)
    """By facet; of material and feature only one is given."""
    below: Decimal | None = None
    """No product costs just this."""

    @property
    def wishes(self) -> list[Plain]:
        """What holds once it is said."""
        asked = [{facet: value} for facet, value in self.values.items()]
        price = [{"price": {"at_most": plain_amount(self.below)}}] if self.below else []
        return [{"category": self.category.name}, *asked, *price]

    @property
    def where(self) -> Plain:
        """What a product must be."""
        made: Plain = {"category": self.category.name}
        for facet, value in self.values.items():
            if facet == "feature":
                # A page may state it elsewhere.
                attribute = {re.sub(r"[^a-z0-9]+", "_", value.casefold()): "yes"}
                ways = ({"features": [value]}, {"attributes": attribute}, {"words": [value]})
                made["any_of"] = list(ways)
            elif facet == "material":
                made["any_of"] = [{"material": value}, {"words": [value]}]
            else:
                made[facet] = value
        if self.below is not None:
            made["price"] = {"at_most": plain_amount(self.below)}
        return made

    @property
    def surely(self) -> Plain:
        """What a product must be that nobody can deny: its listing states it as such."""
        made = {name: value for name, value in self.where.items() if name != "any_of"}
        named = {"material": self.values.get("material")}
        features = [self.values["feature"]] if "feature" in self.values else None
        stated = {**named, "features": features, "in_stock": True}
        return {**made, **{name: value for name, value in stated.items() if value}}

    def fitting(self) -> tuple[Product, ...]:
        """Return what surely fulfils it and can be had."""
        return Where.model_validate(self.surely).among(self.category.products)

    def conceivable(self) -> tuple[Product, ...]:
        """Return what may be said to fulfil it, sold out or not."""
        return Where.model_validate(self.where).among(self.category.products)

    @property
    def noun(self) -> str:
        """Return "women's black leather boots from Torvane under 150 dollars"."""
        return " ".join((*self._front(), self.category.name, *self._tail()))

    def _front(self) -> Sequence[str]:
        audience = self.values.get("audience")
        front = [owner(audience) or ""] if audience else []
        feature = self.values.get("feature")
        if feature and is_adjective(feature):
            front.append(feature)
        front += [self.values.get("colour", ""), self.values.get("material", "")]
        return [word for word in front if word]

    def _tail(self) -> Sequence[str]:
        tail: list[str] = []
        if brand := self.values.get("brand"):
            tail.append(f"from {brand}")
        audience = self.values.get("audience")
        if audience and not owner(audience):
            tail.append(f"for {audience}")
        feature = self.values.get("feature")
        if feature and not is_adjective(feature):
            tail.append(f"with {feature}")
        if self.below is not None:
            tail.append(f"under {amount(self.below, self.category.currency)}")
        return tail


def plain_amount(value: Decimal) -> int | float:
    """Return an amount as a file writes it."""
    return int(value) if value == value.to_integral_value() else float(value)


def wordings(templates: Sequence[str], **values: str) -> list[str]:
    """Return what is said, in each wording."""
    return [template.format(**values) for template in templates]
