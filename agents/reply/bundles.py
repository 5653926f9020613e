"""Words for a set of products: its total, three pieces at most, and what is not in it."""

from agents.reply.ear import EAR_WORDS, ear_words
from agents.reply.ideas_parts import SetDeed, SetImpossible, SetShown
from agents.reply.money import cost_of_candidate, money
from agents.reply.names import count_word, listed, sentence, spoken_names
from agents.reply.phrasing import Phrasing


def say_set(part: SetShown, phrasing: Phrasing) -> list[str]:
    """Return the total and the pieces, then what is missing and why."""
    total = money(part.total, part.currency)
    sum_ = f"{'at most ' if part.varies else ''}{total}"
    match part.deed:
        case SetDeed.TOTAL:
            return [sentence(f"{_all(part)} {sum_} together")]
        case SetDeed.NO_OTHER:
            within = " for the money left" if part.budget is not None else ""
            return [sentence(f"I have no other {part.about}{within}, so the set stays at {sum_}")]
        case SetDeed.NOT_SOLD:
            return [sentence(f"I found no {part.about} here, so the set stays as it is")]
        case SetDeed.NOT_IN:
            return [sentence(f"There's no {part.about} in it, so the set stays at {sum_}")]
        case SetDeed.NOT_CHEAPER:
            return [sentence(f"That's the least these pieces come to, {sum_}")]
        case SetDeed.LEFT_OUT:
            return [sentence(f"Okay, without the {part.about} it's {sum_}")]
        case SetDeed.SWAPPED | SetDeed.PUT_IN:
            return [_one_changed(part), sentence(f"That makes {sum_} in all")]
        case _:
            return _whole(part, sum_, phrasing)


def _all(part: SetShown) -> str:
    count = len(part.candidates)
    return "it's" if count == 1 else f"all {count_word(count)} are"


def _one_changed(part: SetShown) -> str:
    at = part.names.index(part.about) if part.about in part.names else 0
    candidate = part.candidates[at]
    name = spoken_names([candidate.product])[0]
    lead = f"For the {part.about}" if part.deed is SetDeed.SWAPPED else "I put in"
    joint = ", " if part.deed is SetDeed.SWAPPED else " "
    return sentence(f"{lead}{joint}{name} at {cost_of_candidate(candidate)}")


def _whole(part: SetShown, sum_: str, phrasing: Phrasing) -> list[str]:
    count = len(part.candidates)
    spoken = part.candidates[: part.spoken]
    names = spoken_names([c.product for c in spoken])
    priced = [f"{n} {cost_of_candidate(c)}" for n, c in zip(names, spoken, strict=True)]
    number = count_word(count)
    if part.deed is SetDeed.CHEAPER:
        lead = f"Cheaper, it's {sum_} together"
    elif count == 1:
        lead = f"I have one piece of that, at {sum_}"
    elif part.name:
        lead = phrasing.pick(
            f"Here's {_a(part.name, part.worn)} of {number} for {sum_}",
            f"These {number} make {_a(part.name, part.worn)} for {sum_}",
        )
    else:
        lead = f"Those {number} come to {sum_} together"
    more = count - len(spoken)
    for items in (priced, names):
        listing = listed(items) if more <= 0 else f"{', '.join(items)} and {count_word(more)} more"
        said = sentence(f"{lead}: {listing}")
        if ear_words(said) <= EAR_WORDS + 6:
            break
    return [said, *_honest(part)]


_OWN_NOUN = ("kit", "setup", "set", "routine", "corner", "station", "bar")


def _a(name: str, worn: bool) -> str:
    """Return "a camping set", "an office outfit", "a desk setup"."""
    noun = "" if name.endswith(_OWN_NOUN) else " outfit" if worn else " set"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}{noun}"


def _honest(part: SetShown) -> list[str]:
    """Return what is not in the set and why, in one sentence, and a guess about whom it is for."""
    said = []
    if part.too_dear:
        what = listed([f"the {n}" for n in part.too_dear[:2]])
        if part.complete is not None:
            least = money(part.complete, part.currency)
            said.append(sentence(f"With everything it starts at {least}, so I left out {what}"))
        else:
            said.append(sentence(f"The budget left no room for {what}"))
    elif part.missing:
        said.append(sentence(f"I found no {listed(list(part.missing[:2]), 'or')} here"))
    if part.for_whom and part.deed is SetDeed.NEW:
        other = "men" if part.for_whom == "women" else "women"
        said.append(f"It's for {part.for_whom}; just say if it's for {other}.")
    return said


def say_set_impossible(part: SetImpossible) -> list[str]:
    """Return that no set can be had here, or none for so little."""
    of = f" for {part.name}" if part.name else " of that kind"
    if part.least is None:
        return [sentence(f"I have nothing{of} here"), "Tell me a piece you need, and I'll look."]
    least = money(part.least, part.currency)
    return [sentence(f"The budget is too small for a set{of}: the {part.piece} alone is {least}")]
