"""Why each product of a short list fits: which of the wishes it fulfils, in a sentence for the ear.

Soft wishes are what a list differs in: a hard one all of it fulfils, and that is said only where
it was just asked for and the list stayed what it was. Only what retrieval found fulfilled is said.
"""

from collections.abc import Sequence

from agents.reply.materials import is_said
from agents.reply.names import PLACES, listed, sentence
from agents.reply.traits import Subject, stated
from retrieval.query import Candidate
from retrieval.terms import Field, Term

CLAUSES = 2
"""Reasons spoken of; a third is not remembered."""
TELLING = (Field.FEATURE, Field.MATERIAL, Field.COLOUR, Field.SIZE)
"""Fields whose values are reasons: a brand is in the name, people and kinds are heard anyway."""


def reasons(spoken: Sequence[Candidate], wished: Sequence[Term], asked: Sequence[Term] = ()) -> str:
    """Return which of the soft wishes each product fulfils; empty where that tells nothing.

    Args:
        spoken: Two or three products, in the order in which they are named.
        wished: Soft wishes, the latest first.
        asked: Those of this turn: that none fulfils one, or all do, is said of these only.

    Returns:
        One sentence: "The first is waterproof, and the third comes in blue."
    """
    said: dict[tuple[int, ...], str] = {}
    for term in wished:
        places = fulfilling(spoken, term)
        apart = 0 < len(places) < len(spoken)
        # Of the same products one reason is enough.
        told = apart or (term in asked and (places or not _listed(spoken, term)))
        if places not in said and told:
            said[places] = _has(_who(places, len(spoken)), term) if places else _none_has(term)
        if len(said) >= CLAUSES:
            break
    met = [said[places] for places in sorted(said) if places]
    unmet = [said[places] for places in said if not places]
    joined = ", and ".join(met)
    return sentence(", but ".join(filter(None, [joined, *unmet]))) if said else ""


def all_fulfil(spoken: Sequence[Candidate], asked: Sequence[Term]) -> str:
    """Return "All three come in size L." of what was just asked for; empty where one does not.

    Args:
        spoken: Two or three products.
        asked: What this turn asked for; a hard wish holds for all that was found.
    """
    told = [t for t in asked if t.hard or len(fulfilling(spoken, t)) == len(spoken)]
    if not told or len(told) < len(asked):
        return ""
    who = _who(tuple(range(len(spoken))), len(spoken))
    return sentence(_has(who, told[0]))


def fulfilling(spoken: Sequence[Candidate], term: Term) -> tuple[int, ...]:
    """Return the places, from 0, of the products that fulfil a soft wish."""
    return tuple(
        place
        for place, candidate in enumerate(spoken)
        if any((t.field, t.value) == (term.field, term.value) for t in candidate.fulfilled)
    )


def _who(places: tuple[int, ...], of: int) -> Subject:
    if len(places) == of:
        return Subject("both" if of == 2 else "all three", many=True)
    return Subject(f"the {listed([PLACES[p + 1] for p in places])}", many=len(places) > 1)


def _has(who: Subject, term: Term) -> str:
    match term.field:
        case Field.COLOUR:
            return f"{who.verb('come')} in {term.value}"
        case Field.SIZE:
            return f"{who.verb('come')} in {_size(term.value)}"
        case Field.MATERIAL:
            return f"{who.is_} {is_said(term.value)}"
        case _:
            if term.value.startswith(("for ", "with ", "in ")):
                return f"{who.is_} {term.value}"
            return stated(who, term.value.casefold().replace(" ", "_"), yes=True)


def _listed(spoken: Sequence[Candidate], term: Term) -> bool:
    """Say whether one comes in a size or colour after all, though not together with the others."""
    of = {Field.COLOUR: lambda p: p.colours, Field.SIZE: lambda p: p.sizes}.get(term.field)
    return of is not None and any(term.value in of(c.product) for c in spoken)


def _none_has(term: Term) -> str:
    """Return what can be said of none: colours and sizes are listed, the rest may be unstated."""
    match term.field:
        case Field.COLOUR:
            return f"they don't come in {term.value}"
        case Field.SIZE:
            return f"they don't come in {_size(term.value)}"
        case Field.MATERIAL:
            return f"the listings don't say {term.value}"
        case _:
            return f"the listings don't say {_has(Subject('they', many=True), term)}"


def _size(size: str) -> str:
    return size if " " in size else f"size {size}"
