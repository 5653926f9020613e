"""Words for the cart: what was added, what is asked before that, what is in it."""

from agents.offers import Offer, Offered
from agents.reply.availability import not_available
from agents.reply.cart_parts import (
    CartAdded,
    CartAddedSeveral,
    CartAsks,
    CartChanged,
    CartRemoved,
    CartShown,
    FewLeft,
)
from agents.reply.money import money
from agents.reply.names import (
    a_size,
    count_word,
    listed,
    sentence,
    sizes_words,
    spoken_names,
    the_name,
)
from agents.reply.phrasing import Phrasing
from agents.reply.plan import SPOKEN, Stocked
from agents.reply.traits import Subject
from agents.turn import CartLine


def say_added(part: CartAdded, phrasing: Phrasing) -> list[str]:
    """Return what was added in which size, its price, and the total of several lines."""
    line, offered = part.line, part.offered
    lead = phrasing.pick("Done", "Added", "Sure")
    size = f"size {line.size}" if len(line.size or "") < 4 else f"in {line.size}"
    pieces = f"{count_word(part.added)} of them" if part.added > 1 else ""
    detail = ", ".join(d for d in (size if line.size else "", pieces) if d)
    colour = f" in {line.colour}" if line.colour else ""
    each = " each" if line.quantity > 1 else ""
    name, price = the_name(offered.product), money(line.unit_price, line.currency)
    what = f"{name}{colour}, {price}{each}"
    if detail:
        said = [f"{lead}, {detail}.", sentence(f"that's {what}")]
    else:
        said = [f"{phrasing.pick('I added', 'Sure, I added', 'Done, I added')} {what}."]
    if line.quantity > part.added:
        said.append(f"That makes {count_word(line.quantity)} of them.")
    elif part.lines > 1:
        said.append(f"Your total is {money(part.total, line.currency)}.")
    elif phrasing.sentences > 2 and offered.pictured:
        others = [c for c in offered.choices if c != line.colour]
        said += [f"It also comes in {listed(others[:3])}."] if others else []
    return said


def say_changed(part: CartChanged, phrasing: Phrasing) -> list[str]:
    """Return what the line is now, and what it comes to."""
    line, before = part.line, part.before
    form = _form(line)
    cost = line.unit_price * line.quantity
    if line == before:
        return [f"It's in {form} already." if form else "That's how it is in your cart."]
    lead = phrasing.pick("Okay", "Done", "Sure")
    if line.variant_id == before.variant_id:
        number = f"{count_word(line.quantity)} of them" if line.quantity > 1 else "just one"
        said = [f"{lead}, {number} now."]
    else:
        many = f"{count_word(line.quantity)} in " if line.quantity > 1 else ""
        sized = line.size and line.size != before.size
        said = [f"{lead}, {many or ('' if sized else 'in ')}{form if sized else line.colour} now."]
    if part.lines > 1:
        return [*said, f"Your total is {money(part.total, line.currency)}."]
    if line.quantity > 1 or line.unit_price != before.unit_price:
        said.append(f"That's {money(cost, line.currency)}{' in all' if line.quantity > 1 else ''}.")
    return said


def _form(line: CartLine) -> str:
    """Return "a 9 in gray", "gray", or nothing for a product of one form."""
    size = a_size(line.size) if line.size else ""
    return " in ".join(form for form in (size, line.colour) if form)


def say_added_several(part: CartAddedSeveral, phrasing: Phrasing) -> list[str]:
    """Return what was added together, and the total."""
    number = "both" if len(part.products) == 2 else f"all {count_word(len(part.products))}"
    lead = phrasing.pick(f"Done, I added {number}.", f"Sure, {number} are in.")
    names = listed(spoken_names(part.products)[:SPOKEN])
    total = money(part.total, part.currency)
    return [lead, sentence(f"that's {names}"), f"Your total is {total}."]


def say_asks(part: CartAsks, phrasing: Phrasing) -> list[str]:
    """Return the question for a size or colour, after why if the one asked for is missing."""
    offered = part.offered
    product = offered.product
    subject = Subject.of(product)
    have = _choices(offered)
    match offered.offer:
        case Offer.SOLD_OUT:
            return [sentence(f"sorry, {subject.is_} sold out"), _LIKE_IT]
        case Offer.ASK_SIZE:
            if part.named:
                return [f"Which size for {the_name(product)}?", f"I have {have}."]
            return [phrasing.pick("Sure, which size?", "Which size?"), f"I have {have}."]
        case Offer.ASK_COLOUR:
            gone = (
                f"The {offered.colour} is gone in {a_size(offered.size)}."
                if offered.size
                else ("Sure.")
            )
            return [gone, f"I have {have}.", "Which would you like?"]
    if part.named:
        subject = Subject.of(product, the_name(product))
    why = not_available(Stocked(offered, named=False), subject).removeprefix("no, ")
    if part.named and offered.offer in (Offer.SIZE_GONE, Offer.COLOUR_GONE):
        why = f"{why} for {the_name(product)}"
    why = sentence(why)
    if not offered.choices:
        if offered.offer is Offer.NO_COLOUR:
            return ["The listing names no color.", "Shall I add it anyway?"]
        if offered.offer is Offer.NO_SIZE and not product.sizes:
            lead = sentence(f"{subject.verb('come')} in one size only")
            return [lead, "Shall I add that?"]
        return [why, _LIKE_IT]
    if len(offered.choices) == 1:
        there = a_size(have) if offered.offer in _SIZE_OFFERS else have
        return [why, f"I have it in {there}.", "Would you like that?"]
    return [why, f"I have {have}.", "Which would you like?"]


_LIKE_IT = "Shall I look for something like it?"
_SIZE_OFFERS = (Offer.NO_SIZE, Offer.SIZE_GONE, Offer.ASK_SIZE)


def _choices(offered: Offered) -> str:
    if offered.offer in _SIZE_OFFERS:
        return sizes_words(offered.choices, offered.product.sizes)
    return listed(offered.choices[:4])


def say_few_left(part: FewLeft) -> list[str]:
    """Return how many are left and offer those."""
    if part.left <= 0:
        return ["Sorry, there are no more.", "You have all of them in your cart."]
    number = count_word(part.left)
    if part.makes is not None and not part.in_cart:
        there = "there's only one" if part.left == 1 else f"there are only {number}"
        return [
            sentence(there),
            "Shall I leave it at that?" if part.left == 1 else f"Shall I make it {number}?",
        ]
    are = "is" if part.left == 1 else "are"
    lead = f"There {are} only {number} {'more' if part.in_cart else 'left'}."
    return [lead, f"Shall I add {'that one' if part.left == 1 else f'those {number}'}?"]


def say_removed(part: CartRemoved, phrasing: Phrasing) -> list[str]:
    """Return what left the cart, and what stays."""
    lead = phrasing.pick("Removed.", "Done.", "Okay, removed.")
    names = list(spoken_names(part.products))[:SPOKEN]
    gone = f"{listed(names)} {'is' if len(names) == 1 else 'are'} out of your cart"
    if part.kept:
        stays = f"That leaves {count_word(part.kept)}, {money(part.total, part.currency)} in all."
        return [lead, stays]
    if not part.left:
        return [lead, sentence(gone), "It's empty now."]
    return [lead, sentence(gone), f"That leaves {money(part.total, part.currency)}."]


def say_cart(part: CartShown, phrasing: Phrasing) -> list[str]:
    """Return the number of things, their names and prices, and the total."""
    gone = (
        [_GONE.format(count_word(part.gone), "was" if part.gone == 1 else "were")]
        if part.gone
        else []
    )
    if not part.lines and gone:
        return [*gone, "Your cart is empty now."]
    if gone or part.short is not None or _moved_price(part):
        return [*_said_first(part, gone), *_in_short(part)]
    if not part.lines:
        return [phrasing.pick("Your cart is empty.", "There's nothing in your cart.")]
    pieces = sum(line.quantity for line in part.lines)
    if part.about_total:
        total = money(part.total, part.lines[0].currency)
        return [f"Your total is {total}, for {count_word(pieces)} thing{'s'[: pieces > 1]}."]
    if len(part.lines) == 1:
        line, name = part.lines[0], spoken_names(part.products)[0]
        size = f" in {a_size(line.size)}" if line.size else ""
        total = money(part.total, line.currency)
        if pieces == 1:
            return [f"Just {name}{size}, at {total}."]
        return [sentence(f"{count_word(pieces)} of {name}{size}, {total} in all")]
    lead = f"You have {count_word(pieces)} {'thing' if pieces == 1 else 'things'}."
    names = dict(zip((p.id for p in part.products), spoken_names(part.products), strict=True))
    room = SPOKEN
    items = [_item(line, names[line.product_id]) for line in part.lines[:room]]
    more = len(part.lines) - room
    if more > 0:
        items.append(f"{count_word(more)} more")
    said = [lead, sentence(listed(items))]
    if pieces > 1:
        said.append(f"That's {money(part.total, part.lines[0].currency)} in all.")
    return said


_GONE = "{} of your things {} taken out of the shop, so it left your cart."


def _said_first(part: CartShown, gone: list[str]) -> list[str]:
    """Return what changed in the shop since it was added: gone, short of stock, another price."""
    said = [sentence(g) for g in gone]
    if part.short is not None:
        name, left = the_name(part.short), part.left or 0
        said.append(
            sentence(f"there {'is' if left == 1 else 'are'} only {count_word(left)} of {name} left")
            if left
            else sentence(f"{name} is sold out by now")
        )
    moved = _moved_price(part)
    if moved is not None and moved.added_price is not None:
        names = dict(zip((p.id for p in part.products), spoken_names(part.products), strict=True))
        up = moved.unit_price > moved.added_price
        said.append(
            sentence(f"{names[moved.product_id]} went {'up' if up else 'down'} to "
                     f"{money(moved.unit_price, moved.currency)} since you added it")
        )  # fmt: skip
    return said[:2]


def _in_short(part: CartShown) -> list[str]:
    """Return the cart in one sentence."""
    pieces = sum(line.quantity for line in part.lines)
    total = money(part.total, part.lines[0].currency)
    return [f"Your cart has {count_word(pieces)} thing{'s'[: pieces > 1]}, {total} in all."]


def _moved_price(part: CartShown) -> CartLine | None:
    """Return the first line whose price is not what it was when it was added."""
    return next((n for n in part.lines if n.added_price not in (None, n.unit_price)), None)


def _item(line: CartLine, name: str) -> str:
    many = f"{count_word(line.quantity)} of {name}" if line.quantity > 1 else name
    size = f" in {a_size(line.size)}" if line.size else ""
    each = " each" if line.quantity > 1 else ""
    return f"{many}{size} at {money(line.unit_price, line.currency)}{each}"
