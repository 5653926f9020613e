"""Words for what a product states: facts, or that its listing is silent."""

from dataclasses import replace

from agents.facts import Answer, Verdict
from agents.reply.materials import is_said, made_of
from agents.reply.names import listed, sentence, the_name
from agents.reply.phrasing import Phrasing
from agents.reply.plan import Answered
from agents.reply.sentences import sentences
from agents.reply.side_by_side import say_several, the_places
from agents.reply.traits import Subject, is_adjective, is_property, measured, so, stated

_RELATED = {"waterproof": "water_resistant"}
"""What comes near enough to be offered after a "no"."""


def say_answered(part: Answered, phrasing: Phrasing) -> list[str]:
    """Return the answer about one product, or about the two or three on the screen."""
    if len(part.answers) > 1:
        return say_several(part)
    answer = part.answers[0]
    subject = Subject.of(answer.product, the_name(answer.product) if part.named else None)
    said = _one(answer, subject, phrasing)
    if answer.verdict is Verdict.NO and part.elsewhere and phrasing.sentences > len(said):
        there = the_places([part.elsewhere])
        said.append(sentence(so(replace(there, words=f"{there.words} one"), answer.attribute)))
    return said


def _one(answer: Answer, subject: Subject, phrasing: Phrasing) -> list[str]:
    if answer.verdict is Verdict.SILENT:
        return _silent(answer, phrasing)
    match answer.attribute:
        case "rating":
            product = answer.product
            stars = f"{subject.is_} rated {product.rating:g} out of 5"
            return [sentence(f"{stars}, from {_ratings(product.rating_count)}")]
        case "material":
            return _material(answer, subject)
        case "brand" | "audience":
            word = "by" if answer.attribute == "brand" else "for"
            yes = {Verdict.YES: "yes, ", Verdict.NO: "no, "}.get(answer.verdict, "")
            return [sentence(f"{yes}{subject.is_} {word} {answer.values[0]}")]
        case "description":
            return list(sentences(answer.values[0]))
        case "features" if answer.values:
            return _features(answer, subject)
        case _:
            return _attribute(answer, subject)


def _material(answer: Answer, subject: Subject) -> list[str]:
    match answer.verdict:
        case Verdict.VALUE:
            return [sentence(f"{subject.is_} {made_of(answer.values)}")]
        case Verdict.YES:
            return [sentence(f"yes, {subject.is_} {is_said(answer.values[0])}")]
        case _:
            it = Subject.of(answer.product)
            return [
                f"No, {subject.is_not} {answer.asked}.",
                sentence(f"{it.is_} {made_of(answer.values)}"),
            ]


def _features(answer: Answer, subject: Subject) -> list[str]:
    adjectives = [f for f in answer.values if is_adjective(f)][:3]
    if adjectives:
        return [sentence(f"{subject.is_} {listed(adjectives)}")]
    return [sentence(f"the listing names {listed(answer.values[:3])}")]


def _attribute(answer: Answer, subject: Subject) -> list[str]:
    name = answer.attribute
    if answer.values:
        yes = {Verdict.YES: "yes, ", Verdict.NO: "no, "}.get(answer.verdict, "")
        return [sentence(f"{yes}{measured(subject, name, answer.values[0])}")]
    if answer.verdict is Verdict.YES:
        return [sentence(f"yes, {stated(subject, name, yes=True)}")]
    said = [sentence(f"no, {stated(subject, name, yes=False)}")]
    near = _RELATED.get(name)
    if near and answer.product.attributes.get(near) == "yes":
        it = Subject.of(answer.product)
        said.append(sentence(f"{stated(it, near, yes=True)}, though"))
    return said


def _silent(answer: Answer, phrasing: Phrasing) -> list[str]:
    it = Subject.of(answer.product)
    lead = phrasing.pick("The listing doesn't say.", "Sorry, the listing doesn't say.")
    match answer.attribute:
        case "":
            return [lead]
        case "rating":
            return ["There are no ratings yet."]
        case "material":
            wanted = f"{it.is_} {answer.asked}" if answer.asked else ""
        case "brand" | "audience" | "features" | "description":
            return [lead]
        case attribute if answer.asked in (None, "yes", "no"):
            wanted = stated(it, attribute, yes=True) if is_property(attribute) else ""
        case attribute:
            wanted = f"{it.is_} {answer.asked}"
    return [lead, sentence(f"I can't promise that {wanted}")] if wanted else [lead]


def _ratings(count: int) -> str:
    return "one rating" if count == 1 else f"{count:,} ratings"
