"""How far a judge and people agree on one question.

Sources: Cohen, Educational and Psychological Measurement 20 (1960) for kappa; its standard error
after Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969); Wilson, JASA 22 (1927).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from assistant.analytics.intervals import wilson
from evals.judges.rubric import Answer

_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval; None where it is of nothing."""

    value: float | None
    low: float | None = None
    high: float | None = None
    of: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """A judge against people on one question."""

    labelled: int
    """Conversations that both answered."""
    agreed: Share
    kappa: float | None
    """1 is agreement throughout, 0 what chance gives; None where either says one thing only."""
    kappa_low: float | None
    """Lower end of its 95 % interval."""
    vetoes_right: Share
    """Of the judge's vetoes, those that people give too: precision."""
    faults_found: Share
    """Of the faults that people see, those that the judge vetoes: recall."""


def agreement(pairs: Sequence[tuple[Answer, Answer]], good: Answer) -> Agreement:
    """Compare answers.

    Args:
        pairs: (judge's, people's), one a conversation.
        good: The answer that is no veto.
    """
    n = len(pairs)
    same = sum(judge == people for judge, people in pairs)
    vetoes = [people for judge, people in pairs if judge != good]
    faults = [judge for judge, people in pairs if people != good]
    kappa, error = _kappa(pairs, good)
    return Agreement(
        labelled=n,
        agreed=_share(same, n),
        kappa=kappa,
        kappa_low=None if kappa is None or error is None else kappa - _Z * error,
        vetoes_right=_share(sum(one != good for one in vetoes), len(vetoes)),
        faults_found=_share(sum(one != good for one in faults), len(faults)),
    )


def _share(count: int, of: int) -> Share:
    if not of:
        return Share(None)
    low, high = wilson(count / of, of)
    return Share(count / of, low, high, of)


def _kappa(
    pairs: Sequence[tuple[Answer, Answer]], good: Answer
) -> tuple[float | None, float | None]:
    n = len(pairs)
    if not n:
        return None, None
    cells = {
        (row, column): sum(
            (judge == good) is row and (people == good) is column for judge, people in pairs
        )
        / n
        for row in (True, False)
        for column in (True, False)
    }
    rows = {row: cells[row, True] + cells[row, False] for row in (True, False)}
    columns = {column: cells[True, column] + cells[False, column] for column in (True, False)}
    observed = cells[True, True] + cells[False, False]
    chance = sum(rows[one] * columns[one] for one in (True, False))
    if chance >= 1:
        return None, None
    kappa = (observed - chance) / (1 - chance)
    return kappa, _error(cells, rows, columns, observed, chance, n)


def _error(
    cells: dict[tuple[bool, bool], float],
    rows: dict[bool, float],
    columns: dict[bool, float],
    observed: float,
    chance: float,
    n: int,
) -> float:
    on = sum(
        cells[one, one] * (1 - chance - (rows[one] + columns[one]) * (1 - observed)) ** 2
        for one in (True, False)
    )
    off = (1 - observed) ** 2 * sum(
        cells[row, column] * (columns[row] + rows[column]) ** 2
        for row, column in ((True, False), (False, True))
    )
    rest = (observed * chance - 2 * chance + observed) ** 2
    return sqrt(max(0.0, on + off - rest) / n) / (1 - chance) ** 2
