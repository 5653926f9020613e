"""What two runs with the same seed must have in common: everything but times and drawn ids."""

import hashlib
import json
from typing import Any, Final

from evals.runs.record import TrialRecord

_OF_TRIAL: Final = {"took_s", "load", "tick_ms"}
_OF_TURN: Final = {"timings_ms"}
_OF_ROUTE: Final = {"at", "id", "first_clause_ms", "first_content_ms", "took_ms"}
"""Anywhere within the router's reasons."""


def fingerprint(record: TrialRecord) -> str:
    """Name what was said, understood, shown and answered in a trial: 16 hex digits.

    Spoken trials are not the same to the sample, since how soon a reply begins depends on the
    machine; of those the sounds are left out too.
    """
    whole = record.model_dump(mode="json", exclude=_OF_TRIAL)
    for turn in whole["turns"]:
        for name in _OF_TURN:
            del turn[name]
        turn["route"] = _without(turn["route"], _OF_ROUTE)
        if turn["hearing"] is not None:
            turn["hearing"] = {"raw": turn["hearing"]["raw"], "parts": turn["hearing"]["parts"]}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _without(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        return {k: _without(v, names) for k, v in value.items() if k not in names}
    if isinstance(value, list):
        return [_without(each, names) for each in value]
    return value
