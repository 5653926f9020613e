"""How a shopper changes its mind: another value, a wish that no longer matters, another thing."""

from agents.acts import Act
from evals.scenarios.where import OneOrMore
from evals.shoppers.deeds import Said
from evals.shoppers.describing import are_many, describe
from evals.shoppers.phrases import deeds
from evals.shoppers.telling import Telling
from evals.shoppers.wanted import Want, Wanted
from evals.shoppers.wishing import many
from evals.shoppers.wording import Wording


class Changing:
    """One shopper's changes of mind, in the order of its goal.

    Args:
        wanted: What is wanted; changed.
        telling: Finds the words.
        wording: Chooses.
    """

    def __init__(self, wanted: Wanted, telling: Telling, wording: Wording) -> None:
        self._wanted = wanted
        self._telling = telling
        self._wording = wording

    def next(self) -> Said:
        """Change the mind, and return how that is said."""
        change = self._wanted.changes[0]
        gone, new = self._wanted.change(change)
        own = change.words
        if new is None:
            return self._drop(gone, own)
        if new.part.kind == "category" and new.part.wanted:
            return self._new_thing(new, own)
        words = self._telling.words(new, "bare")
        if own is not None or words is None:  # what nobody can say is only looked for
            self._wanted.tell(new, new.wish)
            text = self._wording.pick(many(own)) if own else self._wording.styled(deeds.OTHERS)
            return Said(text, "change", (Act.REFINE,) if own else None, {new.name: text})
        self._wanted.tell(new, words.wish)
        text = self._wording.styled(deeds.CHANGES).format(w=words.text)
        return Said(text, "change", (Act.REFINE,), {new.name: words.surface})

    def _drop(self, gone: tuple[Want, ...], own: OneOrMore | None) -> Said:
        told = [want for want in gone if want.told is not None]
        kind = gone[0].part.kind if gone else "price"
        if own is not None:
            text = self._wording.pick(many(own))
        elif kind == "feature":
            said = [self._telling.dropped(want) for want in told or gone]
            text = " and ".join(said)
        else:
            text = self._wording.pick(deeds.DROPS.get(kind, deeds.DROPS["price"]))
        gives = {f"drop {want.name}": text for want in gone}
        return Said(text, "change", (Act.REFINE,), gives)

    def _new_thing(self, new: Want, own: OneOrMore | None) -> Said:
        self._wanted.tell(new, new.wish)
        self._telling.many = are_many(new.part.values[0])
        others = [w for w in self._wanted.wants if w.name != new.name and w.told is not None]
        what = describe(new.part.values[0], others, self._telling, self._wording)
        for want, words in what.told:
            self._wanted.tell(want, words.wish)
        gives = {new.name: new.part.values[0], **what.gives}
        if own is not None:
            text = self._wording.pick(many(own))
            gives = {new.name: text}
        else:
            text = self._wording.pick(deeds.NEW_THING).format(what=what.text)
        return Said(text, "change", (Act.FIND,), gives)
