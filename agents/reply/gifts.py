"""Words for ideas: each with the reason why, and at most one question after them."""

from collections.abc import Sequence

from agents.gifts import kind_of
from agents.reply.ear import ear_words
from agents.reply.ideas_parts import IdeasShown
from agents.reply.money import cost_of_candidate
from agents.reply.names import sentence, spoken_names, the_name
from agents.reply.phrasing import Phrasing

_STATES = ("there's ", "I'd take ", "I'd still take ", "People like ", "are still ")
IDEAS_WORDS = 26
"""Spoken words of three ideas with their reasons; longer, the prices are left to the screen."""


def say_ideas(part: IdeasShown, phrasing: Phrasing) -> list[str]:
    """Return why, the ideas, and the question that would help most."""
    spoken = part.candidates[: part.spoken]
    names = spoken_names([c.product for c in spoken])
    priced = [f"{n} at {cost_of_candidate(c)}" for n, c in zip(names, spoken, strict=True)]
    reasons = part.reasons[: len(spoken)]
    sole = len(set(reasons)) == 1
    lead = _lead(part, reasons[0] if sole and reasons else "", phrasing)
    for items in (priced, names):
        told = (
            items
            if sole or part.same
            else [_with_reason(i, r) for i, r in zip(items, reasons, strict=True)]
        )
        said = [sentence(f"{lead}{_in_turn(told, 'and' if lead.endswith(_STATES) else 'or')}")]
        if ear_words(said[0]) <= IDEAS_WORDS:
            break
    if part.why:
        said.append(part.why)
    if part.asks:
        said.append(_question(part))
    return said


def _in_turn(told: Sequence[str], word: str) -> str:
    """Return "a, b, or c": each pause is a clause of its own for the voice."""
    if len(told) < 2:
        return "".join(told)
    return f"{', '.join(told[:-1])}, {word} {told[-1]}"


def _with_reason(item: str, reason: str) -> str:
    return f"for {reason} {item}" if reason else item


def _lead(part: IdeasShown, reason: str, phrasing: Phrasing) -> str:
    if part.same and not part.goes_with:
        return phrasing.pick("I'd still take ", "My ideas are still ")
    if part.goes_with:
        return f"With {the_name(part.goes_with)} I'd take "
    if part.lacking:
        return f"I have nothing for {part.lacking[0]}, but maybe "
    if part.gift:
        whom = f"your {part.person}" if part.person else "them"
        if reason and part.liked:
            who = {"women": "she likes", "men": "he likes"}.get(kind_of(part.person), "they like")
            return phrasing.pick(f"As {who} {reason}, maybe ", f"For {reason}, how about ")
        if reason:
            return phrasing.pick(f"For {reason}, maybe ", f"For {reason}, how about ")
        return f"For {whom}, maybe " if part.person else "How about "
    if part.purpose:
        return phrasing.pick(f"For {part.purpose}, there's ", f"For {part.purpose}, how about ")
    if reason:
        return f"For {reason}, there's "
    return phrasing.pick("How about ", "People like ")


def _question(part: IdeasShown) -> str:
    if part.asks == "likes":
        return "What are they into?" if not part.person else f"What does your {part.person} like?"
    return "How much would you like to spend?"
