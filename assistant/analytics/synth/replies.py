"""What is answered in a synthesised log: in the manner of the templates, much shortened."""

from collections.abc import Sequence

from assistant.analytics.synth.goods import Wish
from retrieval.product import Product

NARROWING = {"audience": "Are they for women or men?", "price": "What is your budget?",
             "colour": "Any color in mind?"}  # fmt: skip


def name_of(product: Product) -> str:
    """Return a product's name as it is spoken: brand and model."""
    return " ".join(product.title.split()[:3])


def priced(product: Product) -> str:
    """Return a price as it is written."""
    return f"${product.price:.2f}".removesuffix(".00")


def found(category: str, spoken: Sequence[Product], total: int, asked: str | None) -> str:
    """Answer a search that found something."""
    listed = " and ".join(f"the {name_of(p)} at {priced(p)}" for p in spoken)
    text = f"Here are {len(spoken)} of {total} {category}: {listed}."
    return f"{text} {NARROWING[asked]}" if asked else text


def relaxed(category: str, wish: Wish, spoken: Sequence[Product]) -> str:
    """Answer a search in which one wish was let go."""
    listed = " and ".join(f"the {name_of(p)} at {priced(p)}" for p in spoken)
    what = {
        "brand": f"I found nothing from {wish.value}",
        "price": f"Nothing under ${wish.value}",
        "size": f"No {category} in size {wish.value}",
        "feature": f"No {category} that are {wish.value}",
    }.get(wish.field, f"No {category} in {wish.value}")
    return f"{what}. The closest are {listed}." if listed else f"{what}."


def lacking(thing: str, near: Sequence[Product]) -> str:
    """Answer a wish for a thing that the catalog does not have."""
    if not near:
        return f"No {thing} here, sorry. What else would help?"
    listed = " and ".join(f"the {name_of(p)} at {priced(p)}" for p in near)
    return f"I don't see any {thing} here. The closest are {listed}."


def about(product: Product) -> str:
    """Answer a question about a product."""
    said = product.description.split(". ")[0].rstrip(".")
    return f"The {name_of(product)}: {said}."


def costs(product: Product) -> str:
    """Answer a question about price or stock."""
    return f"The {name_of(product)} is {priced(product)} and in stock."


def added(product: Product) -> str:
    """Answer what was put into the cart."""
    return f"I put the {name_of(product)} into your cart, {priced(product)}."


def compared(one: Product, two: Product) -> str:
    """Answer a comparison."""
    dearer, other = (one, two) if one.price >= two.price else (two, one)
    return f"The {name_of(other)} is cheaper: {priced(other)} against {priced(dearer)}."
