"""Words for what could not be had: what was given up, what lies beyond the budget, nothing."""

from agents.constraints import Kind
from agents.reply.money import money, range_words
from agents.reply.names import listed
from agents.reply.phrasing import Phrasing
from agents.reply.plan import BeyondPrice, NothingFound
from agents.reply.traits import is_adjective, that_has
from retrieval.query import Relaxation
from retrieval.terms import Field, Term

_KIND_WORDS = {
    Kind.PRICE: "the price",
    Kind.BRAND: "the brand",
    Kind.COLOUR: "the color",
    Kind.MATERIAL: "the material",
    Kind.SIZE: "the size",
    Kind.AUDIENCE: "who it's for",
    Kind.FEATURE: "the features",
    Kind.RATING: "the rating",
    Kind.AVAILABILITY: "having it now",
}


REASON_WORDS = 8
"""Longest reason: it is said before the products are."""


def without(
    relaxed: tuple[Term, ...],
    others: bool,
    phrasing: Phrasing,
    relaxations: tuple[Relaxation, ...] = (),
) -> str:
    """Return what had to be given up: "Nothing in blue." claims nothing about the shop.

    Args:
        relaxed: The terms.
        others: Whether something else than what was shown was asked for.
        phrasing: Chooses between wordings.
        relaxations: Why each was given up; a sole one is worth saying.

    Returns:
        One sentence, such as "Nothing in suede that's waterproof."
    """
    category = next((t.value for t in relaxed if t.field is Field.CATEGORY), None)
    if category:
        return f"No {category} fit that."
    why = reason_words(relaxations[0]) if len(relaxations) == 1 and not others else ""
    if why and len(why.split()) <= REASON_WORDS:
        return why
    words = listed([_term_words(t) for t in relaxed[:2]], "or")
    if others:
        return f"Nothing else {words}."
    return phrasing.pick(f"Nothing {words}.", f"I found nothing {words}.")


def reason_words(relaxation: Relaxation) -> str:
    """Return what does not go together: "No hiking boots in suede."; may be empty."""
    if relaxation.bounded or not relaxation.kept:
        return ""
    terms = (relaxation.term, *relaxation.kept)
    kinds = [t.value for t in terms if t.field is Field.CATEGORY]
    named = [t for t in terms if t.field in _SAID_LAST]
    if len(kinds) == 1 and len(named) == 1 and _names_a_sort(named[0]):
        return f"No {named[0].value} {kinds[0]}."
    if len(kinds) > 1 or len(named) + len(kinds) < len(terms):
        return ""
    words = [_term_words(t) for t in sorted(named, key=lambda t: _SAID_LAST.index(t.field))]
    which = " and ".join(w for w in words if w.startswith("that"))
    plain = [w for w in words if not w.startswith("that")]
    if kinds:
        which = which.replace("that's ", "that are ").replace("that has ", "that have ")
    return " ".join(filter(None, [f"No {kinds[0]}" if kinds else "Nothing", *plain, which])) + "."


_SAID_LAST = (
    *(Field.BRAND, Field.AUDIENCE, Field.COLOUR, Field.MATERIAL, Field.SIZE),
    Field.FEATURE,
)
"""In a sentence that says what does not go together, in this order."""


def _names_a_sort(term: Term) -> bool:
    """Say whether a feature is a noun before the kind of thing: "travel" mugs."""
    return term.field is Field.FEATURE and term.value.isalpha() and not is_adjective(term.value)


def _term_words(term: Term) -> str:
    match term.field:
        case Field.BRAND:
            return f"from {term.value}"
        case Field.SIZE:
            return f"in size {term.value}" if len(term.value) < 5 else f"in {term.value}"
        case Field.AUDIENCE:
            return f"for {term.value}"
        case Field.FEATURE:
            return that_has(term.value)
        case _:
            return f"in {term.value}"


def no_such(thing: str, phrasing: Phrasing) -> str:
    """Return that no listing speaks of a thing: "I don't see any ukuleles here."."""
    return phrasing.pick(f"I don't see any {thing} here.", f"No {thing} here, sorry.")


def say_nothing_found(part: NothingFound, phrasing: Phrasing) -> list[str]:
    """Return that nothing fits, and what could give way."""
    kinds = [_KIND_WORDS[k] for k in part.kinds if k in _KIND_WORDS][:2]
    if part.no_more:
        lead = phrasing.pick("That's all that fits.", "Those were all of them.")
        give = f"We could change {listed(kinds, 'or')}." if kinds else ""
        return [lead, give] if give else [lead, "We could try another kind."]
    if part.thing:
        return [
            no_such(part.thing, phrasing),
            phrasing.pick("What else can I look for?", "What else would help?"),
        ]
    lead = phrasing.pick("Nothing fits all of that.", "I found nothing like that.")
    if kinds:
        return [lead, f"We could change {listed(kinds, 'or')}."]
    return ["I found nothing like that.", "Could you put it another way?"]


def say_beyond(part: BeyondPrice, phrasing: Phrasing) -> list[str]:
    """Return that nothing fits the budget, what the nearest costs, and the offer to show it."""
    lead = f"Nothing{range_words(part.price, part.currency)}."
    nearest = money(part.nearest, part.currency)
    if part.relaxed:
        missing = _term_words(part.relaxed[0]).removeprefix("that's ")
        nearest = f"{nearest}, but not {missing}"
    if phrasing.sentences < 2:
        return [f"{lead.removesuffix('.')}, the nearest is {nearest}, want to see it?"]
    if phrasing.sentences < 3:
        return [lead, f"The nearest is {nearest}, want to see it?"]
    return [
        lead,
        f"The nearest is {nearest}.",
        phrasing.pick("Want to see it?", "Shall I show it?"),
    ]
