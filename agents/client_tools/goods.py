"""Which products a turn is about, in which form and how many, for a function's arguments.

What the plan did is asked first, then what the words point at. Nothing is guessed: an unclear
reference names no product, and our own reply asks back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.agent import PlannedTurn
from agents.reading import Reading, Reference, Shown
from agents.references import Scene, resolve
from agents.reply.cart_parts import (
    CartAdded,
    CartAddedSeveral,
    CartAsks,
    CartChanged,
    CartRemoved,
    FewLeft,
)
from agents.reply.ideas_parts import IdeasShown, SetShown
from agents.reply.plan import (
    Answered,
    Chosen,
    Compared,
    Found,
    Part,
    Priced,
    Stocked,
    StockedSeveral,
    Unresolved,
)
from agents.reply.shop_parts import BoardDone
from agents.turn import Turn
from agents.understand.line import Line
from agents.understand.references import find_references
from retrieval.product import Product, Variant


@dataclass(frozen=True, slots=True)
class Good:
    """One product that is meant."""

    product: Product
    variant: Variant | None = None
    quantity: int | None = None
    size: str | None = None
    colour: str | None = None
    settled: bool = True
    """False where our reply has to ask for its size or colour first."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a turn is about."""

    goods: tuple[Good, ...] = ()
    unclear: bool = False
    """Whether products are pointed at, and it is not clear which."""


def meant(turn: Turn) -> Meant:
    """Return the products that a turn is about."""
    parts: Sequence[Part] = turn.plan.parts if isinstance(turn, PlannedTurn) else ()
    goods = _once(tuple(good for part in parts for good in _of_part(part, turn)))
    if len(goods) > 1 and (named := _named(turn)):
        goods = tuple(g for g in goods if g.product.id == named.id) or goods
    if goods:
        return Meant(goods)
    if any(isinstance(part, Unresolved) for part in parts):
        return Meant(unclear=True)
    references = _references(turn)
    if not references:
        return Meant()
    if any(isinstance(part, Found | IdeasShown | SetShown) for part in parts):
        return Meant(unclear=True)  # the list that the words point at is off the screen
    resolved = resolve(references, _scene(turn))
    if resolved.trouble:
        return Meant(unclear=True)
    said = _said_form(turn.readings)
    return Meant(tuple(Good(p, None, said[0], said[1], said[2]) for p in resolved.products))


def _named(turn: Turn) -> Product | None:
    """Return the one product that has a place, where "all" is said beside it.

    "All the info on the second one" is about the second one.
    """
    references = [r for reading in turn.readings for r in reading.references]
    placed = [r for r in references if r.ordinal is not None]
    if len(placed) != 1 or not any(r.every for r in references):
        return None
    resolved = resolve(placed, _scene(turn))
    return resolved.products[0] if len(resolved.products) == 1 else None


def _of_part(part: Part, turn: Turn) -> Iterator[Good]:
    quantity, size, colour = _said_form(turn.readings)
    match part:
        case CartAdded(line=line, offered=offered, added=added):
            yield Good(offered.product, offered.variant, added, line.size, line.colour)
        case CartChanged(line=line, before=before):
            product = _product(line.product_id, turn)
            if product:
                count = line.quantity if line.quantity != before.quantity else None
                yield Good(product, None, count, line.size, line.colour)
        case CartAddedSeveral(products=products):
            for product in products:
                held = [n for n in turn.cart if n.product_id == product.id]
                variants = {v.id: v for v in product.variants}
                variant = variants.get(held[-1].variant_id or "") if held else None
                yield Good(
                    product,
                    variant,
                    quantity or 1,
                    variant.size if variant else None,
                    variant.colour if variant else None,
                )
        case CartAsks(offered=offered) | FewLeft(offered=offered):
            yield Good(
                offered.product,
                offered.variant,
                quantity,
                size,
                colour,
                settled=False,
            )
        case Stocked(offered=offered):
            yield Good(offered.product, offered.variant, quantity, offered.size, offered.colour)
        case StockedSeveral(offered=several):
            for each in several:
                yield Good(each.product, each.variant, quantity, each.size, each.colour)
        case _:
            yield from _looked_at(part, quantity, size, colour)


def _looked_at(
    part: Part, quantity: int | None, size: str | None, colour: str | None
) -> Iterator[Good]:
    """Yield the products that a part speaks of without putting them into the cart."""
    match part:
        case CartRemoved(products=products) | BoardDone(products=products):
            yield from (Good(p, None, quantity, size, colour) for p in products)
        case Compared(products=products):
            yield from (Good(p) for p in products)
        case Chosen(product=product, variant=variant):
            yield Good(product, variant, quantity, size, colour)
        case Answered(answers=answers):
            yield from (Good(a.product, None, quantity, size, colour) for a in answers)
        case Priced(product=product, variant=variant):
            yield Good(product, variant, quantity, size, colour)
        case _:
            return


def _said_form(readings: Sequence[Reading]) -> tuple[int | None, str | None, str | None]:
    """Return the quantity, size and colour that were said."""
    return (
        next((r.quantity for r in readings if r.quantity is not None), None),
        next((r.size for r in readings if r.size), None),
        next((r.colour for r in readings if r.colour), None),
    )


def _references(turn: Turn) -> Sequence[Reference]:
    read = [r for reading in turn.readings for r in reading.references]
    if read:
        return read
    titles = tuple(c.product.title for c in turn.products)
    found, _ = find_references(Line.read(turn.utterance.text), (), Shown(titles=titles))
    # "It" may be anything where no product was talked of: "is it going to rain?".
    return [r for r in found if not r.deictic]


def _scene(turn: Turn) -> Scene:
    screen = tuple(c.product for c in turn.products)
    known = {p.id: p for p in screen}
    spoken = turn.after.spoken if isinstance(turn, PlannedTurn) else 0
    group = turn.after.group if isinstance(turn, PlannedTurn) else ()
    return Scene(
        screen,
        turn.focus,
        spoken,
        group=tuple(known[i] for i in group if i in known),
        cart=tuple(p for n in turn.cart if (p := _product(n.product_id, turn))),
    )


def _product(product_id: str, turn: Turn) -> Product | None:
    shown = (c.product for c in turn.products)
    focus = (turn.focus,) if turn.focus else ()
    return next((p for p in (*shown, *focus) if p.id == product_id), None)


def _once(goods: tuple[Good, ...]) -> tuple[Good, ...]:
    return tuple({g.product.id: g for g in goods}.values())
