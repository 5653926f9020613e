"""From the records of a conversation to its story, for a person who takes over."""

from collections.abc import Iterable, Sequence

from agents.acts import Act
from agents.reply.sentences import sentences
from agents.tasks.story import Fact, Story
from assistant.turn_record import CartRecord, TurnRecord

_LIKED = frozenset({Act.SELECT.value, Act.SAVE.value, Act.CART_ADD.value})
_UNCLEAR_MOST = 2
"""Turns that were not understood, before a colleague should know."""


def story_of(records: Sequence[TurnRecord]) -> Story:
    """Return what happened in one conversation.

    Args:
        records: All of one conversation, in any order; at least one.
    """
    turns = sorted((r for r in records if r.turn is not None), key=lambda r: (r.turn, r.timestamp))
    facts: list[Fact] = []
    for record in turns:
        facts += _of_turn(record)
    if turns:
        facts += _at_the_end(turns[-1])
    facts += _trouble(records, turns)
    return Story(len(turns), tuple(facts))


def _of_turn(record: TurnRecord) -> Iterable[Fact]:
    turn = record.turn or 0
    if record.user_query.strip():
        yield Fact("said", record.user_query.strip(), turn)
    for wish in record.constraints:
        # The wish of an earlier turn still holds and was told there.
        if wish.get("turn") == turn:
            kind = "wanted" if wish.get("wanted", True) else "refused"
            yield Fact(kind, _wish(wish), turn)  # type: ignore[arg-type]  # one of the two
    acts = {str(act.get("act")) for act in record.acts}
    if record.focus and acts & _LIKED:
        yield Fact("liked", record.focus, turn)


def _at_the_end(record: TurnRecord) -> Iterable[Fact]:
    turn = record.turn or 0
    for title in record.titles:
        yield Fact("shown", title, turn)
    for line in record.cart or ():
        yield Fact("cart", _line(line), turn)
    said = sentences(record.heard if record.heard is not None else record.reply)
    if said and said[-1].rstrip().endswith("?"):
        yield Fact("open", said[-1].strip(), turn)


def _trouble(records: Sequence[TurnRecord], turns: Sequence[TurnRecord]) -> Iterable[Fact]:
    last = turns[-1].turn or 0 if turns else 0
    if failed := sum(record.outcome == "failed" for record in records):
        yield Fact("trouble", f"{_turns(failed)} went wrong", last)
    unclear = sum(any(act.get("act") == Act.UNCLEAR for act in record.acts) for record in turns)
    if unclear >= _UNCLEAR_MOST:
        yield Fact("trouble", f"{_turns(unclear)} not understood", last)


def _turns(count: int) -> str:
    return "1 turn" if count == 1 else f"{count} turns"


def _wish(wish: dict[str, object]) -> str:
    value = wish.get("value")
    if not isinstance(value, dict):
        return str(value)
    if words := str(wish.get("words") or "").strip():
        return words  # "under 150" was said, and means 149.99
    low, high = value.get("low"), value.get("high")
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"up to {high}" if high is not None else f"from {low}"


def _line(line: CartRecord) -> str:
    form = " ".join(filter(None, (line.colour, line.size)))
    price = f"{line.currency} {line.unit_price}"
    return f"{line.quantity} {line.title}{f' ({form})' if form else ''}, {price}"
