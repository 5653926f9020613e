"""What was planted in a synthesised log, counted in what was written: to check pages and measures.

Counts are of the very rows that were written, shares are what chance drew from.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from assistant.analytics.synth import plan as planted
from assistant.analytics.synth.casting import Cast
from assistant.analytics.synth.plan import Plan, day_at
from assistant.analytics.synth.themes import Theme

_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Misheard:
    """How often one name was heard as other words."""

    name: str
    heard: str
    turns: int
    repaired: int


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of the sessions: a turn that failed has lost its deeds."""

    turns: npt.NDArray[np.int64]
    """int64 [sessions]."""
    carted: npt.NDArray[np.bool_]
    """bool [sessions]: whether something was put into the cart."""
    ordered: npt.NDArray[np.bool_]
    """bool [sessions]."""
    misheard: list[Misheard] = field(default_factory=list)
    """The same pair more than once."""


def truth_of(
    plan: Plan,
    themes: tuple[Theme, ...],
    cast: Cast,
    written: Written,
    folder: Path,
    database: duckdb.DuckDBPyConnection,
) -> dict[str, object]:
    """Return what was planted, as plain data."""
    return {
        "plan": {
            "turns": plan.turns, "days": plan.days, "seed": plan.seed,
            "first": plan.first.isoformat(), "last": plan.last.isoformat(),
        },
        "turns": int(written.turns.sum()),
        "sessions": len(cast),
        "known_sessions": int((cast.shopper >= 0).sum()),
        "written": _written(folder, database),
        "unmet": [
            _theme(plan, theme, cast, written.turns, number)
            for number, theme in enumerate(themes)
            if not theme.carried
        ],
        "seasonal": [
            _theme(plan, theme, cast, written.turns, number)
            for number, theme in enumerate(themes)
            if theme.carried and theme.trend != "flat"
        ],
        "misheard": _pairs(written.misheard),
        "experiments": _experiments(cast, written),
        "carts_by_modality": {
            name: _carts(written, cast.spoken == spoken)
            for name, spoken in (("voice", True), ("text", False))
        },
        "outage": {
            "day": day_at(plan, planted.OUTAGE_DAY).isoformat(),
            "hours_utc": planted.OUTAGE_HOURS,
            "failed_share": planted.OUTAGE_FAILED,
        },
        "slow_day": {"day": day_at(plan, planted.SLOW_DAY).isoformat(), "factor": planted.SLOW},
    }  # fmt: skip


def _theme(
    plan: Plan, theme: Theme, cast: Cast, turns: npt.NDArray[np.int64], number: int
) -> dict[str, object]:
    of_theme = cast.theme == number
    half = plan.days * _DAY_S / 2
    return {
        "name": theme.name,
        "reason": theme.reason,
        "category": theme.category,
        "names": list(theme.names),
        "value": theme.wish.value if theme.wish else None,
        "trend": theme.trend.value,
        "sessions": int(of_theme.sum()),
        "turns": int(turns[of_theme].sum()),
        "sessions_first_half": int((of_theme & (cast.start_s < half)).sum()),
        "sessions_last_half": int((of_theme & (cast.start_s >= half)).sum()),
    }


def _pairs(misheard: Iterable[Misheard]) -> list[dict[str, object]]:
    turns: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for pair in misheard:
        turns[pair.name, pair.heard][0] += pair.turns
        turns[pair.name, pair.heard][1] += pair.repaired
    return [
        {"name": name, "heard": heard, "turns": many, "repaired": repaired}
        for (name, heard), (many, repaired) in sorted(turns.items())
    ]


def _experiments(cast: Cast, written: Written) -> dict[str, object]:
    return {
        name: {
            "planted_factor_of_b": effect,
            "arms": {
                arm: _carts(written, cast.arms[:, column] == is_b)
                for arm, is_b in (("a", False), ("b", True))
            },
        }
        for column, (name, effect) in enumerate(planted.EXPERIMENTS.items())
    }


def _carts(written: Written, of: npt.NDArray[np.bool_]) -> dict[str, object]:
    many = int(of.sum())
    carts = int((of & written.carted).sum())
    return {
        "sessions": many,
        "with_cart": carts,
        "with_order": int((of & written.ordered).sum()),
        "cart_share": carts / many if many else None,
    }


def _written(folder: Path, database: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """Count rows of the files themselves."""
    turns, events = (str(folder / f"{name}-*.parquet") for name in ("turns", "events"))

    def counts(column: str, source: str) -> dict[str, int]:
        rows = database.execute(
            f"SELECT coalesce(CAST({column} AS VARCHAR), ''), count(*) FROM read_parquet($path)"
            " GROUP BY 1 ORDER BY 1",
            {"path": source},
        ).fetchall()
        return dict(rows)

    return {
        "by_intent": counts("intent", turns),
        "by_modality": counts("modality", turns),
        "by_outcome": counts("outcome", turns),
        "by_tier": counts("tier", turns),
        "by_day": counts("day", turns),
        "by_action": counts("action_name", events),
        "zero_shown_searches": counts("shown = 0 AND query IS NOT NULL", turns).get("true", 0),
        "relaxed": counts("relaxed <> '[]'", turns).get("true", 0),
    }
