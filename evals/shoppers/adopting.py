"""What an utterance that nobody planned does to a goal: what it tells, changes, asks for.

For shoppers that a model plays: the state machine behind them has to know what was said.
"""

import re
from collections.abc import Sequence

from evals.measures.values import plain
from evals.runs.record import TurnSeen
from evals.shoppers.heard_values import kept, numbers, says
from evals.shoppers.shopper import Move
from evals.shoppers.wanted import Wanted
from evals.shoppers.wishing import Part, part_of

_TAKES = re.compile(
    r"\b(?:add|buy|i'll take|i will take|put|save|check ?out|compare|pay|purchase|get me)\b"
)
_REMOVES = re.compile(r"\b(?:remove|take (?:it|that) (?:out|off)|not that one)\b")
_ASKS = re.compile(
    r"\b(?:how much|what (?:sizes|colou?rs|does|is)|which (?:sizes|colou?rs)|in stock|made of|"
    r"rated|rating|reviews?|come in|available)\b"
)
_OTHERS = re.compile(r"\b(?:else|others?|more|different)\b")


def adopted(text: str, seen: Sequence[TurnSeen], wanted: Wanted) -> tuple[Move, dict[str, str]]:
    """Note in `wanted` what `text` tells, and return its move and what it gives.

    Args:
        text: What was said.
        seen: All turns before.
        wanted: The goal as it stands; changed.
    """
    said = kept(text)
    gives: dict[str, str] = {}
    changed = False
    for change in [*wanted.changes]:
        part = part_of(change.set) if change.set is not None else None
        if seen and part is not None and _tells(part, said):
            _, new = wanted.change(change)
            if new is not None:
                wanted.tell(new, new.wish)
                gives[new.name] = text
            changed = True
            break
    for want in [*wanted.wants]:
        if want.part.kind not in ("category", "type") and _tells(want.part, said):
            wanted.tell(want, want.wish)
            gives[want.name] = text
    for thing in wanted.things:
        if plain(thing) in plain(said):
            gives["thing"] = thing
    return _move(text.lower(), seen, changed, gives), gives


def _move(low: str, seen: Sequence[TurnSeen], changed: bool, gives: dict[str, str]) -> Move:
    if not seen:
        return "open"
    if changed:
        return "change"
    if _REMOVES.search(low):
        return "deny"
    if _TAKES.search(low):
        return "take"
    if seen[-1].asked is not None:
        return "answer"
    if _ASKS.search(low) and low.endswith("?"):
        return "ask"
    if gives:
        return "tell"
    return "refer" if _OTHERS.search(low) else "chat"


def _tells(part: Part, said: str) -> bool:
    if part.kind == "price" and part.wish.price is not None:
        ends = (part.wish.price.at_least, part.wish.price.at_most)
        return all(end is None or end.normalize() in numbers(said) for end in ends)
    if part.kind == "rating":
        return "star" in said and says(f"{part.wish.rating_at_least:g}", said)
    if part.kind == "in_stock":
        return "in stock" in said
    return any(says(value, said) for value in part.values)
