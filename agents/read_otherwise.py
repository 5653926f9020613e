"""A word that is a colour and a material, read as the other where the first finds nothing. Pure.

"Silver" is a colour, and "sterling silver" is what necklaces are of; "oak" is wood, and a
finish. Which of them holds for a kind of thing, only the search tells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agents.constraints import Constraint, Kind
from agents.state import DialogueState
from agents.understand.tokens import norms
from retrieval.terms import Field, Term

_OTHER = {
    Kind.COLOUR: (Kind.MATERIAL, Field.MATERIAL),
    Kind.MATERIAL: (Kind.COLOUR, Field.COLOUR),
}


def read_otherwise(
    state: DialogueState, given_up: Sequence[Term], values: Mapping[Field, Mapping[str, int]]
) -> DialogueState | None:
    """Return what is wanted with colours given up as materials, or the reverse.

    Args:
        state: What is wanted, with words of this turn in it.
        given_up: The terms that the search left out.
        values: What the catalog has of each field, with how many products.

    Returns:
        None where no word of this turn that was given up is a word of the other kind.
    """
    lost = {(term.field.value, term.value) for term in given_up}
    constraints: list[Constraint] = []
    changed = False
    for held in state.constraints:
        others = _others(held, values) if (held.kind.value, held.value) in lost else ()
        if others and held.wanted and held.turn == state.turn:
            kind = _OTHER[held.kind][0]
            constraints += [replace(held, kind=kind, value=value, hard=True) for value in others]
            changed = True
        else:
            constraints.append(held)
    return replace(state, constraints=tuple(constraints)) if changed else None


def _others(held: Constraint, values: Mapping[Field, Mapping[str, int]]) -> tuple[str, ...]:
    """Return the values of the other kind that the value's own words are in."""
    if held.kind not in _OTHER or not isinstance(held.value, str):
        return ()
    words = set(norms(held.value))
    return tuple(v for v in values[_OTHER[held.kind][1]] if words and words <= set(norms(v)))
