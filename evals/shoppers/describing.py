"""The thing with wishes around it: "women's waterproof hiking boots under a hundred and fifty"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.shoppers.amounts import article_of
from evals.shoppers.telling import Place, Telling, Words
from evals.shoppers.wanted import Want
from evals.shoppers.wording import Wording

_BEFORE_MOST = 2
"""Words of a kind before a noun, before it sounds like a label."""
_BEFORE_ORDER = ("audience", "feature", "colour", "material", "brand")
_AFTER_ORDER = (
    *("audience", "type", "category", "brand", "colour", "material", "feature", "size"),
    *("rating", "in_stock", "price"),
)


@dataclass(frozen=True, slots=True)
class Described:
    """A thing in words, and what of the goal they tell."""

    text: str
    gives: dict[str, str] = field(default_factory=dict)
    told: tuple[tuple[Want, Words], ...] = ()


def are_many(thing: str) -> bool:
    """Say whether a thing is "they": "hiking boots", not "a dress"."""
    last = thing.rsplit(maxsplit=1)[-1].lower()
    return last.endswith("s") and not last.endswith("ss")


def describe(
    thing: str, wants: Sequence[Want], telling: Telling, wording: Wording, article: bool = True
) -> Described:
    """Say a thing with `wants` around it.

    Args:
        thing: As the shopper calls it.
        wants: What is told of it.
        telling: Finds the words.
        wording: Chooses where they stand.
        article: Whether "a" stands before one thing.
    """
    before: list[tuple[Want, Words]] = []
    after: list[tuple[Want, Words]] = []
    for want in wants:
        if want.part.kind in ("category", "type") and want.part.wanted:
            continue  # the thing itself
        places: tuple[Place, ...] = ("after",)
        if len(before) < _BEFORE_MOST and want.part.wanted and wording.chance(0.6):
            places = ("before", "after")
        for place in places:
            words = telling.words(want, place)
            if words is not None:
                (before if place == "before" else after).append((want, words))
                break
    before.sort(key=lambda pair: _BEFORE_ORDER.index(pair[0].part.kind))
    after.sort(key=lambda pair: (not pair[0].part.wanted, _AFTER_ORDER.index(pair[0].part.kind)))
    noun = " ".join((*(words.text for _, words in before), thing))
    if article and not are_many(thing):
        noun = f"{article_of(noun)} {noun}"
    tail = ", ".join(words.text for _, words in after)
    told = (*before, *after)
    gives = {"thing": thing, **{want.name: words.surface for want, words in told}}
    pause = "," if after and after[0][0].own_words else ""
    return Described(f"{noun}{pause} {tail}".strip(), gives, told)
