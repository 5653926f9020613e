"""A recorded conversation as lines for a terminal: what was said, understood, shown, answered."""

from collections.abc import Iterator
from typing import Any

from evals.runs.record import TrialRecord, TurnSeen

_PRODUCTS_MOST = 6


def conversation_lines(record: TrialRecord) -> Iterator[str]:
    """Yield the lines of one trial."""
    condition = "" if record.condition == "typed" else f" @{record.condition}"
    yield f"== {record.scenario} #{record.trial}{condition}  {record.ended} {record.took_s} s"
    for turn in record.turns:
        yield from _turn(turn)
    for trouble in record.troubles:
        yield f"  !      {trouble}"
    for reason in record.rejected:
        yield f"  again  {reason}"


def _turn(turn: TurnSeen) -> Iterator[str]:
    yield f"  You    {turn.said}"
    if turn.heard != turn.said:
        yield f"  heard  {turn.heard}"
    yield f"         {'; '.join((', '.join(turn.acts), *map(_wish, turn.constraints)))}"
    for product in turn.products[:_PRODUCTS_MOST]:
        yield f"         - {product.title}  {product.price}  {product.id}"
    for line in turn.cart:
        form = " ".join(part for part in (line.size, line.colour) if part)
        yield f"         cart: {line.quantity} x {line.title}{f' ({form})' if form else ''}"
    yield f"  Aisle  {turn.reply}{f'  [asks: {turn.asked}]' if turn.asked else ''}"


def _wish(constraint: dict[str, Any]) -> str:
    wanted = "" if constraint["wanted"] else "not "
    soft = "" if constraint["hard"] else " (soft)"
    return f"{wanted}{constraint['kind']}={_value(constraint['value'])}{soft}"


def _value(value: object) -> str:
    """Return a value for people; a price is "20..99.99", an open end is left out."""
    if isinstance(value, dict) and value.keys() == {"low", "high"}:
        return f"{value['low'] or ''}..{value['high'] or ''}"
    return str(value)
