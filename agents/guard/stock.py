"""Whether something can be had, in the size and colour that the sentence names. Pure."""

from agents.guard import numbers
from agents.guard.asserted import Asserted, Said
from agents.guard.figures import Figure
from agents.guard.item import Kind
from agents.guard.known import Known
from agents.guard.verdict import Fault, Refusal
from retrieval.product import LOW_STOCK, Availability
from retrieval.wordset import wordset


def form(
    said: Said, known: Known, place: int, near: Asserted | None = None
) -> tuple[set[str], set[str]]:
    """Return the sizes and colours that the sentence gives to one product.

    Args:
        said: The sentence.
        known: The product.
        place: Where the product stands on the sheet.
        near: Only what no comma parts from this; None for the whole sentence.
    """
    sizes: set[str] = set()
    colours: set[str] = set()
    for a in said.asserted:
        if place not in a.places or (near is not None and _parted(said, a, near)):
            continue
        for kind, what in a.item.keys:
            if kind == "size" and what in known.sizes:
                sizes.add(what)
            elif kind == "colour":
                colours.update(
                    v.colour.casefold() for v in known.product.variants
                    if v.colour and (what in v.colour.casefold())
                )  # fmt: skip
                colours.add(what) if what not in " ".join(colours) else None
        if a.item.kind is Kind.FIGURE and a.item.figure:
            figure = a.item.figure
            if not figure.currency and (
                {"size", "sizes"} & {*a.before[-4:]}
                or a.before[-2:] in (("in", "a"), ("in", "an"))
                or (a.before[-1:] == ("the",) and a.after[:1] == ("is",))
            ):
                named = numbers.sizes_of(figure, known)
                sizes.update(named or (str(figure.values[0]),))
    return sizes, colours


def _parted(said: Said, one: Asserted, other: Asserted) -> bool:
    """Say whether a comma or a "but" stands between two things."""
    first, last = sorted((one.item.start, other.item.start))
    parts = (Kind.COMMA, Kind.BREAK)
    return any(i.kind in parts and first < i.start < last for i in said.items)


def check_stock(said: Said, a: Asserted) -> None:
    known = [(p, said.index.known[p]) for p in a.places]
    state = a.item.low
    if not known or not all(stocked(said, a, state, k, p) for p, k in known):
        said.refuse(Fault.AVAILABILITY, a.item)


def stocked(said: Said, a: Asserted, state: str, known: Known, place: int) -> bool:
    product = known.product
    sizes, colours = form(said, known, place, a if a.negated else None)
    forms = [
        v for v in product.variants
        if (not sizes or (v.size or "").casefold() in sizes)
        and (not colours or not v.colour or v.colour.casefold() in colours)
    ]  # fmt: skip
    narrowed = bool(sizes or (colours and any(v.colour for v in product.variants)))
    here = any(v.in_stock for v in forms) if narrowed else product.in_stock
    if colours and known.colours and not any(tuple(c.split()) in known.colours for c in colours):
        here = False
    if narrowed and len(sizes) > 1 and not a.negated:
        here = all(any(v.in_stock and (v.size or "").casefold() == s for v in forms) for s in sizes)
    match state:
        case "yes":
            return here != a.negated
        case "no":
            return (not here) != a.negated
        case "low":
            low = any(v.availability is Availability.LOW_STOCK for v in forms) if narrowed else (
                product.availability is Availability.LOW_STOCK
            )  # fmt: skip
            return low and not a.negated
        case "pre":
            return product.availability is Availability.PREORDER and not a.negated
        case _:
            return product.availability is Availability.BACKORDER and not a.negated


def is_left(said: Said, known: Known, figure: Figure) -> bool:
    place = said.index.known.index(known)
    sizes, colours = form(said, known, place)
    counts = set(known.stock)
    if sizes or colours:
        own = [
            v.stock for v in known.product.variants
            if (not sizes or (v.size or "").casefold() in sizes)
            and (not colours or (v.colour or "").casefold() in colours)
        ]  # fmt: skip
        counts = {sum(s for s in own if s is not None)} if own and None not in own else set()
    elif known.product.stock is not None and known.product.stock <= LOW_STOCK:
        counts.add(known.product.stock)
    return figure.values[0] in counts


_HAD = wordset("have got see carry stock still there's there only")
_FEW = wordset("few handful couple")


def of_pieces(said: Said, a: Asserted) -> bool:
    """Say whether a number counts pieces of one product: "two of them", "we still have two"."""
    n = said.place_of[a.item.start]
    if a.after[:2] == ("to", "go") and a.after[2:3] not in (("with",), ("for",)):
        return True
    if not a.after and "still" in a.before[-4:]:
        return True
    return _of_one(said, n + 1, a.before)


def _of_one(said: Said, n: int, before: tuple[str, ...]) -> bool:
    """Say whether "of the A", "of them" ends the sentence at item `n`, after "we have"."""
    rest = said.items[n:]
    if rest and rest[0].low == "more":
        rest = rest[1:]
    while len(rest) > 1 and rest[1].low == "the":
        rest = [rest[0], *rest[2:]]
    if len(rest) < 2 or rest[0].low != "of":
        return False
    whom = rest[1]
    single = whom.kind is Kind.ONE or (whom.kind is Kind.NAME and len(whom.places) == 1)
    if not single and whom.kind is not Kind.MANY:
        return False
    if single:
        joined = any(i.kind in (Kind.AND, Kind.COMMA) for i in rest[2:3])
        return not joined
    return len(rest) == 2 and bool(_HAD & {*before[-4:]})


def check_scarce(said: Said) -> None:
    """Refuse "a few remain", "just one of the A", whose number no fact holds."""
    lows = said.lows
    for n, low in enumerate(lows):
        near = {*lows[max(0, n - 9) : n]}
        few = low in ("remain", "remains", "remaining") and bool(_FEW & near)
        if low == "one" and lows[n - 1 : n] in (
            ["just"],
            ["only"],
            ["have"],
            ["see"],
            ["got"],
            ["is"],
        ):
            item = said.place_of.get(n)
            sole = all(k.stock == {1} for k in said.index.known)
            few = item is not None and _of_one(said, item + 1, tuple(lows[:n])) and not sole
        if few:
            said.found.append(Refusal(Fault.AVAILABILITY, said.tokens[n].text))
            return
