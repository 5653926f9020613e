"""Order and sureness on judgments that people made: furniture queries and titles (WANDS).

The shipped weights of the relevance score were fitted on these judgments too, where these
are the file that the project was made with; `evals.train_relevance` prints what they do on
queries that they were not fitted on.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from evals.bench.figure import Figure, mean_of
from evals.relevance_data import NOT_SOLD, title_only, wands_judgments
from evals.train_relevance import auc
from retrieval.embedder import Embedder
from retrieval.index import build
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch

RECALL = "WANDS recall at 10"
AUC = "WANDS AUC of the relevance score"
ANSWERED = "WANDS requests answered"
REFUSED = "requests for what is not sold refused"

RECALL_REACH, AUC_REACH = 0.53, 0.82

_DEPTH = 10
_RESAMPLES = 1_000
_DICE = 20_261_122


@dataclass(frozen=True, slots=True)
class Judged:
    """One query with the titles that people judged."""

    query: str
    verdicts: dict[str, bool]
    scores: dict[str, float]
    """Relevance of each judged title."""
    found: frozenset[str]
    """The first ten titles."""
    answered: bool

    @property
    def relevant(self) -> set[str]:
        return {title for title, verdict in self.verdicts.items() if verdict}

    @property
    def recall(self) -> float:
        return len(self.found & self.relevant) / len(self.relevant)


def wands_figures(folder: Path | None, embedder: Embedder) -> tuple[Figure, ...]:
    """Index all titles as products of only a title, and measure the judged queries.

    Args:
        folder: with judgments.csv and titles.txt; None where there is none.
        embedder: to index and to search with.

    Returns:
        Recall at 10 over the queries with a relevant title, all of which count; AUC over all
        judged pairs, with an interval that draws queries anew; the share of those queries
        that is answered, and of requests for other things that is refused.
    """
    if folder is None or not folder.is_dir():
        return tuple(
            Figure(name, None, "", 0, reach=reach, smaller_is_better=False)
            for name, reach in (
                (RECALL, RECALL_REACH),
                (AUC, AUC_REACH),
                (ANSWERED, None),
                (REFUSED, None),
            )
        )
    titles, rows = wands_judgments(folder)
    verdicts: dict[str, dict[str, bool]] = defaultdict(dict)
    for query, title, verdict in rows:
        # Judged twice and differently: relevant to somebody.
        verdicts[query][title] = verdicts[query].get(title, False) or verdict
    with TemporaryDirectory() as home:
        build([title_only(title) for title in titles], Path(home), embedder)
        with closing(CatalogSearch.open(Path(home), embedder)) as search:
            judged = [_judged(search, query, found) for query, found in verdicts.items()]
            refused = [not search.search(SearchRequest(text)).relevant for text in NOT_SOLD]
    sold = [each for each in judged if each.relevant]
    figures = (
        mean_of(RECALL, [each.recall for each in sold], reach=RECALL_REACH),
        _auc_figure(judged),
        mean_of(ANSWERED, [float(each.answered) for each in sold]),
        mean_of(REFUSED, [float(each) for each in refused]),
    )
    return tuple(replace(figure, smaller_is_better=False) for figure in figures)


def _judged(search: CatalogSearch, query: str, verdicts: dict[str, bool]) -> Judged:
    result = search.search(SearchRequest(query, limit=_DEPTH))
    return Judged(
        query=query,
        verdicts=verdicts,
        scores=dict(search.relevance(query, list(verdicts))),
        found=frozenset(each.product.title for each in result.candidates),
        answered=result.relevant,
    )


def _auc_figure(judged: Sequence[Judged]) -> Figure:
    dice = random.Random(_DICE)
    drawn = sorted(_auc(dice.choices(judged, k=len(judged))) for _ in range(_RESAMPLES))
    low, high = drawn[int(0.025 * _RESAMPLES)], drawn[int(0.975 * _RESAMPLES) - 1]
    pairs = sum(len(each.verdicts) for each in judged)
    return Figure(AUC, _auc(judged), "", pairs, low, high, AUC_REACH)


def _auc(judged: Sequence[Judged]) -> float:
    pairs = [
        (each.scores.get(title, 0.0), verdict)
        for each in judged
        for title, verdict in each.verdicts.items()
    ]
    scores, verdicts = np.array([(s, float(v)) for s, v in pairs], dtype=np.float64).T
    return auc(scores, verdicts)
