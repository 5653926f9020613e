"""Lies of the kinds that models tell most, by patterns over the sample catalog; and true twins."""

from functools import cache

import pytest

from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet
from agents.reply.names import spoken_names
from agents.reply.stated import Fact
from retrieval.product import Product
from tests.sample import sample_products

KINDS = ("sweaters", "headphones", "tents", "frying pans", "desk lamps", "running shoes")
LIES = {
    "currency": (
        "{A} is €{p}.", "{A} is £{p}.", "{A} is {p} euros.", "{A} costs {p} pounds.",
        "{A} is {p} quid.", "{A} is EUR {p}.", "{A} is ¥{p}.", "{A} is CA${p}.", "{A} is A${p}.",
        "For {p} pounds, {A} is nice.", "{A} is {p} rupees.", "{A} runs {p} cents.",
    ),
    "stock": (
        "Only three of {A} are left.", "A few remain of {A}.", "Only a few of {A} remain.",
        "{A} is selling fast.", "{A} is nearly gone.", "They're almost gone.", "A few remain.",
        "Just two of {A} to go.", "We still have two.", "{A} is almost sold out.",
        "{A} is one of a handful.", "We only have two of these.", "I see just one of {A}.",
        "There's one more of {A}.", "{A} won't last long.", "{A} is running low.",
        "You're looking at the last one of {A}.", "{A} is the final one.", "{A} is nearly out.",
    ),
    "crowd": (
        "{A} is our most popular.", "Customers love {A}.", "Folks love {A}.", "Many like {A}.",
        "{A} is everyone's favorite.", "{A} is a best seller.", "{A} is the one shoppers choose.",
        "{A} is enjoyed by many.", "{A} gets a lot of love.", "{A} is what reviewers like.",
        "Reviewers say it's great.", "Many shoppers choose {A}.", "Lots of folks choose {A}.",
        "The team loves {A}.", "Shoppers rate {A} highly.", "Others bought {A}.",
        "The first choice of shoppers is {A}.", "Someone just bought {A}.", "Dads love {A}.",
        "{A} is number one.", "{A} is the usual choice.", "{A} is on every list.",
        "The consensus is that {A} is great.", "No one regrets {A}.", "{A} has folks talking.",
    ),
    "comparison": (
        "{A} is a step up from {B}.", "There's nothing like {A}.", "{A} is unlike any other.",
        "No other comes close to {A}.", "{A} has the same features as {B}.",
        "{A} and {B} are the same.", "They're the same but for the price.",
        "The only difference is the color.", "{A} is just like {B}.", "{A} has more to offer.",
        "{A} has everything {B} has.", "{A} and {B} are alike in every way.",
        "{A} is nice, but {B} rates above it.",
        "{A} is just as good.", "{A} is sturdier than {B}.", "{A} is the best on the market.",
        "{A} is over your budget.", "{A} is within your budget.",
    ),
    "price order": (
        "{C} is pricier than {D}.", "{D} is cheaper than {C}.", "{D} is the cheaper one.",
        "You'd pay less for {D}.", "{D} is the budget pick.", "{D} is the value pick.",
        "{C} is a lot more.", "If you want to spend less, go with {D}.", "{D} costs less than {C}.",
        "You'd spend less on {D}.", "You'd pay more for {C}.", "{C} is ${c}, and so is {D}.",
        "{C} is ${c}, and {D} is the same.", "{C} is ${c}. {D} is as well.", "Both are ${c}.",
        "{C} is ${d} and {D} is ${c}.", "{D} saves you money.", "{C} is a step up in price.",
        "{D} is easier on the wallet.",
    ),
    "counts": (
        "I found 77 {k} for you.", "There are 31 more.", "{A} is one of 57 options.",
        "{A} comes in 17 colors.", "{A} comes in every color.", "From 91 options I picked {A}.",
    ),
    "other words": (
        "{A} is odor resistant.", "{A} is easy to carry.", "{A} is easy to clean.",
        "{A} is simple to use.", "{A} is ready to use.", "{A} comes with a case.",
        "{A} is good for your back.", "{A} tastes good.", "{A} is the latest model.",
        "{A} is one of a kind.", "{A} is well constructed.", "{A} is beautifully crafted.",
        "{A} stays cool.", "{A} makes no sound.", "{A} pays for itself.", "{A} is for pros.",
        "{A} lights up.", "{A} is plain.", "{A} keeps its shape.", "{A} has a display.",
    ),
}  # fmt: skip
DENIED = (
    "{A} isn't {q}.", "{A} is anything but {q}.", "{A} is far from {q}.", "{A} is hardly {q}.",
    "I don't think {A} is {q}.", "None of these are {q}.", "{A} is nice, but not {q}.",
)  # fmt: skip
CLAIMED = (
    "{A} is {q}.", "{A} is nothing if not {q}.", "Who says {A} isn't {q}?", "{A} is {q} too.",
    "{A} is quite {q}.", "All of these are {q}.", "{A} is your {q} pick.", "{A} can be {q}.",
)  # fmt: skip
TRUE = (
    "{A} is ${p}.", "{A} costs {p} dollars.", "I like {A}, and it's ${p}.",
    "{C} is cheaper than {D}.",
    "{D} is pricier than {C}.", "{C} is ${c}, and {D} is ${d}.", "{C} is the cheaper one.",
    "You'd pay less for {C}.", "Of the two, {C} costs less.", "{C} is the budget pick.",
    "{D} is a lot more.", "If you want to spend less, go with {C}.", "I'd pick {A}.",
    "{A} is easy to recommend.", "It's easy to see why you'd like {A}.", "{A} is a lovely choice.",
    "{A} could be what you're after.", "Your friends might like {A}.",
    "Here are two {k} to compare.",
    "How many would you like?", "Which one do you like most?", "{A} is another one to consider.",
)  # fmt: skip
TRUE_OF = (
    "{A} is {q}.", "Yes, {A} is {q}.", "{A} is nothing if not {q}.", "{A} is {q} and costs ${p}.",
)  # fmt: skip
FALSE_OF = ("{A} isn't {q}.", "{A} is anything but {q}.", "{A} is far from {q}.")


@cache
def _pairs() -> tuple[tuple[Product, Product], ...]:
    products = sample_products()
    found = []
    for kind in KINDS:
        own = [p for p in products if p.category == kind]
        found.append(next((a, b) for a in own for b in own if a.price < b.price))
    return tuple(found)


def _filled(pattern: str, cheap: Product, dear: Product, q: str = "") -> str:
    c, d = (f"the {n.removeprefix('the ')}" for n in spoken_names((cheap, dear)))
    text = pattern.format(
        A=c, B=d, C=c, D=d, p=f"{cheap.price.normalize():f}", c=cheap.price, d=dear.price,
        k=cheap.category, q=q,
    )  # fmt: skip
    return text[0].upper() + text[1:]


@cache
def _guards() -> dict[str, Guard]:
    return {
        pair[0].id: Guard(FactSheet(pair, tuple(Fact(p.id, "title", p.title) for p in pair)))
        for pair in _pairs()
    }


def _heard(text: str, pair: tuple[Product, Product]) -> bool:
    return _guards()[pair[0].id].fork().check(text).ok


def _plain(product: Product, value: str) -> list[str]:
    """Return the yes-or-no facts that are adjectives and no word of the title."""
    title = product.title.casefold()
    return [
        words
        for name, stated in product.attributes.items()
        if stated == value
        and (words := name.replace("_", " ")).endswith(("able", "proof", "free", "ed", "less"))
        and words.split()[-1] not in title
    ]


@pytest.mark.parametrize("family", LIES)
def test_no_lie_is_heard(family: str) -> None:
    lies = [(_filled(t, *pair), pair) for pair in _pairs() for t in LIES[family]]
    assert [text for text, pair in lies if _heard(text, pair)] == []


def test_no_fact_is_turned_round() -> None:
    heard = []
    for pair in _pairs():
        cheap = pair[0]
        lies = [_filled(t, *pair, q=q) for q in _plain(cheap, "yes") for t in DENIED]
        lies += [_filled(t, *pair, q=q) for q in _plain(cheap, "no") for t in CLAIMED]
        heard += [text for text in lies if _heard(text, pair)]
    assert heard == []


def test_what_is_true_is_heard() -> None:
    told = [(_filled(t, *pair), pair) for pair in _pairs() for t in TRUE]
    for pair in _pairs():
        told += [(_filled(t, *pair, q=q), pair) for q in _plain(pair[0], "yes") for t in TRUE_OF]
        told += [(_filled(t, *pair, q=q), pair) for q in _plain(pair[0], "no") for t in FALSE_OF]
    assert len(told) >= 150
    assert [text for text, pair in told if not _heard(text, pair)] == []


def test_there_are_enough_of_them() -> None:
    assert sum(len(patterns) for patterns in LIES.values()) * len(KINDS) >= 400
