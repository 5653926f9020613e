"""Goals over a category, for a simulated shopper."""

import random

from evals.scenarios.from_facets.facets import LEAST
from evals.scenarios.from_facets.scripts import alike, narrowed
from evals.scenarios.from_facets.spec import Plain, Scene, Spec
from evals.scenarios.where import Where

SCREEN = 20
"""Products of a list, at most: a shopper who looks is content with one that fits, wherever."""
_STYLES = ("plain", "terse", "chatty", "hesitant", "polite")


def goal(scene: Scene, count: int) -> Plain | None:
    """Look for something with `count` wishes, and take it, save it or just see it."""
    spec = narrowed(scene.category, count, scene.dice)
    if spec is None:
        return None
    then = scene.dice.choice(("look", "cart", "save"))
    ways: dict[str, Plain] = {
        "look": {"shown": {"where": spec.where, "first": SCREEN}},
        "cart": {"cart": [{"where": spec.where}]},
        "save": {"saved": [spec.where], "cart": []},
    }
    deed = {"look": "see", "cart": "buy", "save": "save"}[then]
    return {
        "id": f"goal-{then}-{spec.noun}",
        "about": f"Wants to {deed} {spec.noun}.",
        "tags": [
            "goal",
            "find",
            f"wishes-{count}",
            *_tags(spec),
            *([] if then == "look" else [then]),
        ],
        "persona": _persona(scene.dice),
        "goal": {"thing": scene.category.name, "wishes": spec.wishes, "then": then},
        "ends": ways[then],
    }


def change_of_mind(scene: Scene) -> Plain | None:
    """Want one thing, see a list, and want another."""
    facets = [f for f in ("colour", "material", "brand") if len(scene.category.values[f]) > 1]
    if not facets:
        return None
    facet = scene.dice.choice(facets)
    wrong, right = scene.dice.sample(scene.category.values[facet], 2)
    before, after = Spec(scene.category, {facet: wrong}), Spec(scene.category, {facet: right})
    if alike(wrong, right) or min(len(before.fitting()), len(after.fitting())) < LEAST:
        return None
    return {
        "id": f"goal-change-{scene.category.name}-{wrong}-to-{right}",
        "about": f"Wants {before.noun}, and after a look at them {after.noun}.",
        "tags": ["goal", "find", "correction", facet, "hard"],
        "persona": _persona(scene.dice),
        "goal": {
            "thing": scene.category.name,
            "wishes": before.wishes,
            "changes": [{"after": 1, "set": {facet: right}}],
            "then": "cart",
        },
        "ends": {"cart": [{"where": after.where}]},
    }


def variant(scene: Scene) -> Plain | None:
    """Buy one size and colour."""
    spec = narrowed(scene.category, 1, scene.dice) or Spec(scene.category)
    forms = [
        (v.size, v.colour)
        for product in spec.fitting()
        for v in Where.model_validate(spec.where).forms(product)
        if v.in_stock and v.size
    ]
    if not forms:
        return None
    size, colour = scene.dice.choice(sorted(set(forms), key=str))
    chosen = {name: v for name, v in (("size", size), ("colour", colour)) if v}
    if "colour" in spec.values:
        chosen["colour"] = spec.values["colour"]
    words = " and ".join(f"{name} {value}" for name, value in chosen.items())
    return {
        "id": f"goal-variant-{spec.noun}-{'-'.join(chosen.values())}",
        "about": f"Wants to buy {spec.noun} in {words}.",
        "tags": ["goal", "find", "cart", "variant", *_tags(spec)],
        "persona": _persona(scene.dice),
        "goal": {
            "thing": scene.category.name,
            "wishes": spec.wishes,
            "choose": chosen,
            "then": "cart",
        },
        "ends": {"cart": [{"where": spec.where, **chosen}]},
    }


def _persona(dice: random.Random) -> Plain:
    return {
        "style": dice.choice(_STYLES),
        "tells": dice.choice(("at_once", "bit_by_bit", "when_asked")),
    }


def _tags(spec: Spec) -> list[str]:
    return [*spec.values, *(["budget"] if spec.below is not None else [])]
