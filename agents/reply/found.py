"""Words for products that were found, almost found, and not found.

Made for the ear: a short lead, names with prices in the tersest form that is
still a sentence, and what tells them apart only where there is room for it.
"""

import re

from agents.reply.difference import differences, merits
from agents.reply.ear import EAR_WORDS, ear_words
from agents.reply.leads import Lead, Shortfall
from agents.reply.missing import no_such, without
from agents.reply.money import Cost, budget_words, cost_of_candidate
from agents.reply.names import count_word, listed, sentence, spoken_names
from agents.reply.phrasing import Phrasing, alike
from agents.reply.plan import SENTENCES, SPOKEN, Found
from agents.reply.reasons import all_fulfil, reasons
from agents.reply.traits import Subject
from retrieval.product import Product
from retrieval.query import Candidate

LEAD_WORDS = 7
"""Longest first sentence: the voice starts when it is synthesised."""
LISTING_WORDS = 25
"""A longer list of three is cut to two: a lead of four words comes before it."""
REASON_EAR_WORDS = 30
"""Longest list with the reason why one of it fits; there is no lead before it then."""
COUNTED_MOST = 30
"""A larger number of matches says only that there are many."""

_AFTER_HEAD = re.compile(r" (?:of|for|with|in|on|by|without|from|to) ")
_PLURALS = ("s", "children", "mice", "feet", "teeth", "people", "men")
"""How a noun ends that is counted: "boots", not "camping gear"."""

_SHORTFALLS = {
    Shortfall.NONE_CHEAPER: ("Nothing cheaper fits.", "the lowest"),
    Shortfall.NONE_DEARER: ("Nothing above that fits.", "the highest"),
    Shortfall.NONE_BETTER: ("Nothing is rated higher.", "the best rated"),
    Shortfall.NONE_IN_SIZE: ("Nothing in that size fits.", "the closest"),
    Shortfall.NONE_FURTHER: ("Nothing here says it goes further.", "the closest"),
    Shortfall.NOT_CLOSE: ("I'm not sure I have that.", "the closest"),
}
"""What is said first, and what is then listed instead."""
_RANKED = {
    Lead.CHEAPEST: "the cheapest",
    Lead.DEAREST: "the priciest",
    Lead.BEST_RATED: "the best rated",
}


def spoken_of(candidates: tuple[Candidate, ...], why: str = "") -> int:
    """Return how many of a list to name: three, or two where three take too long to say.

    Args:
        candidates: The list.
        why: The reason why one of the first three fits, which is said after them.
    """
    first = candidates[:SPOKEN]
    listing = _list(first, tuple(cost_of_candidate(c) for c in first))
    long = ear_words(listing) > LISTING_WORDS
    long = long or (bool(why) and ear_words(f"{listing} {why}") > REASON_EAR_WORDS)
    return min(len(first), SPOKEN - 1 if long else SPOKEN)


def say_found(part: Found, phrasing: Phrasing) -> list[str]:
    """Return a lead, the list with prices, and what tells the products apart."""
    spoken = part.candidates[: part.spoken]
    if not spoken:
        return [f"The {part.category or 'rest'} {'are' if part.category else 'is'} on the screen."]
    costs = tuple(cost_of_candidate(c) for c in spoken)
    if part.shortfall or part.relaxed:
        said = _instead(part, spoken, costs, phrasing)
    elif len(spoken) == 1:
        said = _one(part, spoken[0], costs[0], phrasing)
    elif part.corrected:
        read = listed([c.read for c in part.corrected[:2]])
        said = [f"I searched for {read}.", sentence(_list(spoken, costs))]
    elif part.lead in _RANKED:
        said = _ranked(part.lead, spoken, costs)
    elif part.lead is Lead.SAME:
        return _unchanged(part, spoken, phrasing)
    else:
        listing = sentence(_list(spoken, costs))
        why = reasons(spoken, part.wished, part.asked)
        leads = _leads(part, len(spoken), costs, phrasing)
        if why and phrasing.sentences > 1:
            # What tells them apart is worth more than how many there are.
            led = next((n for n in leads if ear_words(f"{n} {listing} {why}") <= EAR_WORDS), None)
            if led or ear_words(f"{listing} {why}") <= REASON_EAR_WORDS:
                return [led, listing, why] if led and phrasing.sentences > 2 else [listing, why]
        short = [n for n in leads if ear_words(f"{n} {listing}") <= EAR_WORDS]
        fresh = (n for n in short if not alike(n, phrasing.before))
        said = [next(fresh, min(short or leads, key=ear_words)), listing]
        if phrasing.sentences < 2:
            return [listing]
    return _with_room_for(_told(part, spoken), said)


def _unchanged(part: Found, spoken: tuple[Candidate, ...], phrasing: Phrasing) -> list[str]:
    """Return that the same ones still fit, and why; their prices were just heard."""
    names = listed(spoken_names([c.product for c in spoken]))
    why = all_fulfil(spoken, part.asked) or reasons(spoken, part.wished, part.asked)
    lead = phrasing.pick("These still fit best.", "The same ones still fit.")
    if why.startswith(("All three", "Both")):
        lead, why = why, ""
    return [s for s in (lead, sentence(f"that's {names}"), why) if s][: phrasing.sentences]


def _with_room_for(told: str, said: list[str]) -> list[str]:
    """Add what tells the products apart, if the whole stays short enough to listen to."""
    if not told or ear_words(" ".join([*said, told])) > EAR_WORDS:
        return said
    return [*said, sentence(told)]


def _told(part: Found, spoken: tuple[Candidate, ...]) -> str:
    """Return what tells the products apart, or what speaks for a sole one; may be empty."""
    if len(spoken) == 1:
        return "" if part.shortfall else merits(spoken[0].product)
    if part.lead in _RANKED:
        return ""
    return differences([c.product for c in spoken])


def _one(part: Found, candidate: Candidate, cost: Cost, phrasing: Phrasing) -> list[str]:
    name = spoken_names([candidate.product])[0]
    lead = {
        Lead.MATCHES: phrasing.pick("I found one,", "There's one,"),
        Lead.IDEAS: phrasing.pick("How about", "Maybe"),
        Lead.CHEAPER: "A cheaper one is",
        Lead.DEARER: "A step up is",
        Lead.OTHERS: "There's also",
        Lead.ALIKE: "A similar one is",
        Lead.SAME: "It's still",
        Lead.BACK: "That was",
        Lead.RESIZED: "The closest is",
    }.get(part.lead)
    if lead is None:
        lead = f"{_RANKED.get(part.lead, 'the best rated')} is"
    return [sentence(f"{lead} {name}, {_from(cost)}")]


def _from(cost: Cost) -> str:
    return f"from {cost}" if cost.at_least else f"at {cost}"


def _ranked(lead: Lead, spoken: tuple[Candidate, ...], costs: tuple[Cost, ...]) -> list[str]:
    """Return the first of a sorted list, and then what follows it."""
    names = spoken_names([c.product for c in spoken])
    items = [f"{n} {_from(c)}" for n, c in zip(names, costs, strict=True)]
    first, stars = spoken[0].product, ""
    if lead is Lead.BEST_RATED and first.rating is not None:
        stars = f"{first.rating:g} stars, "
    top = sentence(f"{_RANKED[lead]} is {names[0]}, {stars}{_from(costs[0])}")
    for rest in (items[1:], names[1:]):
        said = [top, sentence(f"then {' and '.join(rest)}")]
        if ear_words(" ".join(said)) <= EAR_WORDS:
            break
    return said


def _instead(
    part: Found, spoken: tuple[Candidate, ...], costs: tuple[Cost, ...], phrasing: Phrasing
) -> list[str]:
    """Return what could not be had, and what comes nearest to it."""
    if part.shortfall:
        lead, nearest = _SHORTFALLS[part.shortfall]
        if part.thing:
            lead = no_such(part.thing, phrasing)
    else:
        others = part.lead is Lead.OTHERS
        lead = without(part.relaxed, others, phrasing, part.relaxations)
        nearest = "the closest"
    names = spoken_names([c.product for c in spoken])
    items = [f"{n} {_from(c)}" for n, c in zip(names, costs, strict=True)]
    listing = f"{nearest} {'is' if len(items) == 1 else 'are'} {listed(items)}"
    if phrasing.sentences < 2:
        return [sentence(f"{lead.removesuffix('.')}, {listing}")]
    return [lead, sentence(listing)]


def _leads(part: Found, count: int, costs: tuple[Cost, ...], phrasing: Phrasing) -> tuple[str, ...]:
    """Return ways to begin a list, the longest and most telling first."""
    if part.lead is Lead.MATCHES:
        return _matches_leads(part, count, costs, phrasing)
    return (_lead(part, count, phrasing),)


def _lead(part: Found, count: int, phrasing: Phrasing) -> str:
    number, pick = count_word(count), phrasing.pick
    match part.lead:
        case Lead.IDEAS:
            ways = (f"Here are {number} ideas.", f"{number.capitalize()} come to mind.")
            # One question a reply: where another follows, this is none.
            more = (f"How about one of these {number}?",) if phrasing.sentences >= SENTENCES else ()
            return pick(*ways, *more)
        case Lead.CHEAPER:
            return pick(f"Here are {number} cheaper ones.", "These cost less.")
        case Lead.DEARER:
            return pick(f"Here are {number} pricier ones.", "These are a step up.")
        case Lead.ALIKE:
            return pick(f"Here are {number} similar ones.", "These are much like it.")
        case Lead.OTHERS:
            return pick(f"Here are {number} more.", "Some others, then.", "There are these, too.")
        case Lead.BACK:
            return f"Back to the {part.category}." if part.category else "Back to those."
        case Lead.RESIZED:
            return pick("These come closest.", "The nearest are these.")
        case _:
            return f"{sentence(number).removesuffix('.')} are rated higher."


def _matches_leads(
    part: Found, count: int, costs: tuple[Cost, ...], phrasing: Phrasing
) -> tuple[str, ...]:
    """Return "Here are three of 12 hiking boots.": the number is that of all that fit."""
    number = count_word(count)
    if 0 < part.total <= count:
        start = f"{phrasing.pick('I found', 'There are')} {number}"
    elif 0 < part.total <= COUNTED_MOST:
        start = f"Here are {number} of {count_word(part.total)}"
    else:
        start = phrasing.pick(f"Here are {number}", f"I'd start with these {number}")
    kind = _kind(part.category)
    budget = budget_words(part.price, costs)
    leads = [f"{start}{kind}{budget}.", f"{start}{kind}."]
    if count < part.total <= COUNTED_MOST:
        fit = "" if kind else " fit"
        leads.append(f"I found {count_word(part.total)}{kind}{' that' + fit if fit else ''}.")
    leads.append(f"{start}{budget}.")
    short = (lead for lead in leads if len(lead.split()) <= LEAD_WORDS)
    return (*dict.fromkeys(short), f"{start}.", "These fit best.")


def _kind(category: str | None) -> str:
    """Return " hiking boots", or " in camping gear" of what is not counted."""
    if not category:
        return ""
    head = _AFTER_HEAD.split(category, maxsplit=1)[0]
    return f" {category}" if head.endswith(_PLURALS) else f" in {category}"


def _list(spoken: tuple[Candidate, ...], costs: tuple[Cost, ...]) -> str:
    """Return "the A is $129, the B $99, and the C $145": the verb once, while it holds."""
    names = spoken_names([c.product for c in spoken])
    items: list[str] = []
    before = ""
    for candidate, name, cost in zip(spoken, names, costs, strict=True):
        verb = _verb(candidate.product, name, cost)
        items.append(f"{name} {cost}" if verb == before else f"{name} {verb} {cost}")
        before = verb
    if len(items) < 3:
        return " and ".join(items)
    return f"{items[0]}, {items[1]}, and {items[2]}"


def _verb(product: Product, name: str, cost: Cost) -> str:
    subject = Subject.of(product, name)
    if cost.at_least:
        return f"{subject.verb('start')} at".removeprefix(f"{name} ")
    return "are" if subject.many else "is"
