"""What a scenario expects, field by field, beside what came."""

from collections.abc import Collection, Mapping, Sequence

from pydantic import BaseModel

from evals.report.plain import Plain
from evals.report.shelf import Shelf
from evals.report.wishes import value_in_words
from evals.runs.record import TurnSeen
from evals.scenarios.expectations import Ends, Expect

_LIST_MOST = 4
"""Titles of a list that are named; the whole list is shown anyway."""

_BOUNDS = {"at_least", "at_most"}
_NOT_KIND = ("words", "soft", "not")


def of_turn(
    expect: Expect | None, turn: TurnSeen, shelf: Shelf, failed: Collection[str]
) -> list[Plain]:
    """Return a line for each field that a turn's expectation gives: wanted, came, and whether
    it is among those that `failed`."""
    return [] if expect is None else _lines(expect, turn, shelf, failed)


def of_ends(
    ends: Ends, turns: Sequence[TurnSeen], shelf: Shelf, failed: Collection[str]
) -> list[Plain]:
    """Return a line for each field of the scenario's end, against the last turn."""
    return _lines(ends, turns[-1], shelf, failed) if turns else []


def in_words(wanted: object) -> str:
    """Return what is wanted as a person reads it: "category boots; price at most 150"."""
    if isinstance(wanted, Mapping):
        if wanted and set(wanted) <= _BOUNDS:
            return value_in_words(wanted)
        return "; ".join(_pair(str(name), value) for name, value in wanted.items())
    if isinstance(wanted, (list, tuple)):
        if all(isinstance(one, str) for one in wanted):
            return " or ".join(str(one) for one in wanted) if wanted else "nothing"
        return ", ".join(f"({in_words(one)})" for one in wanted) if wanted else "nothing"
    if isinstance(wanted, bool):
        return "yes" if wanted else "no"
    return str(wanted)


def wish_in_words(wish: Mapping[str, object]) -> str:
    """Return a wish as a person reads it: "not brand Nike", "color blue (soft)"."""
    without = wish.get("not")
    told = [_pair(str(k), v) for k, v in wish.items() if k not in _NOT_KIND]
    if isinstance(without, Mapping):
        told.append(f"not {wish_in_words(without)}")
    return "; ".join(told) + (" (soft)" if wish.get("soft") else "")


def _lines(model: BaseModel, turn: TurnSeen, shelf: Shelf, failed: Collection[str]) -> list[Plain]:
    # "any_act" fails as "acts".
    alias = {"any_act": "acts"}
    return [
        _line(name, wanted, turn, shelf) | {"failed": alias.get(name, name) in failed}
        for name, wanted in _given(model).items()
    ]


def _given(model: BaseModel) -> dict[str, object]:
    """Return the fields that were given; an empty cart is given, an empty `says` is not."""
    whole = model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return {k: v for k, v in whole.items() if v is not None and (v != [] or k == "cart")}


def _line(name: str, wanted: object, turn: TurnSeen, shelf: Shelf) -> Plain:
    if name == "constraints" and isinstance(wanted, list):
        told = ", ".join(wish_in_words(one) for one in wanted) or "none"
    elif name in ("says", "said") and isinstance(wanted, list):
        told = "; ".join(in_words(one) for one in wanted)
    else:
        told = in_words(wanted)
    return {"field": name.replace("_", " "), "wanted": told, "came": _came(name, turn, shelf)}


def _came(name: str, turn: TurnSeen, shelf: Shelf) -> str:
    """Return what a field of a turn came to."""
    if name in ("acts", "any_act"):
        return ", ".join(turn.acts) or "none"
    if name == "constraints":
        return ", ".join(_constraint(one) for one in turn.constraints) or "none"
    if name == "shown":
        titles = [f"{p.title} ({p.price})" for p in turn.products[:_LIST_MOST]]
        more = len(turn.products) - len(titles)
        return "; ".join(titles) + (f" and {more} more" if more > 0 else "") or "an empty list"
    if name == "focus":
        return shelf.title(turn.focus) if turn.focus else "nothing"
    if name == "cart":
        lines = (
            f"{c.quantity} x {c.title}" + "".join(f", {x}" for x in (c.size, c.colour) if x)
            for c in turn.cart
        )
        return "; ".join(lines) or "nothing"
    if name == "total":
        return str(sum(line.unit_price * line.quantity for line in turn.cart))
    if name == "saved":
        saved = (shelf.title(one) for board in turn.boards for one in board.product_ids)
        return "; ".join(saved) or "nothing"
    if name == "asks":
        return turn.asked or "nothing"
    if name == "relaxed":
        return "; ".join(f"{r.get('field')} {r.get('value')}" for r in turn.relaxed) or "no"
    if name == "link":
        return ", ".join(turn.links) or "none"
    if name == "first_audio_ms":
        value = turn.timings_ms.get("first_audio_ms")
        return "not measured" if value is None else f"{value:.0f}"
    return turn.reply


def _constraint(one: Mapping[str, object]) -> str:
    sign = "" if one.get("wanted", True) else "not "
    soft = "" if one.get("hard", True) else " (soft)"
    return f"{sign}{one.get('kind')} {value_in_words(one.get('value'))}{soft}"


def _pair(name: str, value: object) -> str:
    shown = {"colour": "color", "at_least": "at least", "at_most": "at most"}.get(name, name)
    told = in_words(value)
    nested = isinstance(value, Mapping) and len(value) > 1 and not set(value) <= _BOUNDS
    return f"{shown.replace('_', ' ')} " + (f"({told})" if nested else told)
