"""Whether a cart can be filled as a scenario wants it: made, in stock, and at that total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evals.measures.on_screen import where_words
from evals.scenarios.expectations import CartLineWanted
from evals.scenarios.problem import Steps
from evals.scenarios.unmet import Catalog, listed, why_none
from evals.scenarios.where import Bounds, Where
from retrieval.product import Product, Variant

Sold = Product | Variant


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that can be put into a cart."""

    product: Product
    sold: Sold
    """The variant; the product itself where it has none."""


def cart_faults(
    cart: Sequence[CartLineWanted] | None, total: Bounds | None, catalog: Catalog
) -> Iterator[tuple[Steps, str]]:
    """Yield why a cart cannot be, with the place within the cart's list, or ("total",).

    Args:
        cart: All its lines; None if nothing is said of them.
        total: What they must come to.
        catalog: What there is to buy.
    """
    if cart is None:
        return
    lows, highs = Decimal(0), Decimal(0)
    for number, line in enumerate(cart):
        why = line_fault(line, catalog)
        if why:
            yield (number,), why
            return
        prices = [form.sold.price for form in forms_of(line, catalog)]
        lows += min(prices) * line.quantity
        highs += max(prices) * line.quantity
    if total is None:
        return
    if total.at_most is not None and lows > total.at_most:
        yield ("total",), f"the cheapest such cart comes to {lows}, above {total.at_most}"
    if total.at_least is not None and highs < total.at_least:
        yield ("total",), f"the dearest such cart comes to {highs}, below {total.at_least}"


def line_fault(line: CartLineWanted, catalog: Catalog) -> str | None:
    """Say why a line cannot be put into a cart; None if it can."""
    why = why_none(line.where, catalog)
    if why:
        return why
    made = made_forms(_where(line), catalog)
    named = f"{where_words(line.where)}"
    form = " and ".join(
        f"{name} {value}"
        for name, value in (("size", line.size), ("colour", line.colour))
        if value is not None
    )
    if not made:
        products = line.where.among(catalog.products)
        sizes = dict.fromkeys(size for product in products for size in product.sizes)
        has = f"; made in {listed(list(sizes))}" if line.size and sizes else ""
        return f"nothing that is {named} is made in {form}{has}"
    stocked = [one for one in made if one.sold.in_stock]
    if not stocked:
        told = f" in {form}" if form else ""
        return f"all that is {named}{told} is sold out"
    if not any(_enough(one.sold, line.quantity) for one in stocked):
        most = max(one.sold.stock or 0 for one in stocked)
        return f"{line.quantity} are wanted, and of {named} there are {most} at most"
    return None


def forms_of(line: CartLineWanted, catalog: Catalog) -> tuple[Form, ...]:
    """Return what fulfils a line and can be had."""
    made = made_forms(_where(line), catalog)
    return tuple(f for f in made if f.sold.in_stock and _enough(f.sold, line.quantity))


def made_forms(wheres: Sequence[Where], catalog: Catalog) -> tuple[Form, ...]:
    """Return all forms, sold out ones included, that are what all of `wheres` mean."""
    found: list[Form] = []
    for product in catalog.products:
        if not all(where.holds(product) for where in wheres):
            continue
        if not product.variants:
            found.append(Form(product, product))
            continue
        kept = [{v.id for v in where.forms(product)} for where in wheres]
        ids = set.intersection(*kept)
        found.extend(Form(product, v) for v in product.variants if v.id in ids)
    return tuple(found)


def _where(line: CartLineWanted) -> tuple[Where, ...]:
    return line.where, Where(size=line.size, colour=line.colour)


def _enough(sold: Sold, quantity: int) -> bool:
    return sold.stock is None or sold.stock >= quantity
