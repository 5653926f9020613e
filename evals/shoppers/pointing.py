"""How a shopper points at a product on the screen: by place, name, price or colour."""

from dataclasses import dataclass
from typing import Final

from evals.measures.values import folded
from evals.shoppers.phrases import referring
from evals.shoppers.sight import OnScreen, Sight, short_name
from evals.shoppers.wording import Wording

_PLACES_MOST: Final = 4
"""Nobody counts further on a screen."""
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Pointed:
    """A product in words."""

    text: str
    is_it: bool = False


def point_at(
    target: OnScreen, sight: Sight, wording: Wording, refers: bool, focus: str | None = None
) -> Pointed:
    """Say which product is meant, so that nobody who sees the screen could mean another.

    Args:
        target: The product.
        sight: What is on the screen.
        wording: Chooses.
        refers: Whether the shopper says "the second one"; else always its name.
        focus: Id of the product that was just spoken of, by both.
    """
    if refers and focus == target.seen.id and wording.chance(0.7):
        return Pointed(wording.pick(referring.IT), is_it=True)
    ways = _ways(target, sight) if refers else ()
    name = _name(target, sight)
    if ways and wording.chance(0.75):
        return Pointed(wording.pick(ways))
    return Pointed(wording.pick(referring.BY_NAME).format(name=name))


def name_of(target: OnScreen, sight: Sight) -> str:
    """Return the shortest beginning of its title that no other product on the screen has."""
    return _name(target, sight)


def _ways(target: OnScreen, sight: Sight) -> tuple[str, ...]:
    ways: list[str] = []
    if len(sight.screen) == 1:
        return referring.IT
    if target.place < _PLACES_MOST:
        o, n = referring.ORDINALS[target.place], target.place + 1
        ways += [way.format(o=o, n=n) for way in referring.BY_PLACE]
    prices = sorted(one.seen.price for one in sight.screen)
    spoken = sight.spoken_of
    if target.seen.price == prices[0] < prices[1]:
        ways += referring.CHEAPEST
    elif (
        len(spoken) == _TWO
        and target in spoken
        and target.seen.price < max(one.seen.price for one in spoken)
    ):
        ways += referring.CHEAPER
    colour = target.seen.colour
    alike = [one for one in sight.screen if colour and colour in _colours(one)]
    if colour and len(alike) == 1:
        ways += [way.format(v=colour) for way in referring.BY_COLOUR]
    return tuple(ways)


def _colours(one: OnScreen) -> tuple[str, ...]:
    shown = (one.seen.colour,) if one.seen.colour else ()
    return (*shown, *(one.product.colours if one.product else ()))


def _name(target: OnScreen, sight: Sight) -> str:
    words = target.seen.title.split()
    others = [folded(o.seen.title) for o in sight.screen if o.seen.id != target.seen.id]
    for count in range(len(short_name(target.seen.title).split()), len(words)):
        name = " ".join(words[:count])
        if not any(other.startswith(folded(name)) for other in others):
            return name
    return target.seen.title
