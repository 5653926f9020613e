"""Truthful answers to what the assistant asks."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from agents.acts import Act
from evals.measures.values import plain
from evals.scenarios.expectations import Wish
from evals.shoppers.amounts import size_ways
from evals.shoppers.phrases import answers
from evals.shoppers.pointing import point_at
from evals.shoppers.sight import OnScreen, Sight
from evals.shoppers.telling import Telling
from evals.shoppers.wanted import Want, Wanted
from evals.shoppers.wording import Wording

OF_WISHES: Final = (
    "category",
    "audience",
    "price",
    "feature",
    "material",
    "brand",
    "size",
    "colour",
)
"""Questions that a wish may answer."""
EITHER_SHARE: Final = 0.3
BUT_SHARE: Final = 0.3
"""How often somebody without an opinion says what does matter."""
_DID_YOU_MEAN = re.compile(r"did you mean (.+?)\?")
_NEAREST = re.compile(r"nearest is \D{0,3}([\d,]+(?:\.\d\d)?)")
_REMOVES = re.compile(r"\b(?:remove|empty|take (?:it|them|both|all)|clear|everything out)\b")
_ADDS = re.compile(r"\b(?:add|put)\b")
_PIECES_WORDS = {word: number for number, word in answers.PIECES.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered."""

    text: str
    gives: dict[str, str] = field(default_factory=dict)
    tells: tuple[tuple[Want, Wish], ...] = ()
    acts: tuple[Act, ...] | None = None
    drops_target: bool = False
    """Whether the product that it is about is not to be had as wanted."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers for one shopper."""

    wanted: Wanted
    telling: Telling
    wording: Wording
    refers: bool
    volunteers: bool
    """Whether it tells what it was not asked for."""

    def answer(self, sight: Sight, target: OnScreen | None, in_deed: bool) -> Answer | None:
        """Return the answer to what is asked; None where the shopper passes over it.

        Args:
            sight: What is perceived.
            target: The product that the shopper is about to take, if any.
            in_deed: Whether something was just asked to be put into the cart.
        """
        asked = sight.asked
        if asked is None:
            return None
        if asked in ("size", "colour") and in_deed:
            return self._form(asked, target)
        if asked in OF_WISHES:
            return self._wish(asked, sight)
        match asked:
            case "which":
                if target is None:
                    return None
                refers = self.refers and self.wording.chance(0.5)
                return Answer(point_at(target, sight, self.wording, refers).text)
            case "quantity":
                return self._quantity(sight)
            case "order":
                return Answer(self.wording.pick(answers.NO_ORDER))
            case "yes_no":
                return self._yes_or_no(sight, target)
            case _:
                return None

    def _wish(self, asked: str, sight: Sight) -> Answer:
        wants = [*self.wanted.of_kind(asked)] or self._of_choice(asked)
        if asked == "category":
            wants += self.wanted.of_kind("type")
            if not wants:
                thing = self.wording.pick(self.wanted.things)
                return Answer(thing, {"thing": thing})
        wants.sort(key=lambda want: (want.told is not None, not _named(want, sight)))
        for want in wants:
            words = self.telling.words(want, "own")
            if words is None:
                continue
            text = words.text
            if want.told is not None:
                after = self.telling.words(want, "bare") or words
                text = self.wording.pick(answers.AS_SAID).format(w=after.text)
                words = after
            else:
                text = self.wording.lead(answers.LEADS) + text
            return Answer(text, {want.name: words.surface}, ((want, words.wish),), (Act.REFINE,))
        open_to = self.wording.styled(answers.NO_OPINION)
        if " or " in sight.words and self.wording.chance(EITHER_SHARE):
            open_to = self.wording.pick(answers.EITHER)
        untold = self.wanted.untold if self.volunteers else ()
        words = self.telling.words(untold[0], "own") if untold else None
        if words is None or not self.wording.chance(BUT_SHARE):
            return Answer(open_to)
        text = f"{open_to}, but {words.text}"
        return Answer(text, {untold[0].name: words.surface}, ((untold[0], words.wish),))

    def _of_choice(self, asked: str) -> list[Want]:
        """Return what is only wanted of the form to be taken as a wish, once it is asked for."""
        choose = self.wanted.goal.choose
        if asked == "size" and choose.size is not None:
            return [self.wanted.add(Wish(size=choose.size))]
        if asked == "colour" and choose.colour is not None:
            return [self.wanted.add(Wish(colour=choose.colour))]
        return []

    def _form(self, asked: str, target: OnScreen | None) -> Answer | None:
        """Name the size or colour to be taken; one that is there where the goal has none."""
        choose = self.wanted.goal.choose
        value = choose.size if asked == "size" else choose.colour
        if value is None:
            value = next(
                (w.part.values[0] for w in self.wanted.of_kind(asked) if w.part.wanted), None
            )
        acts = (Act.CART_ADD,)
        if value is None and target is not None and target.product is not None:
            there = self.wanted.forms(target.product)
            values = [v for form in there if (v := form.size if asked == "size" else form.colour)]
            value = values[self.wording.choice(len(values))] if values else None
        if value is None:
            return Answer(self.wording.styled(answers.NO_OPINION))
        said = value
        if asked == "size":
            said = self.wording.pick(size_ways(value, self.wording.style == "terse"))
        lead = self.wording.lead(answers.LEADS)
        return Answer(f"{lead}{said}", {asked: said}, acts=acts)

    def _quantity(self, sight: Sight) -> Answer:
        pieces = self.wanted.goal.choose.quantity
        offered = [int(n) for n in re.findall(r"\b\d+\b", sight.words)]
        offered += [_PIECES_WORDS[w] for w in sight.words.split() if w in _PIECES_WORDS]
        word = answers.PIECES.get(pieces, str(pieces))
        if offered and pieces not in offered and max(offered) < pieces:
            return Answer(self.wording.styled(answers.NO), acts=(Act.DENY,), drops_target=True)
        text = self.wording.pick(answers.QUANTITIES).format(n=word)
        return Answer(text, {"quantity": word})

    def _yes_or_no(self, sight: Sight, target: OnScreen | None) -> Answer:
        if meant := _DID_YOU_MEAN.search(sight.words):
            own = {plain(v) for w in self.wanted.wants for v in w.part.values}
            own |= {plain(thing) for thing in self.wanted.things}
            return self._said(any(plain(meant[1]) in v or v in plain(meant[1]) for v in own))
        if nearest := _NEAREST.search(sight.words):
            return self._said(self._affords(Decimal(nearest[1].replace(",", ""))))
        if _REMOVES.search(sight.words):
            return self._said(False)
        if _ADDS.search(sight.words):
            return self._said(target is not None and target in sight.spoken_of)
        return self._said("something like" in sight.words or "similar" in sight.words)

    def _said(self, yes: bool) -> Answer:
        table, act = (answers.YES, Act.CONFIRM) if yes else (answers.NO, Act.DENY)
        return Answer(self.wording.styled(table), acts=(act,))

    def _affords(self, amount: Decimal) -> bool:
        prices = (w.part.wish.price for w in self.wanted.of_kind("price") if not w.wish.soft)
        return all(price is None or price.holds(amount) for price in prices)


def _named(want: Want, sight: Sight) -> bool:
    return any(plain(value) in plain(sight.words) for value in want.part.values)
