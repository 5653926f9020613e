"""Routed turns of an intent log, and what in the log could not be used.

Reads only what a replay needs of a line (`query_id`, `session_id`, `turn`, `route`), so that
logs of later versions with more fields can still be priced.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.models.call import Task
from agents.routing.decision import Alternative
from assistant.analytics.logged import lines_in_tables
from assistant.route_record import RouteRecord
from evals.routing.errors import LogUnreadable

_SUM_OFF = 0.01
"""Propensities that add up to less or more than 1 by this much are of no use."""


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    query_id: str
    session_id: str
    turn: int | None = None
    timestamp: str = ""
    route: object = None


@dataclass(frozen=True, slots=True)
class LoggedTurn:
    """One turn as it was routed."""

    query_id: str
    conversation_id: str
    turn: int
    route: RouteRecord

    @property
    def model(self) -> str:
        """The arm that was taken: whom the decision named first."""
        return self.route.decision.model

    @property
    def likeliest(self) -> str:
        """The arm that the policy chose where chance had no say."""
        known = self.propensities
        return self.model if known is None else max(known, key=lambda arm: known[arm])

    @property
    def propensities(self) -> dict[str, float] | None:
        """How likely each arm was, or None where the log's own numbers contradict each other."""
        decision = self.route.decision
        known = propensities_of(decision.alternatives) or {decision.model: decision.propensity}
        is_whole = abs(sum(known.values()) - 1) <= _SUM_OFF
        is_same = abs(known.get(decision.model, 0.0) - decision.propensity) <= _SUM_OFF
        return known if is_whole and is_same and decision.propensity > 0 else None


@dataclass(frozen=True, slots=True)
class Log:
    """What was read. `lines` is the sum of `turns` and everything that was left out."""

    turns: tuple[LoggedTurn, ...]
    """By conversation in the order of the log, then by turn."""
    lines: int
    torn: int
    """Not JSON, or not a turn of the intent log."""
    unrouted: int
    """Turns without a route: old logs, and utterances that became no turn."""
    unreadable: int
    """With a route that is damaged or of another version."""
    repeated: int
    """Of a turn that stands in the log more than once: the last one counts."""
    other_tasks: int
    """Not replies."""


def propensities_of(alternatives: Iterable[Alternative]) -> dict[str, float]:
    """Return how likely each arm is, those that are ruled out left out."""
    return {a.model: a.propensity for a in alternatives if a.propensity > 0}


def read_logs(paths: Iterable[Path]) -> Log:
    """Read the routed turns of folders of an intent log, or of single .jsonl files.

    Raises:
        LogUnreadable: A path is not there, or no line of any has a route.
    """
    lines = torn = unrouted = unreadable = repeated = others = 0
    turns: dict[tuple[str, int], LoggedTurn] = {}
    named: set[str] = set()
    for text in _lines(paths):
        lines += 1
        line = _parsed(text)
        if line is None:
            torn += 1
            continue
        if line.route is None or line.turn is None:
            unrouted += 1
            continue
        try:
            route = RouteRecord.model_validate(line.route)
        except ValidationError:
            unreadable += 1
            continue
        if route.situation.task is not Task.REPLY:
            others += 1
            continue
        key = (line.session_id, line.turn)
        repeated += key in turns or line.query_id in named
        named.add(line.query_id)
        turns[key] = LoggedTurn(line.query_id, line.session_id, line.turn, route)
    if not turns:
        raise LogUnreadable(
            f"None of the {lines} lines has a route: name an intent log of turns that were routed."
        )
    order = {name: place for place, name in enumerate(dict.fromkeys(key[0] for key in turns))}
    ordered = sorted(turns.values(), key=lambda t: (order[t.conversation_id], t.turn))
    return Log(tuple(ordered), lines, torn, unrouted, unreadable, repeated, others)


def _lines(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        if path.is_dir():
            yield from lines_in_tables(path)
        segments = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        for segment in segments:
            try:
                with segment.open("rb") as file:
                    yield from (line for line in file if line.strip())
            except OSError as error:
                raise LogUnreadable(
                    f"{segment} cannot be read ({error.strerror}); name a folder of an intent log "
                    "or a .jsonl file."
                ) from error


def _parsed(text: bytes) -> _Line | None:
    try:
        return _Line.model_validate(json.loads(text))
    except ValueError:
        return None
