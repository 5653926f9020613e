"""Words for several products at once: "the first is waterproof, the second isn't"."""

from collections.abc import Sequence

from agents.facts import Answer, Verdict
from agents.reply.materials import is_said
from agents.reply.names import PLACES, count_word, listed, sentence
from agents.reply.plan import Answered
from agents.reply.traits import Subject, is_measure, measured, not_so, spaced, stated

Placed = Sequence[tuple[int, str]]
"""Places in the spoken list, from 1, each with a value."""


def say_several(part: Answered) -> list[str]:
    """Return what two or three products answer to one question."""
    answers = tuple(zip(part.places, part.answers, strict=True))
    verdicts = {a.verdict for a in part.answers}
    if verdicts == {Verdict.SILENT}:
        return ["The listings don't say."]
    if verdicts == {Verdict.YES}:
        both = "both" if len(answers) == 2 else f"all {count_word(len(answers))}"
        return [f"Yes, {both} of them."]
    if verdicts == {Verdict.NO}:
        return [f"No, {'neither' if len(answers) == 2 else 'none'} of them."]
    said: list[str] = []
    values = [(place, _value(a)) for place, a in answers if a.verdict is Verdict.VALUE]
    if values:
        said.append(sentence(values_said(part.answers[0].attribute, values)))
    for verdict in (Verdict.YES, Verdict.NO, Verdict.SILENT):
        places = [place for place, a in answers if a.verdict is verdict]
        if places:
            named = Verdict.YES in verdicts and verdict is Verdict.NO
            said.append(sentence(_verdict_said(part.answers[0], verdict, places, named)))
    return said


def _value(answer: Answer) -> str:
    if answer.attribute == "rating":
        return f"{answer.product.rating:g}"
    return listed(answer.values[:2])


def _verdict_said(answer: Answer, verdict: Verdict, places: Sequence[int], named: bool) -> str:
    """Return "the first and third are waterproof"; short where that was just `named`."""
    subject = the_places(places)
    if verdict is Verdict.SILENT:
        return f"for {subject.words} it doesn't say"
    yes = verdict is Verdict.YES
    if answer.attribute in ("material", "brand", "audience"):
        word = {"brand": " by", "audience": " for"}.get(answer.attribute, "")
        return f"{subject.is_ if yes else subject.is_not}{word} {answer.asked}"
    return not_so(subject, answer.attribute) if named else stated(subject, answer.attribute, yes)


def values_said(attribute: str, values: Placed) -> str:
    """Return one fact of each: "the first weighs 450 g, and the second 380 g"."""
    place, value = values[0]
    first = the_places([place])
    rest = [f"the {PLACES[p]} {v}" for p, v in values[1:]]
    match attribute:
        case "rating":
            lead = f"{first.is_} rated {value}"
        case "material":
            lead = f"{first.is_} {is_said(value)}"
            rest = [f"the {PLACES[p]} {is_said(v)}" for p, v in values[1:]]
        case "audience" | "brand":
            word = "for" if attribute == "audience" else "by"
            lead = f"{first.is_} {word} {value}"
            rest = [f"the {PLACES[p]} {word} {v}" for p, v in values[1:]]
        case _ if is_measure(attribute):
            lead = measured(first, attribute, value)
        case _:
            lead = f"the {spaced(attribute)} is {value} for {first.words}"
            rest = [f"{v} for the {PLACES[p]}" for p, v in values[1:]]
    if not rest:
        return lead
    return ", ".join([lead, *rest[:-1], f"and {rest[-1]}" if len(rest) > 1 else rest[-1]])


def the_places(places: Sequence[int]) -> Subject:
    """Return "the first and third" as the subject of a sentence."""
    return Subject(f"the {listed([PLACES[p] for p in places])}", many=len(places) > 1)
