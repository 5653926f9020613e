"""Every fault by name, for tests and benches that try them all.

for case in CASES:
    for protocol in case.protocols:
        async with doubles(case.script) as server: ...
"""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from evals.doubles.asked import ProtocolName
from evals.doubles.faults import (
    BrokenLine,
    Cut,
    ErrorInBand,
    Fault,
    HttpError,
    IgnoresStream,
    Lumps,
    NoStreaming,
    Place,
    SplitWrites,
    Stall,
    WrongUsage,
)
from evals.doubles.script import Script

ALL: tuple[ProtocolName, ...] = get_args(ProtocolName)
_TEXT = "I found two pairs: the Alba boots at €95 🥾, and the Brisa at €79."
_SPLIT_AT: tuple[Place, ...] = ("headers", "role", 0, 5, "finish", "usage")

Told = Literal["all", "some", "none", "wrong"]


@dataclass(frozen=True, slots=True)
class Case:
    """One way for a call to go."""

    name: str
    script: Script
    whole: bool
    """Whether the text comes whole, if nobody cancels."""
    told: Told
    """What the client hears of the tokens it is billed. All: what it hears last is the bill. Some:
    Anthropic's input only, and nothing in the other protocols. Wrong: not the bill."""
    protocols: tuple[ProtocolName, ...] = ALL


def _case(name: str, *faults: Fault, whole: bool, told: Told) -> Case:
    return Case(name, Script(text=_TEXT, faults=faults), whole, told)


def cases(stall_s: float | None = 0.05) -> tuple[Case, ...]:
    """Return all cases.

    Args:
        stall_s: How long a stalled server says nothing; None for ever.
    """
    over = stall_s is not None
    return (
        Case("plain", Script(text=_TEXT), True, "all"),
        Case("empty", Script(text=""), True, "all"),
        Case("slow", Script(text=_TEXT, first_content_s=0.05, tokens_per_s=500.0), True, "all"),
        Case("hidden reasoning", Script(text=_TEXT, reasoning_tokens=9), True, "all"),
        Case(
            "shown reasoning",
            Script(text=_TEXT, reasoning_tokens=9, reasoning_shown=True),
            True,
            "all",
        ),
        Case("carriage returns", Script(text=_TEXT, line_end="\r\n"), True, "all"),
        Case("no role chunk", Script(text=_TEXT, role_content="skipped"), True, "all"),
        Case("length", Script(text=_TEXT, finish="length"), True, "all"),
        Case("filtered", Script(text=_TEXT, finish="filtered"), True, "all"),
        Case("refused", Script(text=_TEXT, finish="refused"), False, "all"),
        Case(
            "pings",
            Script(text=_TEXT, ping_every_s=0.01, faults=(Stall("role", 0.04),)),
            True,
            "all",
        ),
        *(
            _case(f"stall at {at}", Stall(at, stall_s), whole=over, told="all" if over else "some")
            for at in _SPLIT_AT
        ),
        *(
            _case(
                f"cut at {at}, {how}",
                Cut(at, how),
                whole=at in ("finish", "usage", "done"),
                told="none" if at in ("headers", "role") else "all" if at == "done" else "some",
            )
            for at in (*_SPLIT_AT, "done")
            for how in ("close", "reset", "mid_line", "clean")
            if (at, how) != ("headers", "clean")
        ),
        *(
            _case(f"broken line at {at}, {how}", BrokenLine(at, how), whole=False, told="some")
            for at in ("role", 5)
            for how in ("json", "html", "utf8")
        ),
        *(
            _case(f"error in band at {at}", ErrorInBand(at), whole=False, told="some")
            for at in (0, 5)
        ),
        replace(
            _case("failed response", ErrorInBand(5, form="failed"), whole=False, told="some"),
            protocols=("openai-responses",),
        ),
        *(
            _case(f"status {status}", HttpError(status), whole=False, told="none")
            for status in (400, 401, 403, 404, 429, 500, 503, 529)
        ),
        _case("retry after", HttpError(429, retry_after="7"), whole=False, told="none"),
        _case("page for JSON", HttpError(502, body="html"), whole=False, told="none"),
        _case("empty error", HttpError(503, body="empty"), whole=False, told="none"),
        _case("no streaming", NoStreaming(), whole=False, told="none"),
        _case("ignores stream", IgnoresStream(), whole=True, told="all"),
        *(_case(f"writes of {n}", SplitWrites(n), whole=True, told="all") for n in (1, 3)),
        *(_case(f"lumps of {n or 'all'}", Lumps(n), whole=True, told="all") for n in (4, None)),
        *(
            _case(f"usage {how}", WrongUsage(how), whole=True, told=told)
            for how, told in _USAGES
        ),
    )  # fmt: skip


_USAGES: tuple[tuple[
    Literal["missing", "zero", "negative", "cached_over_input", "twice", "only_at_start",
            "growing", "text", "bare"], Told], ...] = (
    ("missing", "none"), ("zero", "wrong"), ("negative", "wrong"), ("cached_over_input", "wrong"),
    ("twice", "all"), ("only_at_start", "wrong"), ("growing", "all"), ("text", "wrong"),
    ("bare", "all"),
)  # fmt: skip

CASES = cases()
