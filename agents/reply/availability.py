"""Words for price and stock: what it costs, whether it can be had, and in what."""

from agents.offers import Offer
from agents.reply.money import cost_of, money
from agents.reply.names import a_size, count_word, listed, sentence, sizes_words, the_name
from agents.reply.plan import Priced, Stocked, StockedSeveral
from agents.reply.side_by_side import the_places
from agents.reply.traits import Subject
from retrieval.product import LOW_STOCK, Product

_COLOURS_SPOKEN = 4


def say_priced(part: Priced) -> list[str]:
    """Return the price, and the price before a discount or the range over sizes."""
    product = part.product
    subject = Subject.of(product, the_name(product) if part.named else None)
    cost = cost_of(product, part.variant)
    if part.variant and part.variant.size and len({v.price for v in product.variants}) > 1:
        return [sentence(f"in {a_size(part.variant.size)}, {subject.is_} {cost}")]
    if cost.at_least:
        top = max(v.price for v in product.variants)
        priced = f"{subject.verb('start')} at {cost}"
        return [sentence(priced), f"It goes up to {money(top, product.currency)}, by size."]
    said = [sentence(f"{subject.is_} {cost}")]
    if product.list_price and product.list_price > cost.amount:
        said.append(f"That's down from {money(product.list_price, product.currency)}.")
    return said


def say_stocked(part: Stocked) -> list[str]:
    """Return whether it can be had, and in what if not in that."""
    offered = part.offered
    product = offered.product
    subject = Subject.of(product, the_name(product) if part.named else None)
    match offered.offer:
        case Offer.SOLD_OUT:
            return [sentence(f"sorry, {subject.is_} sold out")]
        case Offer.NO_SIZE | Offer.SIZE_GONE | Offer.NO_COLOUR | Offer.COLOUR_GONE:
            return _missing(part, subject)
        case Offer.ASK_COLOUR:
            return [f"Yes, in {listed(offered.choices[:_COLOURS_SPOKEN], 'or')}."]
        case _ if part.about == "colour" and not offered.chose_colour:
            return _colours(product, subject)
        case Offer.ASK_SIZE if part.about == "size":
            have = sizes_words(offered.choices, product.sizes)
            return [sentence(f"{subject.verb('come')} in {have}")]
        case Offer.ASK_SIZE:
            return ["Yes, in stock.", f"I have {sizes_words(offered.choices, product.sizes)}."]
        case Offer.READY if part.about == "size" and len(product.sizes) < 2:
            only = f"{product.sizes[0]} only" if product.sizes else "one size"
            return [sentence(f"{subject.verb('come')} in {only}")]
        case _:
            what = [a_size(offered.size)] if offered.size and product.sizes else []
            colour = offered.colour if not offered.pictured else None
            inside = f" in {' in '.join([*what, *([colour] if colour else [])])}"
            if part.named:
                said = [f"Yes, {subject.is_} in stock{inside if inside.strip() != 'in' else ''}."]
            else:
                said = [f"Yes{f',{inside}' if inside.strip() != 'in' else ', in stock'}."]
            if offered.stock is not None and 0 < offered.stock <= LOW_STOCK:
                said.append(f"Only {count_word(offered.stock)} left.")
            return said


def say_stocked_several(part: StockedSeveral) -> list[str]:
    """Return which of a short list can be had in what was asked for."""
    have = [i for i, o in enumerate(part.offered, start=1) if o.offer in HAVE]
    count = len(part.offered)
    if not have:
        forms = [a_size(part.size) if part.size else "", part.colour or ""]
        inside = " in ".join(form for form in forms if form)
        return [f"No, {'neither' if count == 2 else 'none'} of them in {inside}."]
    if len(have) == count:
        return [f"Yes, {'both' if count == 2 else f'all {count_word(count)}'} of them."]
    places = the_places(have)
    return [sentence(f"{places.words} {'do' if places.many else 'does'}")]


HAVE = (Offer.READY, Offer.ASK_SIZE, Offer.ASK_COLOUR)
"""What can be had in the form asked for, the rest of the form left open."""


def _missing(part: Stocked, subject: Subject) -> list[str]:
    """Return what is not made or gone, and what there is instead."""
    offered = part.offered
    match offered.offer:
        case Offer.NO_SIZE:
            lead = f"No, not in {a_size(offered.size or '')}."
        case Offer.NO_COLOUR if not offered.choices:
            return ["The listing names no color."]
        case Offer.NO_COLOUR:
            lead = f"No, not in {offered.colour}."
        case _:
            lead = sentence(not_available(part, subject))
    if not offered.choices:
        return [lead]
    in_sizes = offered.offer in (Offer.NO_SIZE, Offer.SIZE_GONE)
    have = listed(offered.choices[:_COLOURS_SPOKEN])
    if in_sizes:
        have = sizes_words(offered.choices, offered.product.sizes)
    return [lead, sentence(f"{subject.verb('come')} in {have}")]


def not_available(part: Stocked, subject: Subject) -> str:
    """Return "no, it doesn't come in a 10" or "the 10 is sold out"."""
    offered = part.offered
    match offered.offer:
        case Offer.NO_SIZE:
            return f"no, {subject.does_not} come in {a_size(offered.size or '')}"
        case Offer.SIZE_GONE:
            return f"the {offered.size} is sold out"
        case Offer.NO_COLOUR:
            return f"no, {subject.does_not} come in {offered.colour}"
        case _:
            inside = f" in {a_size(offered.size)}" if offered.size else ""
            return f"the {offered.colour} one is sold out{inside}"


def _colours(product: Product, subject: Subject) -> list[str]:
    colours = tuple(
        dict.fromkeys((*(v.colour for v in product.variants if v.colour), *product.colours))
    )
    if not colours:
        return ["The listing doesn't say."]
    if len(colours) == 1:
        return [sentence(f"{subject.verb('come')} in {colours[0]} only")]
    return [sentence(f"{subject.verb('come')} in {listed(colours[:_COLOURS_SPOKEN])}")]
