"""Words for what was undone, for paying, and for what is asked before much is done at once."""

from agents.boards import spoken_name as board_name
from agents.reply.cart_parts import (
    AsksConsent,
    CartHolds,
    CartTotalWithout,
    CartUndone,
    CheckedOut,
    Consent,
)
from agents.reply.money import money
from agents.reply.names import a_size, count_word, listed, sentence, spoken_names, the_name
from agents.reply.phrasing import Phrasing
from agents.reply.plan import SPOKEN


def say_undone(part: CartUndone, phrasing: Phrasing) -> list[str]:
    """Return what is as it was before, and what the cart comes to."""
    if part.nothing:
        return ["There's nothing in your cart to undo."]
    lead = phrasing.pick("Undone.", "Okay, undone.")
    told = []
    if part.back:
        names = spoken_names(part.back)
        is_ = "is" if len(names) == 1 else "are"
        told.append(f"{_some(names)} {is_} back in your cart")
    if part.gone:
        names = spoken_names(part.gone)
        told.append(f"{_some(names)} {'is' if len(names) == 1 else 'are'} out of your cart again")
    if part.line and part.product:
        told.append(_as_it_was(part))
    if not part.left:
        return [lead, *map(sentence, told), "It's empty now."]
    return [lead, *map(sentence, told), f"Your total is {money(part.total, part.currency)}."]


def _some(names: tuple[str, ...]) -> str:
    if len(names) <= SPOKEN:
        return listed(names)
    return listed((*names[: SPOKEN - 1], f"{count_word(len(names) - SPOKEN + 1)} more"))


def _as_it_was(part: CartUndone) -> str:
    line, product = part.line, part.product
    assert line is not None and product is not None
    form = " in ".join(f for f in (a_size(line.size) if line.size else "", line.colour) if f)
    number = f"{count_word(line.quantity)} of " if line.quantity > 1 else ""
    return f"it's {number}{the_name(product)}{f' in {form}' if form else ''} again"


def say_checked_out(part: CheckedOut, phrasing: Phrasing) -> list[str]:
    """Return where to pay; first what is not there as often as the cart holds it."""
    total = money(part.total, part.lines[0].currency)
    short = []
    if part.first is not None and part.short is not None:
        name = the_name(part.first)
        short = [
            sentence(f"{name} is sold out by now")
            if not part.short
            else sentence(f"there {'is' if part.short == 1 else 'are'} only "
                          f"{count_word(part.short)} of {name} left")
        ]  # fmt: skip
    if part.link:
        lead = phrasing.pick(
            "I've put the link on your screen.", "The checkout link is on your screen."
        )
        return [lead, *short, f"Your total is {total}."]
    return [
        f"Your total is {total}.",
        *short,
        "Paying happens in the shop itself; I can't take it.",
    ]


def say_holds(part: CartHolds) -> list[str]:
    """Say whether it is in the cart."""
    if part.product is None:
        return ["No, that isn't in your cart."]
    many = f", {count_word(part.quantity)} of them" if part.quantity > 1 else ""
    return [sentence(f"yes, {the_name(part.product)} is in your cart{many}")]


def say_total_without(part: CartTotalWithout) -> list[str]:
    """Return the sum of the rest; nothing is taken out."""
    names = listed(spoken_names(part.products)[:SPOKEN])
    return [sentence(f"without {names} it's {money(part.total, part.currency)}")]


def say_asks_consent(part: AsksConsent) -> list[str]:
    """Ask before much is done at once."""
    number = "both" if part.count == 2 else f"all {count_word(part.count)}"
    match part.consent:
        case Consent.EMPTY_CART:
            return [f"That's {count_word(part.count)} things.", "Shall I take everything out?"]
        case Consent.CLEAR_BOARD:
            things = "the one thing" if part.count == 1 else number
            return [sentence(f"shall I take {things} off {board_name(part.board or '')}?")]
        case Consent.BOARD_TO_CART:
            one = part.count == 1
            lead = f"{board_name(part.board or '')} has {'one thing' if one else f'{count_word(part.count)} things'}"  # noqa: E501
            return [sentence(lead), f"Shall I add {'it' if one else number} to your cart?"]
