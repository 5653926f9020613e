"""What a team demands of a run: bounds of figures, and how much worse than a baseline it may be.

pass_1 >= .9                      the figure itself
low(pass_1) >= 85%                the lower end of its 95 % interval
pass_1[refine] >= .8              over the scenarios with a tag
pass_1@crowd 10 dB >= .8          under a condition
facts_wrong == 0
"""

import operator
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import UsageError

_HOLDS: Final[Mapping[str, Callable[[float, float], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
_NUMBER = r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))\s*(?P<percent>%?)"
_WHAT = r"(?P<measure>\w+)(?:\[(?P<tag>[^\]]+)\])?(?:@(?P<condition>[^<>=()]+?))?"
_BOUND = re.compile(
    rf"(?:(?P<end>low|high)\(\s*{_WHAT}\s*\)|{_WHAT.replace('?P<', '?P<_')})"
    rf"\s*(?P<sign>>=|<=|==|>|<)\s*{_NUMBER}"
)
_MARGIN = re.compile(rf"{_WHAT}\s+{_NUMBER}")


@dataclass(frozen=True, slots=True)
class What:
    """Which figure is meant."""

    measure: str
    tag: str | None = None
    condition: str | None = None

    def __str__(self) -> str:
        tag = f"[{self.tag}]" if self.tag else ""
        return f"{self.measure}{tag}" + (f"@{self.condition}" if self.condition else "")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure, or an end of its interval, must be above or below a number."""

    text: str
    what: What
    end: Literal["value", "low", "high"]
    sign: str
    number: float

    def holds(self, value: float) -> bool:
        """Say whether `value` is as it must be."""
        return _HOLDS[self.sign](value, self.number)


@dataclass(frozen=True, slots=True)
class Margin:
    """A figure must not be shown to be able to be worse than the baseline's by more than this."""

    what: What
    number: float

    def __str__(self) -> str:
        return f"{self.what} {self.number:g}"


@dataclass(frozen=True, slots=True)
class Gate:
    """All that is demanded."""

    bounds: tuple[Bound, ...] = ()
    margins: tuple[Margin, ...] = ()


class _GateFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    bounds: tuple[str, ...] = ()
    margins: dict[str, float] = {}


def bound_of(text: str) -> Bound:
    """Read one bound.

    Raises:
        UsageError: It is none.
    """
    found = _BOUND.fullmatch(text.strip())
    if found is None:
        raise UsageError(
            f"{text!r} is no bound; write it like 'pass_1 >= .9' or 'low(pass_1[refine]) >= 85%'."
        )
    name = "" if found["measure"] else "_"
    what = What(found[f"{name}measure"], found[f"{name}tag"], found[f"{name}condition"])
    end = found["end"]
    return Bound(
        text=text.strip(),
        what=what,
        end="low" if end == "low" else "high" if end == "high" else "value",
        sign=found["sign"],
        number=_number(found),
    )


def margin_of(text: str) -> Margin:
    """Read one margin: "pass_1 .03".

    Raises:
        UsageError: It is none.
    """
    found = _MARGIN.fullmatch(text.strip())
    if found is None or _number(found) < 0:
        raise UsageError(f"{text!r} is no margin; write it like 'pass_1 .03' or 'turn_ms 20'.")
    return Margin(What(found["measure"], found["tag"], found["condition"]), _number(found))


def _number(found: re.Match[str]) -> float:
    return float(found["number"]) / (100 if found["percent"] else 1)


def read_gate(path: Path) -> Gate:
    """Read a gate file.

    Raises:
        UsageError: It cannot be read, or something in it is no rule.
    """
    try:
        given = _GateFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(f"The gate file {path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"The gate file {path} is not written in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"The gate file {path} is no TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"The gate file {path} has a mistake at {place!r} ({first['msg']}); it may hold "
            "bounds = [...] and a [margins] table."
        ) from error
    margins = (margin_of(f"{name} {number}") for name, number in given.margins.items())
    return Gate(tuple(bound_of(text) for text in given.bounds), tuple(margins))


def known_only(gate: Gate, measures: Iterable[str]) -> None:
    """Refuse rules about measures that there are not.

    Raises:
        UsageError: Names the first and what it may have meant.
    """
    known = list(measures)
    for what in (*(b.what for b in gate.bounds), *(m.what for m in gate.margins)):
        if what.measure not in known:
            near = get_close_matches(what.measure, known, n=1, cutoff=0.5)
            meant = f"did you mean {near[0]}?" if near else f"there is {', '.join(known)}."
            raise UsageError(f"There is no measure {what.measure!r}; {meant}")
