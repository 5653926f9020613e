"""Words for what a product states: facts, or that its listing is silent."""

from agents.facts import Answer, Verdict
from agents.reply.names import PLACES, count_word, listed, sentence, the_name
from agents.reply.phrasing import Phrasing
from agents.reply.plan import Answered
from agents.reply.sentences import sentences
from agents.reply.traits import Subject, is_adjective, is_property, measured, not_so, stated

_RELATED = {"waterproof": "water_resistant"}
"""What comes near enough to be offered after a "no"."""


def say_answered(part: Answered, phrasing: Phrasing) -> list[str]:
    """Return the answer about one product, or about the two or three on the screen."""
    if len(part.answers) > 1:
        return _several(part)
    answer = part.answers[0]
    subject = Subject.of(answer.product, the_name(answer.product) if part.named else None)
    said = _one(answer, subject, phrasing)
    if answer.verdict is Verdict.NO and part.elsewhere and phrasing.sentences > len(said):
        said.append(f"The {PLACES[part.elsewhere]} one is.")
    return said


def _one(answer: Answer, subject: Subject, phrasing: Phrasing) -> list[str]:
    if answer.verdict is Verdict.SILENT:
        return _silent(answer, phrasing)
    match answer.attribute:
        case "rating":
            product = answer.product
            stars = f"{subject.is_} rated {product.rating:g} out of 5"
            return [sentence(stars), f"That's from {_ratings(product.rating_count)}."]
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
    made_of = listed(answer.values)
    match answer.verdict:
        case Verdict.VALUE:
            return [sentence(f"{subject.is_} {made_of}")]
        case Verdict.YES:
            return [sentence(f"yes, {subject.is_} {made_of}")]
        case _:
            it = Subject.of(answer.product)
            return [f"No, {subject.is_not} {answer.asked}.", sentence(f"{it.is_} {made_of}")]


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
    lead = phrasing.pick("The listing doesn't say.", "It doesn't say, sorry.")
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


def _several(part: Answered) -> list[str]:
    """Return an answer for each: "The first and the third are. The second isn't."."""
    first = part.answers[0]
    number = count_word(len(part.answers))
    both = "both" if len(part.answers) == 2 else f"all {number}"
    if all(a.verdict is Verdict.SILENT for a in part.answers):
        return ["The listings don't say."]
    if all(a.verdict is Verdict.VALUE for a in part.answers):
        values = [
            f"the {PLACES[place]}, {listed(a.values) if a.values else f'{a.product.rating:g}'}"
            for place, a in zip(part.places, part.answers, strict=True)
        ]
        return [sentence("; ".join(values))]
    verdicts = {a.verdict for a in part.answers}
    if verdicts == {Verdict.YES}:
        return [f"Yes, {both} of them."]
    if verdicts == {Verdict.NO}:
        return [f"No, {'neither' if len(part.answers) == 2 else 'none'} of them."]
    said = []
    for verdict in (Verdict.YES, Verdict.NO, Verdict.SILENT):
        places = [
            PLACES[p]
            for p, a in zip(part.places, part.answers, strict=True)
            if a.verdict is verdict
        ]
        if places:
            said.append(sentence(_for_places(first, verdict, places)))
    return said


def _for_places(answer: Answer, verdict: Verdict, places: list[str]) -> str:
    """Return "the first and third are waterproof"."""
    subject = Subject(f"the {listed(places)}", many=len(places) > 1)
    if verdict is Verdict.SILENT:
        return f"for {subject.words} it doesn't say"
    yes = verdict is Verdict.YES
    if answer.attribute in ("material", "brand", "audience"):
        word = {"brand": "by ", "audience": "for "}.get(answer.attribute, "")
        return f"{subject.is_ if yes else subject.is_not} {word}{answer.asked}"
    # The yes, which comes first, has named the property.
    return stated(subject, answer.attribute, yes) if yes else not_so(subject, answer.attribute)


def _ratings(count: int) -> str:
    return "one rating" if count == 1 else f"{count:,} ratings"
