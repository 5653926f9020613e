"""Words that ask back: one short question that names what can be answered.

A question is heard after the list it is about, and is the last thing said, so that the
shopper can answer at once.
"""

from agents.constraints import Kind
from agents.reply.money import cost_of, money
from agents.reply.names import listed, sentence, the_name
from agents.reply.phrasing import Phrasing
from agents.reply.question_parts import AsksBack, Clarifies, DidYouMean, LeftOpen
from agents.reply.traits import is_adjective

_BABY = {"baby": "a baby"}


def say_clarifies(part: Clarifies, phrasing: Phrasing) -> list[str]:
    """Return the question: "Leather, or mesh?", "Are they for men or women?"."""
    be, them = ("Are they", "them") if part.many else ("Is it", "it")
    choices = list(part.choices)
    match part.kind:
        case Kind.PRICE:
            bound = part.price.high if part.price else None
            if bound is None:
                return []
            amount = money(bound, part.currency)
            return [
                phrasing.pick(
                    f"Would you stay under {amount}, or go higher?",
                    f"Under {amount}, or more than that?",
                )
            ]
        case Kind.AUDIENCE:
            whom = [_BABY.get(c.casefold(), c) for c in choices]
            return [f"{be} for {listed(whom, 'or')}?"]
        case Kind.CATEGORY:
            return [phrasing.pick(
                f"More like {listed(choices, 'or')}?", f"Do you mean {listed(choices, 'or')}?"
            )]  # fmt: skip
        case Kind.SIZE:
            return [f"Which size do you need, {listed(choices, 'or')}?"]
        case Kind.BRAND:
            return [f"Any brand you like, {listed([*choices, 'another'], 'or')}?"]
        case Kind.FEATURE:
            if all(is_adjective(choice) for choice in choices):
                return [f"Should {'they' if part.many else 'it'} be {', or '.join(choices)}?"]
            return [f"Which matters more, {' or '.join(choices)}?"]
        case _:
            return [phrasing.pick(
                f"Do you want {them} in {', or '.join(choices)}?",
                f"Would you rather have {' or '.join(choices)}?",
            )]  # fmt: skip


def say_left_open(part: LeftOpen, phrasing: Phrasing) -> list[str]:
    """Return what to look at first where the shopper leaves the choice open."""
    lead = phrasing.pick("No problem.", "Fair enough.", "Okay, we'll leave that open.")
    product = part.product
    if product is None:
        return [lead, "What would you like to see?"]
    name = the_name(product)
    if part.stars:
        return [lead, sentence(f"{name} is rated highest, at {product.rating:g} stars")]
    cost = cost_of(product)
    price = f"from {cost}" if cost.at_least else f"at {cost}"
    return [lead, sentence(f"then I'd start with {name}, {price}")]


def say_did_you_mean(part: DidYouMean) -> list[str]:
    """Return "Did you mean Tarnholm?"."""
    return [f"Did you mean {part.read}?"]


_NOTHING_SHOWN = (
    ("I'm not sure I follow.", "What are you looking for{example}?"),
    ("I didn't quite get that.", "What would you like to find?"),
    ("That one's beyond me.", "What can I look for{example}?"),
)
_SHOWN = (
    ("I'm not sure I follow.", "Is it about one of these, or something else?"),
    ("I didn't quite get that.", "Shall I change the price, the color or the brand?"),
    ("Sorry, say that another way?",),
)
_SHOWN_OF = (
    ("I'm not sure I follow.", "Is it still about the {category}?"),
    ("I didn't quite get that.", "What should I change about the {category}?"),
    ("Sorry, say that another way?",),
)
HELP_FROM = 3
"""Times running after which it is said what can be asked for."""


def say_asks_back(part: AsksBack, phrasing: Phrasing) -> list[str]:
    """Return a question about what was understood; other words each time running."""
    if part.times >= HELP_FROM:
        thing = part.category or (part.examples[0] if part.examples else "something")
        helping = (
            ("I still can't follow, sorry.", f"You could say {thing} under a hundred."),
            ("Let me help.", "You can name a thing, a price or a brand."),
        )
        return [*helping[part.times % 2], "What would you like?"]
    if part.heard and part.times % 2:
        # Said again, the word did not answer the question: another one is put.
        return [phrasing.pick("I'm not sure I follow.", "I didn't quite get that."), _about(part)]
    ways = _NOTHING_SHOWN if not part.shown else _SHOWN_OF if part.category else _SHOWN
    example = f", {part.examples[0]} perhaps" if part.examples else ""
    way = ways[phrasing.seed % len(ways)]
    return [w.format(example=example, category=part.category or "") for w in way]


def _about(part: AsksBack) -> str:
    """Return a question about the values heard: one reading, or two to choose between."""
    (kind, value), *rest = part.heard
    if rest and rest[0][1].casefold() == value.casefold():
        one, other = _meant(kind, value), _meant(rest[0][0], rest[0][1])
        return f"Do you want {one}, or {other}?"
    if part.category and kind is not Kind.CATEGORY:
        return f"Do you want {part.category} {_as(kind, value)}?"
    return (
        f"Do you want something {_as(kind, value)}?"
        if kind is not Kind.CATEGORY
        else (f"Is it about {value}?")
    )


def _meant(kind: Kind, value: str) -> str:
    match kind:
        case Kind.BRAND:
            return f"the brand {value}"
        case Kind.COLOUR:
            return f"the color {value}"
        case Kind.MATERIAL:
            return f"something made of {value}"
        case Kind.CATEGORY:
            return value
        case _:
            return f"something {_as(kind, value)}"


def _as(kind: Kind, value: str) -> str:
    match kind:
        case Kind.BRAND:
            return f"from {value}"
        case Kind.SIZE:
            return f"in size {value}"
        case Kind.AUDIENCE:
            return f"for {value}"
        case Kind.FEATURE:
            return f"that's {value}" if is_adjective(value) else f"with {value}"
        case _:
            return f"in {value}"
