"""The shape of JSON: which fields, of which type; and where two shapes differ."""

from collections.abc import Iterator, Mapping
from typing import Any

Shape = Mapping[str, Any] | tuple[Any, ...] | str


def shape_of(value: Any) -> Shape:
    """Return fields and type names; of a list, the distinct shapes of its items."""
    if isinstance(value, dict):
        return {name: shape_of(field) for name, field in value.items()}
    if isinstance(value, list):
        found: list[Shape] = []
        for item in value:
            if (shape := shape_of(item)) not in found:
                found.append(shape)
        return tuple(found)
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return type(value).__name__
    return "number"


def differences(real: Shape, double: Shape, at: str = "") -> Iterator[str]:
    """Yield what the real thing has that the double lacks, or has as another type."""
    if isinstance(real, Mapping) and isinstance(double, Mapping):
        for name, shape in real.items():
            path = f"{at}.{name}" if at else name
            if name in double:
                yield from differences(shape, double[name], path)
            else:
                yield f"{path} lacks"
    elif isinstance(real, tuple) and isinstance(double, tuple):
        for one, other in zip(real, double, strict=False):
            yield from differences(one, other, f"{at}[]")
        if len(real) > len(double):
            yield f"{at} has fewer"
    elif real != double:
        yield f"{at}: {_name(real)} there, {_name(double)} here"


def _name(shape: Shape) -> str:
    return shape if isinstance(shape, str) else type(shape).__name__
