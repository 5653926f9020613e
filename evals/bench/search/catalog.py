"""Generated catalogs of any size, for measuring the index rather than the shop.

The kinds, styles, materials, colours, sizes and prices are the sample shop's; brands and
model names are pairs of plain words, so that a million products differ in their texts.
Product `number` of a seed is always the same, whatever the size of the catalog. There are
no descriptions: a million texts must be embedded in less than an hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from random import Random

from retrieval.product import Flag, Product, pieces_of
from retrieval.sample import stock
from retrieval.sample.departments import DEPARTMENTS
from retrieval.sample.kind import Department, Kind
from retrieval.sample.materials import MATERIALS
from retrieval.sample.pricing import price_at

SEED = 41
"""Of the catalog that the figures are quoted for."""

BRANDS = 4_000
"""Drawn by Zipf's law: the largest makes 4 % of all products."""

_ZIPF = 0.8
_MOST_SIZES = 6
_RESTRICTED = 0.005
_FLAGGED = 0.03
_BRANDED = 0.97
_STATED = 0.3

_FIRST = """amber autumn bold bright broad calm clear copper coral crimson crystal deep distant
east elder ember even fair far first frost gentle golden grand gray green grey high hollow honest
iron ivory jade keen kind late light little lone long lost lower mellow misty morning new noble
north old open outer pale plain quick quiet rapid red royal rustic sharp silent silver simple slow
small soft south steady still stone strong summer swift tall true upper velvet warm west white wild
winter young""".split()  # noqa: SIM905 - a list of 80 quoted words reads worse
_SECOND = """acre anchor arrow barn bay bell bird branch bridge brook canyon castle cedar circle
cliff cloud compass creek crow dawn deer delta dune eagle echo field finch fire fjord forest forge
fox garden gate glen grove harbor hare harvest haven hawk heron hill horizon island lake lantern
leaf ledge lion lodge maple marsh meadow mill moon moss oak orchard otter owl path peak pine pond
prairie ranch raven reef ridge river robin rock rook sail shore spring spruce star stream summit
swan tide tower trail valley wave willow wolf wood wren""".split()  # noqa: SIM905
"""Words that BERT has as one piece: a text is 24 pieces, where syllables made it 29."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """`count` products, each made when it is asked for."""

    count: int
    seed: int = SEED

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Product]:
        return (self.product(number) for number in range(self.count))

    def product(self, number: int) -> Product:
        """Return product `number` (from 0), the same on every Python."""
        return _product(Random(f"{self.seed}/{number}"), number)


def _product(rng: Random, number: int) -> Product:
    department, section, kind = rng.choices(_KINDS, cum_weights=_KIND_WEIGHTS)[0]
    ((brand, level),) = rng.choices(_BRANDS, cum_weights=_BRAND_WEIGHTS)
    style = rng.choice(kind.styles)
    keys = (style.materials or kind.materials).split()
    material = MATERIALS[rng.choice(keys)] if keys else None
    audience = rng.choice(kind.audiences) if kind.audiences else None
    place = level + style.lift + (material.lift if material else 0.0) + 0.3 * (rng.random() - 0.5)
    price = price_at(place, *kind.price)
    most = min(kind.most_colours, len(kind.colours), 2)
    colours = tuple(rng.sample(kind.colours, rng.randint(1, most))) if most else ()
    run = kind.sizes.get(audience or "", kind.sizes.get(""))
    sizes = run.draw(rng)[:_MOST_SIZES] if run else ()
    identifier = f"g{number}"
    variants = stock.variants(rng, identifier, price, sizes, colours)
    stars, votes = stock.rating(rng, level, poor=False)
    word = material.title if material and rng.random() < 0.4 else ""
    title = (brand, rng.choice(_MODELS), style.title, word, kind.noun)
    return Product(
        id=identifier,
        title=" ".join(part for part in title if part),
        brand=brand if rng.random() < _BRANDED else None,
        price=min((v.price for v in variants), default=Decimal(price)),
        department=department.name,
        category=kind.category,
        category_path=(department.name, section, kind.category),
        colours=colours,
        materials=material.values if material else (),
        audience=audience,
        features=style.features[:1] if rng.random() < _STATED else (),
        variants=variants,
        stock=pieces_of(variants) if variants else stock.pieces(rng),
        rating=stars,
        rating_count=votes,
        flags=_flags(rng),
    )


def _flags(rng: Random) -> tuple[Flag, ...]:
    flags = [flag for flag in (Flag.AI_IMAGERY, Flag.LOW_QUALITY) if rng.random() < _FLAGGED]
    return (*flags, Flag.RESTRICTED) if rng.random() < _RESTRICTED else tuple(flags)


def _kinds() -> list[tuple[Department, str, Kind]]:
    return [
        (department, section, kind)
        for department in DEPARTMENTS
        for section, kind in department.kinds()
    ]


_KINDS = _kinds()
_KIND_WEIGHTS = list(accumulate(kind.count for _, _, kind in _KINDS))
_WORDS = Random("names")
_PAIRS = [f"{first} {second}".title() for first in _FIRST for second in _SECOND]
_BRANDS = [(name, _WORDS.choice((0.1, 0.4, 0.7))) for name in _WORDS.sample(_PAIRS, BRANDS)]
_BRAND_WEIGHTS = list(accumulate(1 / rank**_ZIPF for rank in range(1, BRANDS + 1)))
_MODELS = [word.title() for word in (*_FIRST, *_SECOND)]
