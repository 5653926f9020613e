"""What a reference means, worked out from what was seen and heard and from nothing else.

The oracle of the scripted dialogues: it knows the lists that were on the screen with what the
replies named of them, what the script singled out last and what it put into the cart. It
shares no code with `agents.references`. Where what was seen does not settle a reference (two
blue ones, the cheapest not among those named), there is no question of that family.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from evals.price_phrases import Half, Of
from evals.reference_words import (
    ADD_SEVERAL,
    ADDS,
    ASKS,
    COMPARES,
    NAMES,
    NOT_THAT_BRAND,
    THAT_BRAND,
    Family,
)
from retrieval.product import Product

SUPERLATIVES = frozenset({"cheapest", "dearest", "best_rated"})
CART_SHARE = 0.3
"""Of the references to one product that come with a cart act."""


@dataclass(frozen=True, slots=True)
class List:
    """One list that was shown."""

    shown: tuple[Product, ...]
    heard: tuple[Product, ...]
    """Those that the reply named, in order."""


@dataclass(slots=True)
class Seen:
    """What a shopper knows of the conversation so far."""

    lists: list[List] = field(default_factory=list)
    focus: Product | None = None
    """What was singled out last."""
    added: Product | None = None

    @property
    def shown(self) -> tuple[Product, ...]:
        return self.lists[-1].shown if self.lists else ()

    @property
    def heard(self) -> tuple[Product, ...]:
        return self.lists[-1].heard if self.lists else ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One utterance with the products that it is about."""

    family: Family
    text: str
    meant: tuple[Product, ...]
    how: str
    """What shows that they were meant: "focus", "cart", "named", "brand", "not_brand"."""


def ask(dice: Random, half: Half, family: Family, seen: Seen) -> Ask | None:
    """Return a question of a family about what was seen; None if none can be asked."""
    if family in ("that_brand", "not_that_brand"):
        return _about_brand(dice, half, family, seen)
    found = meant(dice, family, seen)
    if found is None:
        return None
    products, value = found
    name = draw(dice, half, NAMES[family]).replace("{x}", value)
    if family == "back_again":
        products = (seen.shown[0] if "first" in name else seen.shown[1],)
    if family == "not_first":
        return Ask(family, _written(dice, name), products, "focus")
    if len(products) > 1:
        return _several(dice, half, family, name, products)
    cart = family != "in_cart" and dice.random() < CART_SHARE and products[0].in_stock
    text = draw(dice, half, ADDS if cart else ASKS).replace("{r}", name)
    return Ask(family, _written(dice, text), products, "cart" if cart else "focus")


def meant(dice: Random, family: Family, seen: Seen) -> tuple[tuple[Product, ...], str] | None:
    """Return which products a family's reference means, and the value it names them by."""
    find = _FIND.get(family)
    if find is not None:
        products = find(seen)
        return (products, "") if products else None
    by_value = _BY_VALUE[family]
    found = [(v, p) for v, p in sorted(by_value(seen).items()) if p]
    if not found:
        return None
    value, products = dice.choice(found)
    return products, value


def draw(dice: Random, half: Half, ways: Mapping[Of, Sequence[str]]) -> str:
    """Return one of the ways that a half may use."""
    return dice.choice([*ways.get("both", ()), *ways.get(half, ())])


def key_of(product: Product) -> str:
    """Return the start of the title by which a reply names a product: brand and model."""
    brand = product.brand or ""
    rest = product.title.removeprefix(brand).split()
    return f"{brand} {rest[0]}".strip() if rest else brand


def named_in(reply: str, products: Sequence[Product]) -> tuple[Product, ...]:
    """Return those of `products` that a reply names, in the order in which it does."""
    places = {p.id: reply.casefold().find(key_of(p).casefold()) for p in products}
    return tuple(sorted((p for p in products if places[p.id] >= 0), key=lambda p: places[p.id]))


def _several(
    dice: Random, half: Half, family: Family, name: str, products: tuple[Product, ...]
) -> Ask:
    """Ask about several: "the blue ones" may be one pair, so these are only compared."""
    buyable = all(p.in_stock and not p.sizes for p in products)
    if buyable and family != "those_with" and dice.random() < 0.6:
        text = draw(dice, half, ADD_SEVERAL).replace("{s}", name)
        return Ask(family, _written(dice, text), products, "cart")
    text = draw(dice, half, COMPARES).replace("{s}", name)
    return Ask(family, _written(dice, text), products, "named")


def _written(dice: Random, text: str) -> str:
    """Return the text as typed, or as a recogniser would write it."""
    if dice.random() < 0.5:
        return text
    asks = text.startswith(("how", "is ", "what", "can", "do ", "so what"))
    return text[0].upper() + text[1:] + ("?" if asks else ".")


def _about_brand(dice: Random, half: Half, family: Family, seen: Seen) -> Ask | None:
    if seen.focus is None or not seen.focus.brand:
        return None
    if family == "that_brand":
        return Ask(family, draw(dice, half, THAT_BRAND), (seen.focus,), "brand")
    return Ask(family, draw(dice, half, NOT_THAT_BRAND), (seen.focus,), "not_brand")


def _nth(number: int) -> Callable[[Seen], tuple[Product, ...]]:
    return lambda seen: seen.shown[number - 1 : number]


def _last(seen: Seen) -> tuple[Product, ...]:
    return seen.heard[-1:] if len(seen.heard) > 1 else ()


def _extreme(amount: Callable[[Product], float]) -> Callable[[Seen], tuple[Product, ...]]:
    """The one with the least, if it is so for a listener and for who looks at the screen."""

    def find(seen: Seen) -> tuple[Product, ...]:
        if len(seen.heard) < 2:
            return ()
        least = min(amount(p) for p in seen.shown)
        found = [p for p in seen.shown if amount(p) == least]
        return tuple(found) if len(found) == 1 and found[0] in seen.heard else ()

    return find


def _focus(seen: Seen) -> tuple[Product, ...]:
    return (seen.focus,) if seen.focus else ()


def _other(seen: Seen) -> tuple[Product, ...]:
    if len(seen.heard) != 2 or seen.focus not in seen.heard:
        return ()
    return tuple(p for p in seen.heard if p != seen.focus)


def _all_of(count: int) -> Callable[[Seen], tuple[Product, ...]]:
    return lambda seen: seen.heard if len(seen.heard) == count else ()


def _of_three(*places: int) -> Callable[[Seen], tuple[Product, ...]]:
    return lambda seen: (
        tuple(seen.heard[place] for place in places)
        if len(seen.heard) == 3 and seen.heard == seen.shown[:3]
        else ()
    )


def _said_first(seen: Seen) -> tuple[Product, ...]:
    return seen.heard[:1] if len(seen.lists) == 1 and len(seen.heard) > 1 else ()


def _shown_first(seen: Seen) -> tuple[Product, ...]:
    first = seen.lists[0].heard[:1]
    different = len(seen.lists) > 1 and first and first[0] not in (*seen.shown[:1], seen.focus)
    return first if different else ()


def _cheaper_of_two(seen: Seen) -> tuple[Product, ...]:
    if len(seen.heard) != 2 or seen.heard[0].price == seen.heard[1].price:
        return ()
    return (min(seen.heard, key=lambda p: p.price),)


def _cart(seen: Seen) -> tuple[Product, ...]:
    return (seen.added,) if seen.added and seen.added != seen.focus else ()


def _second(seen: Seen) -> tuple[Product, ...]:
    return seen.shown[1:2]


def _sole(
    values: Callable[[Product], set[str]], count: int = 1
) -> Callable[[Seen], dict[str, tuple[Product, ...]]]:
    """Values that exactly `count` of the products shown have, and no other has nearly."""

    def find(seen: Seen) -> dict[str, tuple[Product, ...]]:
        said = {value for p in seen.shown for value in values(p)}
        have = {
            value: tuple(p for p in seen.shown if any(_nearly(value, v) for v in values(p)))
            for value in said
        }
        return {
            value: those
            for value, those in have.items()
            if len(those) == count and all(value in values(p) for p in those)
        }

    return find


def _nearly(value: str, other: str) -> bool:
    """Say whether one is in the other: "blue" in "light blue", "leather" in "faux leather"."""
    ones, others = set(value.casefold().split()), set(other.casefold().split())
    return ones <= others or others <= ones


def _colours(product: Product) -> set[str]:
    return {*product.colours, *(v.colour for v in product.variants if v.colour)}


def _materials(product: Product) -> set[str]:
    return set(product.materials)


def _brand(product: Product) -> set[str]:
    return {product.brand} if product.brand else set()


def _audience(product: Product) -> set[str]:
    return {product.audience} if product.audience in ("men", "women", "kids") else set()


def _names(seen: Seen) -> dict[str, tuple[Product, ...]]:
    """Names of one product whose words are in no other title shown."""
    found: dict[str, tuple[Product, ...]] = {}
    for product in seen.shown:
        model = key_of(product).removeprefix(product.brand or "").strip()
        others = {w for p in seen.shown if p != product for w in p.title.casefold().split()}
        if model and model.casefold() not in others:
            found |= {model: (product,), key_of(product): (product,)}
    return found


def _brand_before(seen: Seen) -> dict[str, tuple[Product, ...]]:
    """Brands and models that one product had that was named earlier, and none that is shown."""
    earlier = {p.id: p for old in seen.lists[:-1] for p in old.heard}
    taken = {brand for p in seen.shown for brand in _brand(p)}
    all_before = [p for old in seen.lists[:-1] for p in old.shown]
    found: dict[str, tuple[Product, ...]] = {}
    for product in earlier.values():
        same = {p.id for p in all_before if p.brand == product.brand}
        if product.brand and product.brand not in taken and same == {product.id}:
            found[product.brand] = (product,)
    return found


_FIND: dict[Family, Callable[[Seen], tuple[Product, ...]]] = {
    "first": _nth(1),
    "second": _nth(2),
    "third": _nth(3),
    "fourth": _nth(4),
    "last": _last,
    "cut_off": _last,
    "middle": _of_three(1),
    "cheapest": _extreme(lambda p: float(p.price)),
    "dearest": _extreme(lambda p: -float(p.price)),
    "best_rated": _extreme(lambda p: -(p.rating or 0.0)),
    "it": _focus,
    "other": _other,
    "both": _all_of(2),
    "all_three": _all_of(3),
    "first_two": _of_three(0, 1),
    "last_two": _of_three(1, 2),
    "first_and_last": _of_three(0, 2),
    "not_first": _second,
    "said_first": _said_first,
    "shown_first": _shown_first,
    "cheaper_of_two": _cheaper_of_two,
    "in_cart": _cart,
    "back_again": _second,
}
_BY_VALUE: dict[Family, Callable[[Seen], dict[str, tuple[Product, ...]]]] = {
    "colour": _sole(_colours),
    "material": _sole(_materials),
    "brand": _sole(_brand),
    "audience": _sole(_audience),
    "name": _names,
    "before": _brand_before,
    "those_with": _sole(lambda p: _colours(p) | _materials(p), 2),
}
