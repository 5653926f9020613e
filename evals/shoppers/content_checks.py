"""Whether what a simulated shopper said is its goal's: checks of one utterance at a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evals.measures.values import folded, plain
from evals.runs.record import TurnSeen
from evals.scenarios.expectations import Wish
from evals.scenarios.goal import Goal
from evals.shoppers import heard_values as heard
from evals.shoppers.held import goal_texts, wishes_at
from evals.shoppers.wishing import Part, many, part_of

_WORDS_MOST = 60
_SAYS_GOALS = frozenset(
    ("open", "tell", "answer", "change", "take", "correct", "deny", "repeat", "choose", "ask",
     "refer")
)  # fmt: skip
_FORM = ("size", "colour", "quantity", "thing")
_LIKE_ASSISTANT = re.compile(
    r"\b(?:how (?:can|may) i (?:help|assist)|i(?:'d| would) be happy to|as an ai|language model|"
    r"here are (?:some|two|three|a few)|i found \w+ (?:that|which)|i(?:'ve| have) added|"
    r"would you like me to|is there anything else i can|let me know if you|i recommend|"
    r"my (?:goal|persona|instructions)|the (?:shopper|user|customer) (?:says|wants)|"
    r"assistant:|shopper:|user:)|```|[{}<>]|\*\*",
    re.IGNORECASE,
)
_NOT_BEFORE = (
    r"\b(?:not|no|without|anything but|nothing (?:in|from|made of|by)|don't want|shouldn't be|"
    r"but not (?:in|from)|never mind the|forget the)\s+(?:any |the |a |in |from |made of )?"
)
_ABOVE = re.compile(r"\b(?:over|above|more than|at least)\b|\b(?:or more|and up|upwards)\b")
_BELOW = re.compile(r"\b(?:under|below|less than|at most|up to)\b|\b(?:or less|tops|max)\b")
_AFTER_NUMBER = ("or more", "and up", "upwards", "or less", "tops", "max")
_TURNED = re.compile(r"\b(?:nothing|no|not|don't|never|isn't|wouldn't)\b[\w' ]{0,24}$")
_BESIDE = 4
"""Words between "over" and its amount at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """One turn with what went before it."""

    goal: Goal
    turns: Sequence[TurnSeen]
    at: int

    @property
    def turn(self) -> TurnSeen:
        return self.turns[self.at]

    @property
    def known(self) -> str:
        """All that may be repeated: what the screen and the replies have said by now."""
        before = self.turns[: self.at]
        titles = (f"{p.title} {p.colour or ''} {p.size or ''}" for t in before for p in t.products)
        lines = (line.title for turn in before for line in turn.cart)
        return " ".join((*titles, *lines, *(turn.reply for turn in before)))


def content_problems(told: Told) -> Iterator[str]:
    """Yield what is wrong with what was said in one turn."""
    turn = told.turn
    if not turn.said.strip():
        if turn.hearing is None or told.at == 0:
            yield "empty: says nothing"
        return
    if _LIKE_ASSISTANT.search(turn.said):
        yield "assistant: talks like an assistant"
    if len(turn.said.split()) > _WORDS_MOST:
        yield "too long: says more than anybody would in one breath"
    if turn.move in _SAYS_GOALS:
        yield from _foreign(told)
        yield from _contradicted(told)
        yield from _claims(told)
    yield from _truth(told)


def _foreign(told: Told) -> Iterator[str]:
    """Yield values that neither the goal has nor the assistant brought up."""
    said = heard.kept(told.turn.said)
    own = goal_texts(told.goal)
    goal = " ".join(own)
    known = told.known
    allowed = heard.all_numbers(own)
    prices = {p.price for t in told.turns[: told.at] for p in t.products}
    allowed |= {n.to_integral_value(rounding="ROUND_UP").normalize() for n in allowed}
    for number in sorted(heard.numbers(said) - allowed - {p.normalize() for p in prices}):
        if not _offered(number, told):
            yield f"foreign value: says {number:f}, which is not in the goal"
    for table, name in ((heard.COLOURS, "color"), (heard.MATERIALS, "material")):
        may = heard.of_words(goal, table) | heard.of_words(known, table)
        for value in sorted(heard.of_words(said, table) - may):
            yield f"foreign value: says the {name} {value}, which is not in the goal"
    if told.turn.move in ("open", "tell", "answer", "correct", "repeat", "change"):
        for value in sorted(heard.audiences(said) - heard.audiences(goal)):
            if any(part_of(w).kind == "audience" for w in told.goal.wishes):
                yield f"foreign value: says it is for {value}, which is not in the goal"
    seen = f"{goal} {known}".lower()
    for name in sorted(heard.names(said)):
        if name not in seen:
            yield f"foreign value: names {name}, which nobody mentioned"


def _offered(number: Decimal, told: Told) -> bool:
    """Say whether the assistant named a number, where the goal has no opinion on it."""
    if told.at == 0 or told.turn.move not in ("answer", "take", "choose", "ask", "deny"):
        return False
    before = told.turns[told.at - 1]
    if before.asked == "size" and told.goal.choose.size is None:
        return not any(part_of(w).kind == "size" for w in told.goal.wishes)
    titles = " ".join(p.title for p in before.products)
    return number in heard.numbers(titles)


def _contradicted(told: Told) -> Iterator[str]:
    low = folded(heard.kept(told.turn.said))
    if told.turn.move == "change":
        return  # speaks of what no longer holds, too
    for one in wishes_at(told.goal, told.turns, told.at):
        part = part_of(one.wish)
        if part.kind == "price" and part.wanted and part.wish.price is not None:
            yield from _price_turned(part, low)
            continue
        if part.kind in ("category", "type", "rating", "in_stock"):
            continue
        said = [v for v in part.values if re.search(rf"\b{re.escape(folded(v))}\b", low)]
        for value in said:
            turned = re.search(_NOT_BEFORE + rf"{re.escape(folded(value))}\b", low) is not None
            if part.wanted and turned:
                yield f"contradicts: rejects {value}, which the goal wants"
            if not part.wanted and not turned and not _excludes(low):
                yield f"contradicts: asks for {value}, which the goal does not want"


def _excludes(low: str) -> bool:
    return bool(re.search(r"\b(?:not|no|nothing|without|but|don't|doesn't|shouldn't)\b", low))


def _price_turned(part: Part, low: str) -> Iterator[str]:
    bounds = part.wish.price
    assert bounds is not None
    if bounds.at_most is not None and bounds.at_least is None:
        wrong, word = _ABOVE, "more"
    elif bounds.at_least is not None and bounds.at_most is None:
        wrong, word = _BELOW, "less"
    else:
        return
    limit = bounds.at_most if bounds.at_most is not None else bounds.at_least
    assert limit is not None
    for found in wrong.finditer(low):
        if found[0] in _AFTER_NUMBER:
            beside = " ".join(low[: found.start()].split()[-_BESIDE:])
        else:
            beside = " ".join(low[found.end() :].split()[:_BESIDE])
        if _near(limit, beside) and not _TURNED.search(low[: found.start()]):
            yield f"contradicts: wants to pay {word} than the goal says"


def _near(limit: Decimal, low: str) -> bool:
    whole = {limit.normalize(), limit.to_integral_value(rounding="ROUND_UP").normalize()}
    return bool(whole & heard.numbers(low))


def _claims(told: Told) -> Iterator[str]:
    """Yield wishes that are noted as told but are not in the words."""
    turn, goal = told.turn, told.goal
    held = {one.name: one.wish for one in wishes_at(goal, told.turns, told.at)}
    low = folded(turn.said)
    changes = {folded(w) for c in goal.changes if c.words is not None for w in many(c.words)}
    for name, surface in turn.gives.items():
        if name.startswith("drop "):
            continue
        if folded(surface) not in low and not _scattered(surface, low):
            yield f"claims: {name} is noted as told in words that were not said"
            continue
        if folded(surface) in changes:
            continue  # as the goal itself words it
        wish = held.get(name)
        if wish is None and name in _FORM:
            yield from _form_told(goal, name, surface, told)
        elif wish is None:
            yield f"claims: tells {name}, which the goal does not have now"
        elif not _tells(wish, surface):
            yield f"claims: {name} is not told by what was said"


def _scattered(surface: str, low: str) -> bool:
    """Say whether the words of `surface` are there, with hesitation between them."""
    return all(word in low.split() for word in folded(surface).split())


def _form_told(goal: Goal, name: str, surface: str, told: Told) -> Iterator[str]:
    choose = goal.choose
    match name:
        case "size" | "colour":
            value = choose.size if name == "size" else choose.colour
            if value is not None and not heard.says(value, surface):
                yield f"contradicts: says the wrong {name}"
        case "quantity":
            one = choose.quantity == 1 and not heard.numbers(surface)
            if not one and heard.numbers(surface) != {Decimal(choose.quantity)}:
                yield "contradicts: says the wrong number of pieces"
        case _:
            things = {plain(thing) for thing in _things_at(told)}
            if plain(surface) not in things:
                yield "claims: calls the thing what the goal does not call it"


def _things_at(told: Told) -> tuple[str, ...]:
    things = many(told.goal.thing)
    for one in wishes_at(told.goal, told.turns, told.at):
        part = part_of(one.wish)
        if part.kind in ("category", "type") and part.wanted:
            things = (*things, *part.values)
    return things


def _tells(wish: Wish, surface: str) -> bool:
    part = part_of(wish)
    own = [*(many(wish.words) if wish.words else ())]
    own += many(part.wish.words) if part.wish.words else ()
    if folded(surface) in {folded(words) for words in own}:
        return True
    if part.kind == "price" and part.wish.price is not None:
        ends = (part.wish.price.at_least, part.wish.price.at_most)
        said = heard.numbers(surface)
        return all(
            end.normalize() in said or end.to_integral_value("ROUND_UP").normalize() in said
            for end in ends
            if end is not None
        )
    if part.kind == "rating":
        return bool(heard.numbers(surface)) and heard.says(
            f"{part.wish.rating_at_least:g}", surface
        )
    if part.kind == "in_stock":
        return "stock" in surface or "available" in surface
    return any(heard.says(value, surface) for value in part.values)


def _truth(told: Told) -> Iterator[str]:
    """Yield wishes that are held against the assistant although nobody told them."""
    meant = told.turn.meant.wishes
    if meant is None or not told.turn.said:
        return
    given = {name for turn in told.turns[: told.at + 1] for name in turn.gives}
    given |= {name.split(" ")[0] for name in given}
    for plain_wish in meant:
        part = part_of(Wish.model_validate(plain_wish))
        if part.kind in ("category", "type"):
            continue
        name = part.kind if part.wanted else f"not {part.kind}"
        if not any(one == name or one.startswith(f"{name} ") for one in given):
            yield f"truth: {name} counts as told, but was never said"
