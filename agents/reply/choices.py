"""Words for a product singled out, and for two or three side by side."""

from agents.offers import sizes_in_stock
from agents.reply.availability import HAVE
from agents.reply.compared import say_advantages
from agents.reply.difference import RATED_ENOUGH
from agents.reply.money import cost_of
from agents.reply.names import a_size, sentence, sizes_words, spoken_names, the_name
from agents.reply.phrasing import Phrasing
from agents.reply.plan import Chosen, Compared, Difference
from agents.reply.side_by_side import the_places, values_said
from agents.reply.traits import Subject, not_so, stated


def say_compared(part: Compared) -> list[str]:
    """Return the prices first, then up to two other differences."""
    names = spoken_names(part.products)
    costs = [cost_of(p) for p in part.products]
    prices = [f"{n} {c}" for n, c in zip(names[1:], costs[1:], strict=True)]
    said = [sentence(f"{names[0]} is {costs[0]}, {', '.join(prices)}")]
    if part.about not in (None, "price"):
        if not part.differences or part.differences[0].attribute != part.about:
            return ["The listings don't say."]
        return [sentence(_told(part.differences[0])), *said]
    if part.about == "price":
        return said
    if not part.differences:
        return [*said, "Otherwise they read the same."]
    return say_advantages(part)


def _told(difference: Difference) -> str:
    """Return one difference over all products, by their places."""
    attribute, values = difference.attribute, difference.values
    if set(values) <= {"yes", "no"}:
        yes = the_places([i for i, v in enumerate(values, start=1) if v == "yes"])
        no = the_places([i for i, v in enumerate(values, start=1) if v == "no"])
        return f"{stated(yes, attribute, yes=True)}, {not_so(no, attribute)}"
    return values_said(attribute, [(i, v) for i, v in enumerate(values, start=1) if v])


def say_chosen(part: Chosen, phrasing: Phrasing) -> list[str]:
    """Return the name, the price, and what one needs to decide."""
    product = part.product
    name, cost = the_name(product), cost_of(product, part.variant)
    lead = phrasing.pick(f"Sure, {name}.", f"Okay, {name}.")
    subject = Subject.of(product)
    price = f"{subject.verb('start')} at {cost}" if cost.at_least else f"{subject.is_} {cost}"
    rated = product.rating is not None and product.rating_count >= RATED_ENOUGH
    facts = [f"{price}, rated {product.rating:g}" if rated else price]
    in_stock = sizes_in_stock(product, None)
    said = [lead, sentence(facts[0])]
    if not product.in_stock:
        return [*said, "Right now it's sold out."]
    if part.sized and part.sized.size:
        # The size is known already: whether that one is left is all that matters.
        here = a_size(part.sized.size)
        left = part.sized.offer in HAVE
        stock = f"and in stock in {here}" if left else f"but sold out in {here}"
        return [lead, sentence(f"{price}, {stock}")]
    if len(in_stock) > 1:
        return [*said, f"Sizes are {sizes_words(in_stock, product.sizes)}."]
    return said
