"""Words for products that were found, almost found, and not found."""

from agents.constraints import Kind
from agents.reply.difference import differences, merits
from agents.reply.money import Cost, budget_words, cost_of_candidate
from agents.reply.names import count_word, listed, sentence, spoken_names
from agents.reply.phrasing import Phrasing
from agents.reply.plan import Found, Lead, NothingFound, Shortfall
from agents.reply.traits import Subject, is_adjective
from retrieval.product import Product
from retrieval.query import Candidate, Field, Term

LEAD_WORDS = 6
"""Longest first sentence with a category in it: the voice starts when it is synthesised."""

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
_SHORTFALLS = {
    Shortfall.NONE_CHEAPER: ("Nothing cheaper fits.", "the lowest"),
    Shortfall.NONE_DEARER: ("Nothing above that fits.", "the highest"),
    Shortfall.NONE_BETTER: ("Nothing is rated higher.", "the best rated"),
    Shortfall.NONE_IN_SIZE: ("Nothing in that size fits.", "the closest"),
    Shortfall.NOT_CLOSE: ("I'm not sure I have that.", "the closest"),
}
"""What is said first, and what is then listed instead."""


def say_found(part: Found, phrasing: Phrasing) -> list[str]:
    """Return a lead, the list with prices, and what tells the products apart."""
    spoken = part.candidates[: part.spoken]
    if not spoken:
        return [f"The {part.category or 'rest'} {'are' if part.category else 'is'} on the screen."]
    costs = tuple(cost_of_candidate(c) for c in spoken)
    if part.shortfall is Shortfall.OUTSIDE_PRICE:
        lead = f"Nothing{budget_words(part.price, costs)}."
        name = spoken_names([spoken[0].product])[0]
        return [lead, sentence(f"the closest is {name} at {_amount(costs[0])}")]
    if part.shortfall:
        lead = _SHORTFALLS[part.shortfall][0]
    elif part.relaxed:
        lead = _without(part.relaxed, part.lead is Lead.OTHERS, phrasing)
    else:
        lead = _lead(part, len(spoken), costs, phrasing)
    instead = _SHORTFALLS[part.shortfall][1] if part.shortfall else "the closest"
    short = bool(part.shortfall or part.relaxed)
    listing = _list(spoken, costs)
    if short:
        listing = f"{instead} {'is' if len(spoken) == 1 else 'are'} {_at_prices(spoken, costs)}"
    if phrasing.sentences < 2:
        if short:
            return [sentence(f"{lead.removesuffix('.')}, {listing}")]
        number = count_word(len(spoken))
        return [sentence(f"I found {number}: {_at_prices(spoken, costs)}")]
    told = _told(part, spoken, phrasing)
    said = [lead, sentence(listing)]
    return [*said, sentence(told)] if told else said


def _told(part: Found, spoken: tuple[Candidate, ...], phrasing: Phrasing) -> str:
    """Return what tells the products apart, or that the screen has more; may be empty."""
    if len(spoken) == 1:
        return merits(spoken[0].product)
    told = differences([c.product for c in spoken])
    if not told and len(part.candidates) > len(spoken):
        return phrasing.pick("there are more on the screen", "the screen shows a few more")
    return told


def _lead(part: Found, count: int, costs: tuple[Cost, ...], phrasing: Phrasing) -> str:
    number = count_word(count)
    budget = budget_words(part.price, costs)
    one = count == 1
    match part.lead:
        case Lead.MATCHES:
            return _matches_lead(part, count, budget, phrasing)
        case Lead.IDEAS:
            return (
                phrasing.pick("Here's an idea.", "How about this?")
                if one
                else (
                    phrasing.pick(
                        f"Here are {number} ideas{budget}.", f"I have {number} ideas{budget}."
                    )
                )
            )
        case Lead.CHEAPER:
            return "Here's a cheaper one." if one else f"Here are {number} cheaper ones."
        case Lead.DEARER:
            return "Here's a step up." if one else f"Here are {number} pricier ones."
        case Lead.BETTER_RATED | Lead.BEST_RATED:
            return "Here's the best rated." if one else f"Here are the {number} best rated."
        case Lead.CHEAPEST:
            return "Here's the cheapest." if one else f"Here are the {number} cheapest."
        case Lead.DEAREST:
            return "Here's the top one." if one else f"Here are the {number} priciest."
        case Lead.ALIKE:
            return "Here's a similar one." if one else f"Here are {number} similar ones."
        case Lead.OTHERS:
            return "Here's another one." if one else f"Here are {number} more."
        case Lead.SAME:
            return "That one still fits best." if one else "These still fit best."
        case Lead.RESIZED:
            return "This comes closest." if one else "These come closest."


def _matches_lead(part: Found, count: int, budget: str, phrasing: Phrasing) -> str:
    """Return "Here are three hiking boots." or, where there are no more, "I found three."."""
    if count == 1:
        return phrasing.pick(f"Here's one{budget}.", f"I found one{budget}.")
    number = count_word(count)
    if part.total <= count:
        verb = phrasing.pick("I found", "There are")
    elif not budget:
        verb = phrasing.pick("Here are", "I'd start with these")
    else:
        verb = "Here are"
    full = f"{verb} {number} {part.category}{budget}." if part.category else ""
    if full and len(full.split()) <= LEAD_WORDS:
        return full
    return f"{verb} {number}{budget}."


def _list(spoken: tuple[Candidate, ...], costs: tuple[Cost, ...]) -> str:
    """Return "the A is $129, the B is $99, and the C is $145"."""
    names = spoken_names([c.product for c in spoken])
    items = [_priced(c.product, n, cost) for c, n, cost in zip(spoken, names, costs, strict=True)]
    if len(items) < 3:
        return " and ".join(items)
    return f"{items[0]}, {items[1]}, and {items[2]}"


def _priced(product: Product, name: str, cost: Cost) -> str:
    subject = Subject.of(product, name)
    return f"{subject.verb('start')} at {cost}" if cost.at_least else f"{subject.is_} {cost}"


def _at_prices(spoken: tuple[Candidate, ...], costs: tuple[Cost, ...]) -> str:
    """Return "the A at $129, the B at $99, and the C at $145"."""
    names = spoken_names([c.product for c in spoken])
    items = [f"{n} at {_amount(c)}" for n, c in zip(names, costs, strict=True)]
    if len(items) < 3:
        return " and ".join(items)
    return f"{items[0]}, {items[1]}, and {items[2]}"


def _amount(cost: Cost) -> str:
    return f"{cost} and up" if cost.at_least else str(cost)


def _without(relaxed: tuple[Term, ...], others: bool, phrasing: Phrasing) -> str:
    """Return what had to be given up: "Nothing in blue fits." claims nothing about the shop."""
    category = next((t.value for t in relaxed if t.field is Field.CATEGORY), None)
    if category:
        return f"I found no {category}."
    words = listed([_term_words(t) for t in relaxed[:2]], "or")
    if others:
        return f"Nothing else {words}."
    return phrasing.pick(f"Nothing {words} fits.", f"I found nothing {words}.")


def _term_words(term: Term) -> str:
    match term.field:
        case Field.BRAND:
            return f"from {term.value}"
        case Field.SIZE:
            return f"in size {term.value}" if len(term.value) < 5 else f"in {term.value}"
        case Field.AUDIENCE:
            return f"for {term.value}"
        case Field.FEATURE:
            return f"that's {term.value}" if is_adjective(term.value) else f"with {term.value}"
        case _:
            return f"in {term.value}"


def say_nothing_found(part: NothingFound, phrasing: Phrasing) -> list[str]:
    """Return that nothing fits, and what could give way."""
    kinds = [_KIND_WORDS[k] for k in part.kinds if k in _KIND_WORDS][:2]
    if part.no_more:
        lead = phrasing.pick("That's all that fits.", "Those were all of them.")
        give = f"We could change {listed(kinds, 'or')}." if kinds else ""
        return [lead, give] if give else [lead, "We could try another kind."]
    lead = phrasing.pick("Nothing fits all of that.", "I found nothing like that.")
    if len(kinds) > 1:
        return [lead, f"Which matters less, {listed(kinds, 'or')}?"]
    if kinds:
        return [lead, f"Shall we change {kinds[0]}?"]
    return ["I found nothing like that.", "Could you put it another way?"]
