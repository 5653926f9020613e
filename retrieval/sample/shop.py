"""The sample shop: departments in, products out.

Each product has its own random stream, named by seed, kind and number, so
that a new kind, or more products of one, leaves all the others as they were.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import TypeVar

from retrieval.product import Flag, Product, pieces_of
from retrieval.sample import prose, stock
from retrieval.sample.brands import Brand, brands_of
from retrieval.sample.departments import DEPARTMENTS
from retrieval.sample.facts import FACTS, feature_of
from retrieval.sample.kind import Department, Dimensions, Kind, Measure, Style
from retrieval.sample.materials import MATERIALS, Material
from retrieval.sample.models import models_of
from retrieval.sample.pricing import price_at

UPDATED = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
"""Fixed, so that the same seed gives the same bytes on any day."""

_FACT_KNOWN = 0.9
_MEASURE_KNOWN = 0.85
_TACITURN = 0.03
_TACITURN_KNOWN = 0.15
_AI_IMAGERY = 0.03
_LOW_QUALITY = 0.03
_BY_A_SELLER = 0.12
_PRICE_SPREAD = 0.2
_SELLERS = ("Harborline Traders", "Penny Lane Outlet", "Corner Crate", "Northgate Supply")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Deck:
    """A kind's brands, models and styles in the order in which its products take them."""

    brands: Sequence[Brand]
    models: Sequence[str]
    styles: Sequence[Style]

    def card(self, number: int) -> tuple[Brand, str, Style]:
        """Return the brand, model and style of product `number`, from 0.

        Each brand starts at a style of its own and goes through all of them.
        """
        round_, brand = divmod(number, len(self.brands))
        return (
            self.brands[brand],
            self.models[number % len(self.models)],
            self.styles[(brand + round_) % len(self.styles)],
        )


def generate(seed: int = 7) -> tuple[Product, ...]:
    """Return the sample catalog, the same for the same seed on every Python."""
    return tuple(
        product
        for department in DEPARTMENTS
        for section, kind in department.kinds()
        for product in _products(seed, department, section, kind)
    )


def _products(seed: int, department: Department, section: str, kind: Kind) -> Iterator[Product]:
    rng = Random(f"{seed}/{kind.slug}")
    deck = _Deck(
        _shuffled(rng, brands_of(kind.trade)),
        _shuffled(rng, models_of(kind.trade)),
        _shuffled(rng, kind.styles),
    )
    for number in range(kind.count):
        stream = Random(f"{seed}/{kind.slug}/{number}")
        yield _product(stream, department, section, kind, deck.card(number), number)


def _product(
    rng: Random,
    department: Department,
    section: str,
    kind: Kind,
    card: tuple[Brand, str, Style],
    number: int,
) -> Product:
    brand, model, style = card
    product_id = f"{department.prefix}-{kind.slug}-{number + 1:03d}"
    audience = rng.choice(kind.audiences) if kind.audiences else None
    material = _material(rng, kind, style)
    known = _TACITURN_KNOWN if rng.random() < _TACITURN else _FACT_KNOWN
    poor = rng.random() < _LOW_QUALITY
    facts = _facts(rng, kind, style, material, known)
    place = brand.level + style.lift + (material.lift if material else 0.0)
    place += sum(FACTS[name].lift for name, value in facts.items() if value == "yes")
    place += _PRICE_SPREAD * (rng.random() - 0.5) - (0.1 if poor else 0.0)
    price = price_at(place, *kind.price)
    attributes = {**style.facts, **facts, **_measures(rng, kind, style, place)}
    title = prose.title(rng, kind, (brand.name, model), style, material, facts, audience)
    description = prose.description(rng, kind, brand, style, material, attributes)
    if poor:
        description = prose.plain_description(rng, kind)
    colours = _colours(rng, kind)
    run = kind.sizes.get(audience or "", kind.sizes.get(""))
    variants = stock.variants(rng, product_id, price, run.draw(rng) if run else (), colours)
    stars, votes = stock.rating(rng, brand.level, poor)
    return Product(
        id=product_id,
        title=title,
        brand=brand.name,
        description=description,
        url=f"/products/{product_id}",
        price=price,
        list_price=stock.list_price(rng, price),
        department=department.name,
        category=kind.category,
        category_path=(department.name, section, kind.category),
        colours=colours,
        materials=material.values if material else (),
        audience=audience,
        features=_features(style, facts),
        attributes=attributes,
        variants=variants,
        stock=pieces_of(variants) if variants else stock.pieces(rng),
        rating=stars,
        rating_count=votes,
        seller=rng.choice(_SELLERS) if poor or rng.random() < _BY_A_SELLER else None,
        flags=_flags(rng, kind, poor),
        updated=UPDATED,
    )


def _material(rng: Random, kind: Kind, style: Style) -> Material | None:
    keys = (style.materials or kind.materials).split()
    return MATERIALS[rng.choice(keys)] if keys else None


def _facts(
    rng: Random, kind: Kind, style: Style, material: Material | None, known: float
) -> dict[str, str]:
    """Return the yes-or-no facts, the style's word before the material's before chance."""
    facts: dict[str, str] = {}
    for name, share in kind.facts.items():
        drawn = "yes" if rng.random() < share else "no"
        is_known = rng.random() < known
        forced = style.facts.get(name) or (_implied(name, material) if material else None)
        if name == "vegan" and material and not material.animal and drawn == "no":
            continue  # glue and dye decide, and shops rarely know
        if forced or is_known:
            facts[name] = forced or drawn
    if material:
        facts.update(material.adds)
    facts.update({name: value for name, value in style.facts.items() if value in ("yes", "no")})
    return facts


def _implied(name: str, material: Material) -> str | None:
    if name == "vegan" and material.animal:
        return "no"
    return material.forces.get(name)


def _measures(rng: Random, kind: Kind, style: Style, place: float) -> dict[str, str]:
    """Return the measured facts; dearer products tend to the upper end."""
    found: dict[str, str] = {}
    bounds = {measure.name: measure for measure in (*kind.measures, *style.measures)}
    for measure in bounds.values():
        at = 0.7 * rng.random() + 0.3 * min(max(place, 0.0), 1.0)
        is_known = rng.random() < _MEASURE_KNOWN
        if isinstance(measure, Dimensions):
            sides = (measure.width, measure.depth, measure.height)
            value = " x ".join(str(round(low + (high - low) * at)) for low, high in sides)
            found |= {"dimensions": f"{value} in"} if is_known else {}
        elif is_known:
            found[measure.name] = _quantity(measure, at)
    return found


def _quantity(measure: Measure, at: float) -> str:
    steps = round((measure.low + (measure.high - measure.low) * at) / measure.step)
    return f"{round(steps * measure.step, 2):g} {measure.unit}".strip()


def _colours(rng: Random, kind: Kind) -> tuple[str, ...]:
    if not kind.colours:
        return ()
    wanted = rng.randint(1, min(kind.most_colours, len(kind.colours)))
    return tuple(dict.fromkeys(_shuffled(rng, kind.colours)[:wanted]))


def _features(style: Style, facts: Mapping[str, str]) -> tuple[str, ...]:
    age = style.facts.get("recommended_age")
    ages = (f"ages {age.removesuffix(' years')}",) if age else ()
    stated = (feature_of(name) for name, value in facts.items() if value == "yes")
    return tuple(dict.fromkeys((*style.features, *ages, *filter(None, stated))))


def _flags(rng: Random, kind: Kind, poor: bool) -> tuple[Flag, ...]:
    flags = [Flag.AI_IMAGERY] if rng.random() < _AI_IMAGERY else []
    flags += [Flag.LOW_QUALITY] if poor else []
    return (*flags, Flag.RESTRICTED) if kind.restricted else tuple(flags)


def _shuffled(rng: Random, items: Sequence[_T]) -> list[_T]:
    shuffled = list(items)
    rng.shuffle(shuffled)
    return shuffled
