"""The price phrases of `evals.price_forms`.

Data only. Each is for both halves of the set, or for one: "dev" may be looked at when the
reader is tuned, what is "held_out" may not.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

Half = Literal["dev", "held_out"]
Of = Literal["both", "dev", "held_out"]
Place = Literal["noun", "tail", "sentence"]
"""Where a phrase stands: after the noun, after a comma, or as a sentence of its own."""


class Reads(Enum):
    """What a phrase means; `evals.price_forms` says how each is read."""

    UNDER = auto()
    AT_MOST = auto()
    OVER = auto()
    AT_LEAST = auto()
    UPWARDS = auto()
    DOWNWARDS = auto()
    BETWEEN = auto()
    BETWEEN_STRICT = auto()
    AROUND = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A price phrase with {n}, or {a} and {b}, for the amounts."""

    text: str
    reads: Reads
    place: Place = "noun"
    half: Of = "both"
    money: bool = False
    """Whether the amount must be told as money by its own words."""
    whole: bool = False
    """Whether only whole amounts fit."""


def _many(
    reads: Reads, place: Place, half: Of, *texts: str, money: bool = False, whole: bool = False
) -> list[Phrase]:
    return [Phrase(text, reads, place, half, money, whole) for text in texts]


_U, _M, _O, _L = Reads.UNDER, Reads.AT_MOST, Reads.OVER, Reads.AT_LEAST
_B, _A = Reads.BETWEEN, Reads.AROUND

# fmt: off
PHRASES: dict[str, list[Phrase]] = {
    "high": [
        *_many(
            _U, "noun", "both",
            "under {n}", "below {n}", "for less than {n}", "cheaper than {n}", "for under {n}",
            "less than {n}", "that cost less than {n}", "under {n}", "priced under {n}",
        ),
        *_many(_U, "noun", "dev", "coming in under {n}", "priced below {n}"),
        *_many(
            _U, "noun", "held_out",
            "that are less than {n}", "south of {n}", "going for under {n}",
        ),
        *_many(_U, "sentence", "both", "keep it under {n}", "it has to be under {n}"),
        *_many(_U, "sentence", "dev", "anything under {n} works", "I'd like to stay under {n}"),
        *_many(
            _U, "sentence", "held_out",
            "make sure it's under {n}", "it should cost less than {n}", "let's stay below {n}",
            "I want to pay less than {n}",
        ),
        *_many(
            _M, "noun", "both",
            "for at most {n}", "up to {n}", "for no more than {n}", "for {n} or less",
            "for a maximum of {n}", "not over {n}", "within a budget of {n}", "no more than {n}",
        ),
        *_many(_M, "noun", "dev", "for {n} max", "not more than {n}", "at {n} or below"),
        *_many(
            _M, "noun", "held_out",
            "at {n} or under", "for {n} tops", "not exceeding {n}", "that's not above {n}",
        ),
        *_many(
            _M, "tail", "both",
            "max {n}", "{n} tops", "nothing above {n}", "at most {n}", "{n} max",
            "no more than {n}", "{n} or less", "nothing over {n}",
        ),
        *_many(_M, "tail", "dev", "maximum {n}", "{n} at the most", "up to {n} is fine"),
        *_many(
            _M, "tail", "held_out",
            "{n} maximum", "{n} at most", "{n} is my limit", "not a cent over {n}",
            "{n} and no more", "{n} or under",
        ),
        *_many(
            _M, "sentence", "both",
            "my budget is {n}", "I don't want to spend more than {n}", "I can spend up to {n}",
            "I have a budget of {n}", "I can go up to {n}",
        ),
        *_many(
            _M, "sentence", "dev",
            "I'd rather not spend more than {n}", "don't go over {n}", "my limit is {n}",
            "I only have {n} to spend",
        ),
        *_many(
            _M, "sentence", "held_out",
            "I can't spend more than {n}", "please don't show me anything over {n}",
            "the most I'd pay is {n}", "I won't go above {n}", "it shouldn't cost more than {n}",
            "I've got {n} to spend", "I'm not paying more than {n}", "the budget's {n}",
        ),
    ],
    "low": [
        *_many(
            _O, "noun", "both",
            "over {n}", "above {n}", "for more than {n}", "that cost more than {n}",
        ),
        *_many(_O, "noun", "held_out", "priced above {n}", "that are over {n}"),
        *_many(
            _L, "noun", "both",
            "for at least {n}", "starting at {n}", "from {n} up", "for {n} or more",
            "for {n} and up",
        ),
        *_many(_L, "noun", "dev", "that cost at least {n}"),
        *_many(_L, "noun", "held_out", "from {n} upwards", "with a minimum price of {n}"),
        *_many(_L, "tail", "both", "at least {n}", "nothing under {n}", "nothing below {n}"),
        *_many(_L, "tail", "dev", "minimum {n}"),
        *_many(
            _L, "tail", "held_out",
            "not less than {n}", "nothing cheaper than {n}", "{n} minimum", "no less than {n}",
        ),
        *_many(_L, "sentence", "both", "I want to spend at least {n}"),
        *_many(
            _L, "sentence", "held_out",
            "don't show me anything below {n}", "it should be at least {n}",
        ),
        *_many(Reads.UPWARDS, "noun", "both", "upwards of {n}", "north of {n}"),
    ],
    "between": [
        *_many(
            _B, "noun", "both",
            "between {a} and {b}", "from {a} to {b}", "somewhere between {a} and {b}",
            "anywhere from {a} to {b}", "for {a} to {b}", "priced between {a} and {b}",
            "in the {a} to {b} range",
        ),
        *_many(_B, "noun", "both", "{a} to {b}", money=True),
        *_many(_B, "noun", "dev", "for {a}-{b}", money=True),
        *_many(_B, "noun", "dev", "that cost between {a} and {b}"),
        *_many(
            _B, "noun", "held_out",
            "anywhere between {a} and {b}", "going from {a} to {b}", "that are {a} to {b}",
            "ranging from {a} to {b}", money=True,
        ),
        *_many(_B, "tail", "both", "{a} to {b}", "somewhere from {a} to {b}", money=True),
        *_many(_B, "tail", "held_out", "say {a} to {b}", "anything from {a} to {b}", money=True),
        *_many(
            _B, "sentence", "both",
            "my budget is {a} to {b}", "I want to spend between {a} and {b}",
        ),
        *_many(_B, "sentence", "dev", "I can spend {a} to {b}"),
        *_many(
            _B, "sentence", "held_out",
            "my budget is between {a} and {b}", "I'm thinking {a} to {b}",
            "my price range is {a} to {b}", "it should be somewhere between {a} and {b}",
            money=True,
        ),
    ],
    "both": [
        *_many(
            _B, "noun", "both",
            "for at least {a} but no more than {b}", "from {a} up to {b}",
            "for {a} at least and {b} at most",
        ),
        *_many(
            _B, "tail", "held_out",
            "minimum {a}, maximum {b}", "not under {a} and not over {b}",
        ),
        *_many(
            Reads.BETWEEN_STRICT, "noun", "both",
            "over {a} but under {b}", "for more than {a} and less than {b}",
        ),
        *_many(
            Reads.BETWEEN_STRICT, "noun", "held_out",
            "under {b} but above {a}", "above {a} and below {b}",
        ),
    ],
    "around": [
        *_many(
            _A, "noun", "both",
            "around {n}", "for about {n}", "for around {n}", "for roughly {n}", "at around {n}",
            "for {n} or so", "in the {n} range",
        ),
        *_many(_A, "noun", "dev", "for approximately {n}"),
        *_many(
            _A, "noun", "held_out",
            "somewhere around {n}", "in the neighborhood of {n}", "close to {n}",
        ),
        *_many(_A, "tail", "both", "around {n}", "{n} or so", "roughly {n}", "{n} give or take"),
        *_many(_A, "tail", "held_out", "{n} or thereabouts", "ballpark {n}", "{n}, give or take"),
        *_many(_A, "tail", "both", "{n}-ish", whole=True),
        *_many(_A, "noun", "dev", "for {n}ish", whole=True),
        *_many(_A, "noun", "held_out", "for like {n}-ish", whole=True),
        *_many(_A, "sentence", "both", "I want to spend about {n}", "I was thinking around {n}"),
        *_many(
            _A, "sentence", "held_out",
            "I'd like to spend roughly {n}", "I'm hoping to pay about {n}",
        ),
    ],
    "margin": [
        *_many(_A, "noun", "both", "for {n}, give or take {m}"),
        *_many(_A, "tail", "both", "{n}, give or take {m}"),
        *_many(_A, "noun", "held_out", "for {n} plus or minus {m}"),
    ],
    "decade": [
        *_many(_A, "noun", "both", "in the {n}"),
        *_many(_A, "sentence", "held_out", "I want to spend something in the {n}"),
    ],
    "shared": [
        *_many(_B, "noun", "both", "between {a} and {b} {unit}", "for {a} to {b} {unit}"),
        *_many(_B, "sentence", "dev", "my budget is {a} to {b} {unit}"),
        *_many(_B, "noun", "held_out", "anywhere from {a} to {b} {unit}"),
    ],
    "repaired": [
        *_many(_U, "noun", "both", "under {a}, no wait, {b}", "under {a}, sorry, under {b}"),
        *_many(_M, "noun", "both", "for at most {a}, I mean {b}"),
        *_many(_O, "noun", "dev", "over {a}, no, over {b}"),
        *_many(_M, "sentence", "both", "my budget is {a}, actually make that {b}"),
        *_many(
            _U, "noun", "held_out",
            "below {a}, uh, no, {b}", "for less than {a}, or rather less than {b}",
        ),
        *_many(_M, "tail", "held_out", "max {a}, well, let's say {b}"),
    ],
}
# fmt: on
