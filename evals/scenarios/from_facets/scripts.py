"""Kinds of scripts over a category: one wish, two, three, corrections, exclusions and the rest.

Each returns None where the category does not lend itself to it.
"""

import difflib
import random
from collections.abc import Sequence
from itertools import combinations

from evals.scenarios.from_facets.facets import LEAST, NARROWING, Category, round_price
from evals.scenarios.from_facets.phrases import (
    CHEAPEST,
    COMPARISONS,
    CORRECTIONS,
    EXCLUSIONS,
    IN_ONE_BREATH,
    INVENTED_BRANDS,
    NARROWINGS,
    OPENINGS,
    OTHER_TOPICS,
    SAVINGS,
    UNKNOWN_BRANDS,
    amount,
)
from evals.scenarios.from_facets.spec import Plain, Scene, Spec, wordings
from evals.scenarios.where import key_of

_SPECS_TRIED = 40
"""Combinations of values that are looked at before a category is given up."""


def narrowed(category: Category, count: int, dice: random.Random) -> Spec | None:
    """Return a request with `count` wishes that at least `LEAST` products fulfil."""
    facets = [facet for facet in NARROWING if category.values[facet]]
    below = round_price(category.prices)
    if below is not None:
        facets.append("price")
    for _ in range(_SPECS_TRIED):
        if len(facets) < count:
            return None
        chosen = sorted(dice.sample(facets, count))
        if {"material", "feature"} <= set(chosen):
            continue
        values = {f: dice.choice(category.values[f]) for f in chosen if f != "price"}
        spec = Spec(category, values, below if "price" in chosen else None)
        if LEAST <= len(spec.fitting()) < len(category.products):
            return spec
    return None


def find(scene: Scene, count: int) -> Plain | None:
    """Ask for all of it in one sentence."""
    spec = narrowed(scene.category, count, scene.dice)
    if spec is None:
        return None
    shown = _list_of(spec)
    return {
        "id": f"find-{spec.noun}",
        "about": f"Finds {spec.noun}.",
        "tags": ["find", f"wishes-{count}", *_tags(spec)],
        "turns": [_turn(wordings(OPENINGS, what=spec.noun), ["find"], spec, shown)],
        "ends": {"shown": shown},
    }


def narrow(scene: Scene) -> Plain | None:
    """Ask for the category, then narrow it."""
    spec = narrowed(scene.category, 1, scene.dice)
    if spec is None or "feature" in spec.values:
        return None
    first, shown = Spec(scene.category), _list_of(spec)
    facet, value = next(iter(spec.values.items()), ("price", ""))
    if spec.below is not None:
        value = amount(spec.below, scene.category.currency)
    said = wordings(NARROWINGS[facet], value=value)
    return {
        "id": f"narrow-{spec.noun}",
        "about": f"Asks for {first.noun}, then for {spec.noun}.",
        "tags": ["find", "refine", *_tags(spec)],
        "turns": [
            _turn(wordings(OPENINGS, what=first.noun), ["find"], first, _list_of(first)),
            _turn(said, ["refine"], spec, shown),
        ],
        "ends": {"shown": shown},
    }


def correct(scene: Scene) -> Plain | None:
    """Change one value for another, in the next turn or in the same breath."""
    pair = _pair(scene.category, scene.dice, ("colour", "material", "brand"))
    if pair is None:
        return None
    facet, wrong, right = pair
    before, after = Spec(scene.category, {facet: wrong}), Spec(scene.category, {facet: right})
    shown = _list_of(after)
    one_breath = facet != "brand" and scene.dice.random() < 0.5
    if one_breath:
        said = wordings(IN_ONE_BREATH, wrong=wrong, right=right, noun=scene.category.name)
        turns = [_turn(said, ["find"], after, shown)]
    else:
        value = f"from {right}" if facet == "brand" else f"in {right}"
        turns = [
            _turn(wordings(OPENINGS, what=before.noun), ["find"], before, _list_of(before)),
            _turn(wordings(CORRECTIONS, value=value), ["refine"], after, shown),
        ]
    return {
        "id": f"correct-{scene.category.name}-{wrong}-to-{right}",
        "about": f"Corrects {before.noun} to {after.noun}.",
        "tags": ["find", "correction", *_tags(after)],
        "turns": turns,
        "ends": {"shown": shown},
    }


def exclude(scene: Scene) -> Plain | None:
    """Rule one value out."""
    facets = [f for f in EXCLUSIONS if scene.category.values[f]]
    if not facets:
        return None
    facet = scene.dice.choice(facets)
    value = scene.dice.choice(scene.category.values[facet])
    first = Spec(scene.category)
    banned = Spec(scene.category, {facet: value})
    if len(first.fitting()) - len(banned.conceivable()) < LEAST:
        return None
    # Ruling a colour out is about the form that is shown, not about what else it is made in.
    shown: Plain = {"every": {"category": scene.category.name}, "at_least": 2}
    if facet != "colour":
        shown = {"every": {"category": scene.category.name}, "none": {facet: value}, "at_least": 2}
    constraints = [{"category": scene.category.name}, {"not": {facet: value}}]
    return {
        "id": f"exclude-{scene.category.name}-{value}",
        "about": f"Asks for {scene.category.name}, and rules {value} out.",
        "tags": ["find", "refine", "exclusion", facet],
        "turns": [
            _turn(wordings(OPENINGS, what=first.noun), ["find"], first, _list_of(first)),
            {
                "say": wordings(EXCLUSIONS[facet], value=value),
                "expect": {"constraints": constraints, "shown": shown},
            },
        ],
        "ends": {"shown": shown},
    }


def relax(scene: Scene) -> Plain | None:
    """Ask for two things that exist, but not in one product."""
    facets = [f for f in ("brand", "colour", "material") if scene.category.values[f]]
    pairs = [
        {one: a, other: b}
        for one, other in combinations(facets, 2)
        for a in scene.category.values[one]
        for b in scene.category.values[other]
    ]
    for values in scene.dice.sample(pairs, min(len(pairs), _SPECS_TRIED)):
        spec = Spec(scene.category, values)
        if spec.conceivable():
            continue
        shown = {"every": {"category": scene.category.name}, "at_least": 1}
        expect = {"shown": shown, "relaxed": True}
        return {
            "id": f"relax-{spec.noun}",
            "about": f"There are no {spec.noun}, and {scene.category.name} of either kind.",
            "tags": ["find", "relaxation", "hard"],
            "turns": [{"say": wordings(OPENINGS, what=spec.noun), "expect": expect}],
            "ends": {"shown": shown, "cart": []},
        }
    return None


def cheapest(scene: Scene) -> Plain | None:
    """Ask for the cheapest first."""
    # What is sold out may come last, whatever it costs.
    sold_out = any(not product.in_stock for product in scene.category.products)
    if sold_out or len(set(scene.category.prices)) < LEAST:
        return None
    first = Spec(scene.category)
    shown = {"every": first.where, "order": "cheapest", "at_least": 2}
    return {
        "id": f"cheapest-{scene.category.name}",
        "about": f"Wants {scene.category.name}, the cheapest first.",
        "tags": ["find", "numbers"],
        "turns": [{"say": wordings(CHEAPEST, what=first.noun), "expect": {"shown": shown}}],
        "ends": {"shown": shown},
    }


def compare(scene: Scene) -> Plain | None:
    """Compare the first two of a list."""
    if len(scene.category.prices) < LEAST:
        return None
    first = Spec(scene.category)
    return {
        "id": f"compare-{scene.category.name}",
        "about": f"Compares the first two {scene.category.name}.",
        "tags": ["find", "compare", "reference"],
        "turns": [
            _turn(wordings(OPENINGS, what=first.noun), ["find"], first, _list_of(first)),
            {"say": list(COMPARISONS), "expect": {"any_act": ["compare"]}},
        ],
        "ends": {"shown": {"every": first.where, "at_least": 2}, "cart": []},
    }


def save(scene: Scene) -> Plain | None:
    """Save the first of a list."""
    spec = narrowed(scene.category, 1, scene.dice) or Spec(scene.category)
    if len(spec.fitting()) < LEAST:
        return None
    return {
        "id": f"save-{spec.noun}",
        "about": f"Saves one of the {spec.noun}.",
        "tags": ["find", "save", "boards", "reference"],
        "turns": [
            _turn(wordings(OPENINGS, what=spec.noun), ["find"], spec, _list_of(spec)),
            {"say": list(SAVINGS), "expect": {"any_act": ["save"]}},
        ],
        "ends": {"saved": [spec.where], "cart": []},
    }


def two_topics(scene: Scene) -> Plain | None:
    """Ask for one thing, then for another of which nothing of the first holds."""
    far = [one for one in scene.others if one.department != scene.category.department]
    spec = narrowed(scene.category, 1, scene.dice)
    if spec is None or not far:
        return None
    then = Spec(scene.dice.choice(far))
    shown = _list_of(then)
    return {
        "id": f"topics-{scene.category.name}-{then.noun}",
        "about": f"Asks for {spec.noun}, then for {then.noun}, of which no wish was said.",
        "tags": ["find", "topics", "hard"],
        "turns": [
            _turn(wordings(OPENINGS, what=spec.noun), ["find"], spec, _list_of(spec)),
            _turn(wordings(OTHER_TOPICS, what=then.noun), ["find"], then, shown),
        ],
        "ends": {"shown": shown},
    }


def unknown_brand(scene: Scene) -> Plain | None:
    """Ask for a brand that the shop has not."""
    words = {
        word for product in scene.catalog.products for word in product.title.casefold().split()
    }
    words |= {value.casefold() for value in scene.catalog.values["brand"].values()}
    strange = [
        name
        for name in INVENTED_BRANDS
        if not difflib.get_close_matches(name.casefold(), words, 1, 0.75)
    ]
    if not strange or len(scene.category.prices) < LEAST:
        return None
    brand = scene.dice.choice(strange)
    shown = {"every": {"category": scene.category.name}}
    return {
        "id": f"unknown-brand-{scene.category.name}",
        "about": f"Asks for {scene.category.name} from {brand}, a brand that there is not.",
        "tags": ["find", "brand", "relaxation", "hard"],
        "turns": [
            {
                "say": wordings(UNKNOWN_BRANDS, what=scene.category.name, brand=brand),
                "expect": {"shown": shown},
            }
        ],
        "ends": {"shown": shown, "cart": []},
    }


def _pair(
    category: Category, dice: random.Random, facets: Sequence[str]
) -> tuple[str, str, str] | None:
    """Return a facet with two values that enough products have each."""
    having = [facet for facet in facets if len(category.values[facet]) > 1]
    for facet in dice.sample(having, len(having)):
        wrong, right = dice.sample(category.values[facet], 2)
        if not alike(wrong, right) and all(
            len(Spec(category, {facet: value}).fitting()) >= LEAST for value in (wrong, right)
        ):
            return facet, wrong, right
    return None


def alike(one: str, other: str) -> bool:
    """Say whether one value is a kind of the other: "organic cotton" is cotton."""
    words, others = set(key_of(one).split()), set(key_of(other).split())
    return words <= others or others <= words


def _list_of(spec: Spec) -> Plain:
    """Return what a list is to be: all of it such, but for features, which few listings state."""
    least = min(2, len(spec.fitting()))
    if "feature" not in spec.values:
        return {"every": spec.where, "at_least": least}
    rest = {name: value for name, value in spec.where.items() if name != "any_of"}
    return {"where": spec.where, "first": 1, "every": rest, "at_least": least}


def _turn(said: list[str], acts: list[str], spec: Spec, shown: Plain) -> Plain:
    return {"say": said, "expect": {"acts": acts, "constraints": spec.wishes, "shown": shown}}


def _tags(spec: Spec) -> list[str]:
    return [*spec.values, *(["budget"] if spec.below is not None else [])]
