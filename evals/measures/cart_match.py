"""What is in the cart against what should be: each wanted line once, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.measures.on_screen import where_words
from evals.measures.values import plain
from evals.runs.record import CartLineSeen
from evals.scenarios.expectations import CartLineWanted
from evals.scenarios.where import Look, OneOrMore


@dataclass(frozen=True, slots=True)
class CartCompared:
    """Which lines were found."""

    missing: tuple[CartLineWanted, ...]
    extra: tuple[CartLineSeen, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, a clause each."""
        missing = [f"wanted {wanted_words(one)} in the cart" for one in self.missing]
        extra = [f"{line_words(line)} is in the cart, not asked for" for line in self.extra]
        if missing and not extra:
            missing[-1] += ", did not find it"
        return (*missing, *extra)


def compare_cart(
    wanted: Sequence[CartLineWanted], cart: Sequence[CartLineSeen], look: Look
) -> CartCompared:
    """Give every wanted line a line of its own, so that as many as can be are found.

    Source: Kuhn's augmenting paths; carts hold a handful of lines.
    """
    fits = [[line_fits(one, line, look) for line in cart] for one in wanted]
    holder: dict[int, int] = {}
    for number in range(len(wanted)):
        _place(number, fits, holder, set())
    placed = set(holder.values())
    return CartCompared(
        missing=tuple(one for i, one in enumerate(wanted) if i not in placed),
        extra=tuple(line for i, line in enumerate(cart) if i not in holder),
    )


def line_fits(wanted: CartLineWanted, line: CartLineSeen, look: Look) -> bool:
    """Say whether a line is the product, the form and the number wanted."""
    product = look(line.product_id)
    where = wanted.where
    return (
        product is not None
        and where.holds(product)
        and (where.price is None or where.price.holds(line.unit_price))
        and _form(where.size, line.size)
        and _form(where.colour, line.colour)
        and _form(wanted.size, line.size, needed=True)
        and _form(wanted.colour, line.colour, needed=True)
        and line.quantity == wanted.quantity
    )


def wanted_words(wanted: CartLineWanted) -> str:
    """Say a wanted line, for people."""
    form = [f"size {wanted.size}" if wanted.size else "", wanted.colour or ""]
    told = ", ".join((where_words(wanted.where), *filter(None, form)))
    return f"{wanted.quantity} x ({told})"


def line_words(line: CartLineSeen) -> str:
    """Say a line of the cart, for people."""
    form = ", ".join(filter(None, (f"size {line.size}" if line.size else "", line.colour)))
    return f"{line.quantity} x {line.title}{f' ({form})' if form else ''}"


def _form(wanted: OneOrMore | None, has: str | None, needed: bool = False) -> bool:
    if wanted is None or (has is None and not needed):
        return True
    ones = (wanted,) if isinstance(wanted, str) else wanted
    return has is not None and plain(has) in {plain(one) for one in ones}


def _place(number: int, fits: list[list[bool]], holder: dict[int, int], tried: set[int]) -> bool:
    for line, fit in enumerate(fits[number]):
        if not fit or line in tried:
            continue
        tried.add(line)
        if line not in holder or _place(holder[line], fits, holder, tried):
            holder[line] = number
            return True
    return False
