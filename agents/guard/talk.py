"""What was spoken of so far in one reply: what "it", "both" and "the other one" mean. Pure."""

from dataclasses import dataclass, replace

from agents.guard.figures import Figure
from agents.guard.index import SheetIndex
from agents.guard.item import Item

Places = tuple[int, ...]
Spoken = tuple[Figure, tuple[str, ...], tuple[str, ...]]
"""A number with the words before and after it."""


@dataclass(frozen=True, slots=True)
class Talk:
    """The state of a reply between two clauses."""

    focus: Places = ()
    """Whom the last sentence was about; empty before anyone was named."""
    mentioned: Places = ()
    """In the order in which they were named, none twice."""
    figures: tuple[Spoken, ...] = ()
    """The numbers that were last said: "the other one is 11.4" goes on with one of them."""
    claims: tuple[Item, ...] = ()
    """What was last said of someone: "so is the other one" says it again."""

    def named(self, places: Places) -> "Talk":
        """Return the talk after `places` were named."""
        new = tuple(p for p in places if p not in self.mentioned)
        return replace(self, mentioned=self.mentioned + new)


_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def it(talk: Talk, subject: Places, index: SheetIndex) -> Places:
    """Return what "it" may mean: one product, or all that it could be."""
    return subject or talk.focus or index.spoken


def many(  # noqa: PLR0912 - one rule after another
    word: str, talk: Talk, subject: Places, index: SheetIndex
) -> Places | None:
    """Return what "they", "both", "all three", "the other one" mean; None if nothing fits."""
    everyone = tuple(range(len(index.known)))
    sets = [s for s in (talk.mentioned, index.spoken, everyone) if s]
    match word.split():
        case ["both"] | ["all", "two"] | ["either"]:
            if len(subject) == 2:
                return subject
            pair = next((s for s in sets if len(s) == 2), None)
            return pair or (talk.mentioned[-2:] if len(talk.mentioned) > 2 else None)
        case ["all", number] if number in _COUNTS:
            n = _COUNTS[number]
            return next((s for s in (subject, *sets) if len(s) == n), None) or (
                everyone[:n] if n <= len(everyone) and not talk.mentioned else None
            )
        case ["former" | "latter"]:
            pairs = (subject, talk.focus, talk.mentioned, index.spoken)
            known = next((p for p in pairs if len(p) > 1), ())
            if len(known) != 2 or (
                talk.mentioned and not set(known) <= {*talk.mentioned, *subject}
            ):
                return None
            return known[:1] if word == "former" else known[1:]
        case ["last"]:
            named = index.spoken if {*talk.mentioned} <= {*index.spoken} else talk.mentioned
            return named[-1:] if len(named) > 1 else None
        case ["first", number]:
            n = _COUNTS[number]
            return everyone[:n] if n <= len(everyone) else None
        case ["other"] | ["others"]:
            last = subject or talk.focus
            if not last:
                return index.spoken if word == "others" else None
            if len(last) == len(index.known):
                return None
            around = index.spoken if set(last) <= set(index.spoken) and len(index.spoken) > len(
                last
            ) else everyone  # fmt: skip
            if word == "other" and len(talk.mentioned) == 2 and len(last) == 1:
                around = talk.mentioned
            rest = tuple(p for p in around if p not in last)
            return rest or None
        case ["all"] | ["these"] | ["those"]:
            if set(index.spoken) <= set(subject):
                return subject
            if len(index.spoken) > 1:
                return tuple(dict.fromkeys((*index.spoken, *talk.mentioned)))
            return next((s for s in sets if len(s) > 1), sets[0] if sets else None)
        case _:
            last = subject or talk.focus
            return last or index.spoken
