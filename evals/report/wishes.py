"""What holds after a turn, in words, and what the turn changed of it."""

from collections.abc import Mapping, Sequence

from evals.report.plain import Plain

_NAMES = {"colour": "color", "in_stock": "in stock"}
"""As readers of the report know them."""


def wishes(
    now: Sequence[Mapping[str, object]], before: Sequence[Mapping[str, object]]
) -> list[Plain]:
    """Return the constraints of a turn, those that it dropped last.

    Args:
        now: After the turn, as the intent log writes them.
        before: After the turn before it.

    Returns:
        For each its kind, its value in words, whether it is wanted and hard, and its change:
        "new", "kept" or "gone".
    """
    was = {_identity(one) for one in before}
    held = {_identity(one) for one in now}
    told = [_told(one, "kept" if _identity(one) in was else "new") for one in now]
    return told + [_told(one, "gone") for one in before if _identity(one) not in held]


def value_in_words(value: object) -> str:
    """Return a constraint's value as a person would write it."""
    if isinstance(value, Mapping):
        low, high = value.get("low"), value.get("high")
        low = value.get("at_least") if low is None else low
        high = value.get("at_most") if high is None else high
        if low is not None and high is not None:
            return f"{low} to {high}"
        return f"at most {high}" if high is not None else f"at least {low}"
    return str(value)


def _told(one: Mapping[str, object], change: str) -> Plain:
    kind = str(one.get("kind", ""))
    return {
        "kind": _NAMES.get(kind, kind),
        "value": value_in_words(one.get("value")),
        "wanted": bool(one.get("wanted", True)),
        "hard": bool(one.get("hard", True)),
        "words": str(one.get("words") or ""),
        "change": change,
    }


def _identity(one: Mapping[str, object]) -> tuple[str, str, bool, bool]:
    return (
        str(one.get("kind")),
        value_in_words(one.get("value")),
        bool(one.get("wanted", True)),
        bool(one.get("hard", True)),
    )
