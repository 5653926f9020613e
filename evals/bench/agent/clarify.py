"""Whether asking back pays: a shopper with one product in mind, with and without the questions.

The shopper names the kind of thing. Four shoppers go on from there (`Shopper`): an answer is
truthful, from what the listing of the product in mind states, or "I don't mind". Counted are
the turns until it is among the first three.
Every turn goes through the whole agent, as text.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from random import Random

from agents.agent import ShoppingAgent
from agents.turn import Turn, Utterance
from evals.bench.agent.shop import Shop
from evals.bench.figure import Figure, mean_of
from retrieval.product import Product
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch
from retrieval.terms import Field, Term

OPENINGS = 100
TURNS_MOST = 6
"""Then the shopper gives up; it counts as one turn more."""
KIND_LEAST = 8
"""Products of a kind, for it to be an opening."""
FIRST = 3
"""Products spoken of, and first on the screen."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one shopper went through."""

    turns: int
    asked: int
    found: bool
    asked_at_once: bool


def openings(search: CatalogSearch, seed: int = 5) -> tuple[Product, ...]:
    """Return the products in mind: kinds at random, in each a product at random."""
    rng = Random(seed)
    kinds = [
        k for k, n in sorted(search.vocabulary.values[Field.CATEGORY].items()) if n >= KIND_LEAST
    ]
    picked: list[Product] = []
    for _ in range(OPENINGS if kinds else 0):
        kind = rng.choice(kinds)
        all_of = search.search(SearchRequest("", (Term(Field.CATEGORY, kind),), limit=100))
        if all_of.candidates:
            picked.append(rng.choice(all_of.candidates).product)
    return tuple(picked)


class Shopper(StrEnum):
    """What a shopper does with the questions, and between them."""

    ANSWERS = "answers"
    """Answers them, and tells a thing unasked where there is none."""
    TELLS = "tells"
    """Passes over them, and tells one thing after the other."""
    BROWSES = "browses"
    """Passes over them, and asks for others."""
    ANSWERS_ONLY = "answers only"
    """Answers them, and asks for others where there is none."""


async def shopped(agent: ShoppingAgent, wanted: Product, name: str, way: Shopper) -> Told:
    """Return what a shopper who wants one product went through."""
    facts = _facts(wanted) if way in (Shopper.ANSWERS, Shopper.TELLS) else []
    Random(wanted.id).shuffle(facts)
    answers = way in (Shopper.ANSWERS, Shopper.ANSWERS_ONLY)
    said, asked, asked_at_once = f"I'm looking for {wanted.category}", 0, False
    for number in range(1, TURNS_MOST + 1):
        turn = await agent.plan(name, Utterance(said))
        await agent.commit(turn)
        questioned = turn.reply.text.endswith("?") and turn.asked is not None
        asked += questioned
        asked_at_once = asked_at_once or (questioned and number == 1)
        if any(c.product.id == wanted.id for c in turn.products[:FIRST]):
            return Told(number, asked, found=True, asked_at_once=asked_at_once)
        said = ""
        if answers and questioned:
            said = _answer(wanted, turn)
            facts = [f for f in facts if f != said]
        said = said or (facts.pop() if facts else "show me some others")
    return Told(TURNS_MOST + 1, asked, found=False, asked_at_once=asked_at_once)


def _facts(product: Product) -> list[str]:
    """Return what a shopper may tell of a product: one value of each kind."""
    facts = [f"in {c}" for c in product.colours[:1]] + [f"in {m}" for m in product.materials[:1]]
    facts += [f"for {product.audience}"] if product.audience else []
    facts += [f"it should be {f}" for f in product.features[:1]]
    facts.append(f"under {_above(product.price)} dollars")
    return facts


def _above(price: Decimal) -> int:
    """Return a round amount that a product is under: people do not name prices exactly."""
    step = 10 if price < 100 else 50 if price < 500 else 100
    return (int(price) // step + 2) * step


def _answer(product: Product, turn: Turn) -> str:
    """Return the truthful answer to the question of a turn."""
    question = turn.reply.text.casefold().rsplit(". ", 1)[-1]
    values: Sequence[str] = {
        "colour": product.colours,
        "material": product.materials,
        "audience": (product.audience,) if product.audience else (),
        "feature": product.features,
        "size": product.sizes,
        "brand": (product.brand,) if product.brand else (),
        "category": (product.category,),
    }.get(turn.asked or "", ())
    if turn.asked == "price":
        return f"under {_above(product.price)} dollars"
    if turn.asked == "yes_no":
        return "yes"
    named = [v for v in values if v.casefold() in question]
    known = [*named, *(values if turn.asked in _KNOWN else ())]
    return known[0] if known else "I don't mind"


_KNOWN = ("colour", "size", "brand", "audience", "category")
"""What a shopper names though the question did not: nobody asked for leather or mesh says nylon."""


async def _all(shop: Shop, wanted: Sequence[Product], way: Shopper) -> list[Told]:
    return [
        await shopped(shop.agent, product, f"{way} {number}", way)
        for number, product in enumerate(wanted)
    ]


def clarify_figures(shop: Shop) -> tuple[Figure, ...]:
    """Return how often a question follows an opening, and what answering it saves."""
    wanted = openings(shop.search)
    if not wanted:
        return ()
    told = {way: asyncio.run(_all(shop, wanted, way)) for way in Shopper}
    first = [float(t.asked_at_once) for t in told[Shopper.ANSWERS]]
    turns = {way: [float(t.turns) for t in each] for way, each in told.items()}
    pairs = zip(turns[Shopper.ANSWERS_ONLY], turns[Shopper.BROWSES], strict=True)
    return (
        mean_of("clarify_asked_at_opening", first),
        mean_of("clarify_turns_telling_unasked", turns[Shopper.TELLS], "turns"),
        mean_of("clarify_turns_telling_and_answering", turns[Shopper.ANSWERS], "turns"),
        mean_of("clarify_turns_browsing", turns[Shopper.BROWSES], "turns"),
        mean_of("clarify_turns_answering_only", turns[Shopper.ANSWERS_ONLY], "turns"),
        mean_of("clarify_turns_saved", [without - asked for asked, without in pairs], "turns"),
    )
