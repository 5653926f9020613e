"""Usage that is wrong, or told in an odd way."""

from typing import Any

Json = dict[str, Any]


def told(usage: Json, how: str | None, excess: tuple[str, ...]) -> Json | None:
    """Return what a server says instead of its usage.

    Args:
        usage: The true one, with details in tables of their own.
        how: `WrongUsage.how`; None for the truth.
        excess: Path of the number that `cached_over_input` makes too large.

    Returns:
        None where it says nothing.
    """
    match how:
        case "missing":
            return None
        case "zero":
            return _each(usage, lambda _: 0)
        case "negative":
            return _each(usage, lambda value: -1 - value)
        case "text":
            return _each(usage, str)
        case "bare":
            return {name: value for name, value in usage.items() if not isinstance(value, dict)}
        case "cached_over_input":
            return _raised(usage, excess)
    return usage


def _each(usage: Json, change: Any) -> Json:
    return {
        name: _each(value, change) if isinstance(value, dict) else _changed(value, change)
        for name, value in usage.items()
    }


def _changed(value: object, change: Any) -> object:
    return change(value) if isinstance(value, int) else value


def _raised(usage: Json, path: tuple[str, ...]) -> Json:
    name, *rest = path
    if rest:
        return {**usage, name: _raised(usage.get(name) or {}, tuple(rest))}
    return {**usage, name: sum(v for v in usage.values() if isinstance(v, int)) + 100_000}
