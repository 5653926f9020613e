"""The words to search another catalog for: the wish without what other arguments hold."""

from agents.client_tools.needs import Given
from agents.client_tools.profile import Profile
from agents.client_tools.roles import Role
from agents.constraints import Constraint, Kind

_ARGUMENT = {
    Kind.COLOUR: Role.COLOUR,
    Kind.MATERIAL: Role.MATERIAL,
    Kind.BRAND: Role.BRAND,
    Kind.SIZE: Role.SIZE,
    Kind.AUDIENCE: Role.AUDIENCE,
    Kind.FEATURE: Role.FEATURE,
}
_BEFORE = (Kind.AUDIENCE, Kind.BRAND, Kind.FEATURE, Kind.COLOUR, Kind.MATERIAL)
_THING = (Kind.CATEGORY, Kind.TYPE, Kind.DEPARTMENT)


def search_words(given: Given, profile: Profile) -> str | None:
    """Return the wish in words; None where none is stated.

    Args:
        given: The turn: all that is wanted after it counts, not only what was said now.
        profile: The function: what has an argument of its own is not repeated.
    """
    things = _values(given, _THING[:2]) or _values(given, _THING[2:])
    rest = [r.text for r in given.turn.readings if r.text]
    words: list[str] = []
    for kind in _BEFORE:
        if not profile.has(_ARGUMENT[kind]):
            words += _values(given, (kind,))
    words += things
    if not profile.has(Role.SIZE):
        words += [f"size {size}" for size in _values(given, (Kind.SIZE,))]
    known = " ".join(words).lower()
    words += [text for text in rest if text.lower() not in known]
    if not words:
        # A wish that is all in other arguments still needs words: "anything from Fernhollow".
        words = _values(given, _BEFORE)
    return " ".join(words) or None


def _values(given: Given, kinds: tuple[Kind, ...]) -> list[str]:
    found: list[Constraint] = [c for kind in kinds for c in given.wanted(kind)]
    return [str(c.value) for c in found]
