"""A wish in words: before the noun, after it, or as an utterance of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from agents.reply.traits import is_adjective
from evals.scenarios.expectations import Wish
from evals.scenarios.where import Bounds
from evals.shoppers.amounts import amount_ways, article_of, number_words, size_ways
from evals.shoppers.phrases import deeds, wishes
from evals.shoppers.wanted import Want
from evals.shoppers.wording import Wording

CENT: Final = Decimal("0.01")
UNDER_SHARE: Final = 0.5
"""How often "at most" is said as "under": people do not mind the cent."""
_AGES = re.compile(r"ages? (\d+) (?:to (\d+)|years and up)")
_STARS = {3.5: "three and a half", 4.5: "four and a half"}
_PURPOSES = ("for ", "with ", "without ")

Place = Literal["before", "after", "bare", "own"]
"""`bare` is after "I said": "in blue", "waterproof"."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a wish is said."""

    text: str
    surface: str
    """What of the text says the value: "waterproof"."""
    wish: Wish
    """What that means: "under 150" is at most 149.99."""


class Telling:
    """Finds words for wishes.

    Args:
        wording: Chooses.
        many: Whether the thing is "they".
    """

    def __init__(self, wording: Wording, many: bool) -> None:
        self._wording = wording
        self.many = many

    def words(self, want: Want, place: Place) -> Words | None:
        """Return a wish in words for that place; None where nobody would say it there."""
        if want.own_words:
            text = self._wording.pick(want.own_words) if place != "before" else None
            return None if text is None else Words(text, text, want.wish)
        if want.part.kind == "price":
            return self._price(want, place)
        form = self._form(want)
        if form is None:
            return None
        table, value = form
        if not want.part.wanted:
            return self._unwanted(want, table, value, place)
        if place == "before":
            return self._before(want, table, value)
        if place == "bare" and table == "adjective":
            return Words(value, value, want.wish)
        if place in ("after", "bare") or want.wish.soft:
            text, surface = self._after(table, value)
            if want.wish.soft:
                text = self._wording.pick(wishes.SOFTLY).format(w=text)
            return Words(text, surface, want.wish)
        return self._own(want, table, value)

    def _before(self, want: Want, table: str, value: str) -> Words | None:
        if table not in wishes.BEFORE or want.wish.soft:
            return None
        if table == "audience":
            ways = wishes.AUDIENCE_BEFORE.get(value)
            said = self._wording.pick(ways) if ways else None
        else:
            said = value if len(value.split()) <= 1 + (table != "adjective") else None
        return None if said is None else Words(said, said, want.wish)

    def dropped(self, want: Want) -> str:
        """Return that a feature no longer matters."""
        table, value = self._feature(want.part.values[0])
        return self._wording.pick(deeds.DROPS[table]).format(v=value)

    def _own(self, want: Want, table: str, value: str) -> Words:
        styled = wishes.OWN[self._numbered(table, wishes.OWN)]
        if table == "audience":
            value = self._wording.pick(wishes.AUDIENCE_AFTER.get(value, (f"for {value}",)))
        way = self._wording.styled(styled)
        return Words(way.format(v=value, size=value), value, want.wish)

    def _after(self, table: str, value: str) -> tuple[str, str]:
        ways = wishes.AFTER[self._numbered(table, wishes.AFTER)]
        if table == "audience":
            value = self._wording.pick(wishes.AUDIENCE_AFTER.get(value, (f"for {value}",)))
        return self._wording.pick(ways).format(v=value, size=value), value

    def _unwanted(self, want: Want, table: str, value: str, place: Place) -> Words | None:
        if place == "before" or table not in wishes.NOT_OWN:
            return None
        ways = wishes.NOT_AFTER[table] if place == "after" else wishes.NOT_OWN[table]
        if place == "bare":
            ways = wishes.NOT_OWN[table][:1]
        return Words(self._wording.pick(ways).format(v=value, size=value), value, want.wish)

    def _numbered(self, table: str, ways: Mapping[str, object]) -> str:
        return f"{table}_one" if not self.many and f"{table}_one" in ways else table

    def _form(self, want: Want) -> tuple[str, str] | None:
        """Return the table and the value as it is said."""
        part = want.part
        terse = self._wording.style == "terse"
        match part.kind:
            case "size":
                return "size", self._wording.pick(size_ways(part.values[0], terse))
            case "feature":
                return self._feature(part.values[0])
            case "rating":
                stars = part.wish.rating_at_least or 0.0
                return "rating", _STARS.get(stars) or (
                    number_words(int(stars)) if stars == int(stars) else f"{stars:g}"
                )
            case "in_stock":
                return ("in_stock", "in stock") if part.wish.in_stock else None
            case "category" | "type":
                return ("category", self._wording.pick(part.values))
            case _:
                return part.kind, self._wording.pick(part.values)

    def _feature(self, value: str) -> tuple[str, str]:
        if ages := _AGES.fullmatch(value):
            low = number_words(int(ages[1]))
            if ages[2] is None:
                return "purpose", f"for ages {low} and up"
            return "purpose", f"for ages {low} to {number_words(int(ages[2]))}"
        if value.startswith(_PURPOSES):
            return "purpose", value
        like = value in wishes.ADJECTIVES or value.endswith(wishes.ADJECTIVE_ENDS)
        if like or is_adjective(value):
            return "adjective", value
        counted = value.rsplit(maxsplit=1)[-1] in wishes.COUNTED
        return "feature", f"{article_of(value)} {value}" if counted else value

    def _price(self, want: Want, place: Place) -> Words | None:
        bounds = want.part.wish.price
        if bounds is None or place == "before" or not want.part.wanted:
            return None
        low, high = bounds.at_least, bounds.at_most
        wish = want.wish
        if low is not None and high is not None:
            a = self._amount(low, bare=True)
            table, values = "between", {"a": a, "b": self._amount(high)}
        elif high is not None:
            whole = high == high.to_integral_value()
            below = whole and self._wording.chance(UNDER_SHARE)
            cents = not whole and high + CENT == (high + CENT).to_integral_value()
            if cents:
                table, values = "under", {"n": self._amount(high + CENT)}
            elif below:
                table, values = "under", {"n": self._amount(high)}
                wish = wish.model_copy(update={"price": Bounds(at_most=high - CENT)})
            else:
                table, values = "at_most", {"n": self._amount(high)}
        else:
            assert low is not None
            table, values = "at_least", {"n": self._amount(low)}
        surface = values.get("n") or f"{values['a']} and {values['b']}"
        if place == "own" and not wish.soft:
            text = self._wording.styled(wishes.OWN[table]).format(**values)
        else:
            text = self._wording.pick(wishes.AFTER[table]).format(**values)
        if wish.soft:
            text = self._wording.pick(wishes.SOFTLY).format(w=text)
        if "a" in values and surface not in text:
            surface = f"{values['a']} to {values['b']}"
        return Words(text, surface, wish)

    def _amount(self, amount: Decimal, bare: bool = False) -> str:
        ways = amount_ways(amount)
        if bare:
            ways = tuple(w for w in ways if not w.endswith((" dollars", " bucks"))) or ways
        if self._wording.style == "terse":
            ways = tuple(w for w in ways if w.startswith("$")) or ways
            return self._wording.pick((ways[0], ways[0].removeprefix("$")))
        return self._wording.pick(ways)
