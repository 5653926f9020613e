"""Sizes that the catalog does not have are captured; those that it has are spelled as there."""

import pytest

from agents.constraints import Kind, Set
from agents.understand import Understander
from tests.agents.understand.catalog import vocabulary

_UNDERSTANDER = Understander(vocabulary())

SIZES = """
jeans 40w x 34l | 40 w x 34 l | no
jeans in 32 by 34 | 32 x 34 | no
sandals 8.5 x narrow | 8.5 x narrow | no
sandals, 10.5 wide | 10.5 wide | no
a rug 6x9 ft | 6 x 9 ft | no
a rug 8 by 10 | 8x10 | yes
curtains 52 x 84 inches | 52 x 84 in | no
a tablecloth 13x70inch | 13 x 70 in | no
a 38mm watch band | 38 mm | no
a yoga mat 6 mm thick | 6 mm | no
a 3 foot cable | 3 ft | no
a 55" tv | 55 in | no
a 27 inch monitor | 27 in | yes
coffee, 12 ounce | 12 oz | no
a 2 liter kettle | 2 l | no
batteries, pack of 12 | pack of 12 | no
a t-shirt in x-large | XL | yes
a hoodie, xxx-large tall | xxx large tall | no
queen size sheets | Queen | yes
a california king comforter | cal king | no
a dress in size 18 plus | 18 plus | no
sneakers eu 42 | 42 | no
"""
_ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in SIZES.strip().splitlines()]


@pytest.mark.parametrize(("text", "value", "known"), _ROWS)
def test_size_is_captured(text: str, value: str, known: str) -> None:
    edits = [edit for reading in _UNDERSTANDER.read(text) for edit in reading.edits]
    sizes = [e.constraint for e in edits if isinstance(e, Set) and e.constraint.kind is Kind.SIZE]
    assert [(c.value, c.known) for c in sizes] == [(value, known == "yes")]


@pytest.mark.parametrize(
    "text",
    ["a large bag", "a full length mirror", "a short sleeve shirt", "a tent for nine people",
     "a sofa under 80 inches", "add two of those", "a mug in cream"],
)  # fmt: skip
def test_what_is_no_size(text: str) -> None:
    edits = [edit for reading in _UNDERSTANDER.read(text) for edit in reading.edits]
    assert not [e for e in edits if isinstance(e, Set) and e.constraint.kind is Kind.SIZE]
