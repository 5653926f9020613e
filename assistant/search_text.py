"""A search's answer as a person reads it in a terminal: a list, and why it is what it is."""

from collections.abc import Mapping

from agents.reply.missing import reason_words
from agents.reply.money import cost_of_candidate, money
from agents.reply.names import listed
from retrieval.product import Availability, Flag
from retrieval.query import Candidate, Relaxation, SearchResult
from retrieval.terms import Field, Term

VALUES_SHOWN = 6
"""Of a facet; a line of a terminal holds no more."""

_FLAGS = {Flag.AI_IMAGERY: "generated pictures", Flag.LOW_QUALITY: "low quality"}
_STOCK = {
    Availability.OUT_OF_STOCK: "out of stock",
    Availability.LOW_STOCK: "few left",
    Availability.PREORDER: "preorder",
    Availability.BACKORDER: "on back order",
}


def result_text(result: SearchResult) -> str:
    """Return the lines that `aisle search` prints."""
    lines = [_correction(each.written, each.read, each.certain) for each in result.corrections]
    lines += [reason(each) for each in result.relaxations]
    if result.cheapest_outside is not None:
        nearest = result.cheapest_outside
        cost = money(nearest.price, nearest.currency)
        lines.append(f"Nothing at that price; the nearest is {nearest.title} for {cost}.")
    elif not result.total:
        lines.append("Nothing fits all of that.")
    elif not result.relevant:
        lines.append("Nothing here is close to that; the nearest:")
    if result.candidates:
        shown = len(result.candidates)
        lines.append(f"{shown} of {result.total}" if shown < result.total else f"{shown} found")
    for number, candidate in enumerate(result.candidates, 1):
        lines += _candidate(number, candidate)
    lines += [_facet(name, counts) for name, counts in result.facets.items() if counts]
    if result.prices.low is not None and result.prices.high is not None:
        currency = result.currency or "USD"
        low, high = money(result.prices.low, currency), money(result.prices.high, currency)
        lines.append(f"prices: {low} to {high}")
    return "\n".join(lines)


def reason(relaxation: Relaxation) -> str:
    """Return "Nothing in suede that's waterproof. Shown without: waterproof."."""
    term = relaxation.term
    if relaxation.bounded:
        why = f"Nothing within those bounds has {_named(term)}."
        if relaxation.kept:
            kept = listed([_named(each) for each in relaxation.kept])
            why = f"Nothing within those bounds has {_named(term)} and {kept}."
    elif not relaxation.kept:
        why = f"Nothing here has {_named(term)}."
    else:
        kept = listed([_named(each) for each in relaxation.kept])
        why = reason_words(relaxation) or f"Nothing has {_named(term)} and {kept}."
    return f"{why} Shown without: {term.value}."


def _named(term: Term) -> str:
    return f"{_field(term.field)} {term.value}"


def _field(name: Field) -> str:
    return "color" if name is Field.COLOUR else name.value


def _correction(written: str, read: str, certain: bool) -> str:
    return f'Read "{written}" as "{read}".' if certain else f'Did you mean "{read}"?'


def _candidate(number: int, candidate: Candidate) -> list[str]:
    product, variant = candidate.product, candidate.variant
    sold = variant if variant is not None else product
    form = "" if variant is None else " ".join(filter(None, (variant.colour, variant.size)))
    cost = cost_of_candidate(candidate)
    stars = "" if product.rating is None else f"{product.rating:g} stars"
    facts = (
        form,
        f"from {cost}" if cost.at_least else str(cost),
        stars,
        _STOCK.get(sold.availability, ""),
        *(_FLAGS[flag] for flag in product.flags if flag in _FLAGS),
        f"[{product.id}]",
    )
    lines = [f"{number:>2}. {product.title}  " + "  ".join(fact for fact in facts if fact)]
    reasons = [_named(term) for term in candidate.fulfilled]
    reasons += [f"you liked {term.value}" for term in candidate.liked]
    if reasons:
        lines.append(f"    {', '.join(reasons)}")
    return lines


def _facet(name: Field, counts: Mapping[str, int]) -> str:
    shown = [f"{value} {count}" for value, count in list(counts.items())[:VALUES_SHOWN]]
    more = len(counts) - len(shown)
    return f"{_field(name)}: {', '.join(shown)}" + (f", {more} more" if more else "")
