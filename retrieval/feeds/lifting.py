"""Facts that have a field of their own, brought from a list of attributes to that field."""

from typing import Final

from retrieval.feeds.attributes import MAX_ATTRIBUTES
from retrieval.feeds.audience import audience_of
from retrieval.feeds.colours import read_colours
from retrieval.feeds.columns import Target
from retrieval.feeds.materials import read_materials
from retrieval.feeds.names import PLACES, normal
from retrieval.feeds.row import Row
from retrieval.feeds.sizes import read_sizes

_COLOUR_NAMES: Final = ("color", "colour", "colors", "colours", "farbe", "couleur", "color_name")
_SIZE_NAMES: Final = ("size", "sizes", "size_name", "groesse", "gr_e", "taille", "shoe_size")
_MATERIAL_NAMES: Final = ("material", "materials", "fabric", "composition", "stoff")
_GENDER_NAMES: Final = ("gender", "target_gender", "department_name", "audience", "age_group")


def lift(row: Row) -> None:
    """Bring what has a field of its own from the facts to its field."""
    facts = row.attributes
    for name in _COLOUR_NAMES:
        if name in facts and not row.colours:
            row.colours = read_colours(facts.pop(name))
    for name in _SIZE_NAMES:
        if name in facts and not row.sizes:
            row.sizes = read_sizes(facts.pop(name))
    for name in _MATERIAL_NAMES:
        if name in facts and not row.materials:
            row.materials = read_materials(facts.pop(name).replace(", ", "|"))
    for name in _GENDER_NAMES:
        if name in facts and not row.audience:
            row.audience = audience_of(facts.pop(name))
    if "brand" in facts and not row.brand:
        row.brand = facts.pop("brand")
    if len(facts) > MAX_ATTRIBUTES:
        row.attributes = dict(list(facts.items())[:MAX_ATTRIBUTES])


def option_kind(name: str) -> str:
    """Return which field an option fills: "size", "colour", "material", or "" for another fact."""
    targets = {target for target, _ in PLACES.get(normal(name), ())}
    return next((kind for target, kind in _OPTION_KINDS if target in targets), "")


_OPTION_KINDS: Final = (
    (Target.COLOUR, "colour"), (Target.SIZE, "size"), (Target.MATERIAL, "material"),
)  # fmt: skip
