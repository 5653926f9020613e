"""The things that one sentence says, checked together. Pure."""

from agents.guard import numbers
from agents.guard.asserted import Asserted, Said
from agents.guard.claims import check_claim, check_many, check_praise, check_word, is_wish
from agents.guard.compared import check_budget, check_more, check_outlay
from agents.guard.crowd import check_all_of, check_crowd, check_ease
from agents.guard.figure_check import check_figures
from agents.guard.index import SheetIndex
from agents.guard.item import Item, Kind
from agents.guard.sentence_check import check_turn
from agents.guard.stock import check_scarce, check_stock, stocked
from agents.guard.talk import Spoken
from agents.guard.text import Token
from agents.guard.verdict import Fault, Refusal


def refusals_of(
    index: SheetIndex,
    tokens: list[Token],
    items: list[Item],
    asserted: list[Asserted],
    earlier: tuple[Spoken, ...] = (),
) -> list[Refusal]:
    """Return what of a sentence's assertions is not so.

    Args:
        index: The facts.
        tokens: Of the sentence.
        items: Of the sentence.
        asserted: Each bound to whom it is said of.
        earlier: The last numbers before the sentence.
    """
    said = Said(index, tokens, items, earlier=earlier)
    said.asserted = [a for a in asserted if not is_wish(said, a)]
    check_figures(said, [a for a in said.asserted if a.item.kind is Kind.FIGURE and not a.foreign])
    for one in said.asserted:
        if one.foreign:
            _again(said, one)
            continue
        match one.item.kind:
            case Kind.CLAIM:
                check_claim(said, one)
            case Kind.BAD:
                check_word(said, one)
            case Kind.MORE:
                check_more(said, one)
            case Kind.STOCK:
                check_stock(said, one)
            case _:
                pass
    check_praise(said)
    check_many(said)
    check_crowd(said)
    check_ease(said)
    check_all_of(said)
    check_outlay(said)
    check_budget(said)
    check_scarce(said)
    check_turn(said)
    return said.found


def _again(said: Said, a: Asserted) -> None:
    """Check what another sentence, or the shopper, said of someone else."""
    for place in a.places:
        known = said.index.known[place]
        if a.item.figure is not None and a.item.figure.currency:
            ok = any(v in known.prices for v in a.item.figure.values) != a.negated
        elif a.item.figure is not None:
            named = numbers.sizes_of(a.item.figure, known)
            ok = bool(named) and all(known.sizes[s] for s in named) != a.negated
            ok = ok or (a.negated and not named)
        elif a.item.kind is Kind.STOCK:
            ok = stocked(said, a, a.item.low, known, place)
        else:
            values = [known.holds(key) for key in a.item.keys]
            ok = (False in values and not any(values)) if a.negated else any(values)
        if not ok:
            fault = Fault.AVAILABILITY if a.item.kind is Kind.STOCK else Fault.ATTRIBUTE
            said.found.append(Refusal(fault, a.item.low))
