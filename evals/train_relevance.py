"""Training the relevance score: `python -m evals.train_relevance [DATA] [--write]`.

Prints what the weights do on queries that they were not fitted on: five folds by query, and
each catalog by weights from the others. Writes `retrieval/data/relevance.json` with --write.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

import retrieval
from assistant.config import load
from assistant.embedding import embedder_of
from evals.bench.data import shared_data
from evals.relevance_data import Catalog, catalogs
from retrieval.centre import centre_of, without_centre
from retrieval.embedder import Embedder, Vectors
from retrieval.lexicon import Lexicon, wording_of
from retrieval.relevance import (
    FEATURES,
    QueryWords,
    RelevanceModel,
    features,
    without_names,
)
from retrieval.text import document

Array = npt.NDArray[np.float64]

RIDGE = 1.0
"""Of standardised features; .3 to 10 differ by less than .002 in AUC."""

FOLDS = 5
NEAR_OTHERS = 8
"""Of a kind's other products the nearest are kept: far ones teach nothing."""
NEAR_ABSENT = 5
"""Nearest products of a request that nothing answers, all of them wrong."""
ABSENT_WEIGHT = 0.1
"""Of each of those, so that the many of them do not decide how sure a plain match is."""
KIND_WEIGHT = 0.1
"""Of a pair judged by its kind: such pairs are easy, and would make every score look sure."""
ANSWERS_FROM = 0.5
"""See the table that this prints: about 3 % of what is sold is refused, 5 % of the rest not."""
LOOKED_AT = 100
"""Nearest products among which the best decides whether there is an answer."""

WEIGHTS = Path(retrieval.__file__).parent / "data" / "relevance.json"


@dataclass(frozen=True, slots=True)
class Rows:
    """Features of pairs of a query and a product."""

    x: Array
    """[N, F]."""
    y: Array
    """[N], 0 or 1."""
    weight: Array
    """[N]."""
    query: npt.NDArray[np.int64]
    """[N]: the same for pairs of one query."""
    catalog: npt.NDArray[np.int64]
    judged: npt.NDArray[np.bool_]
    """[N]: by people."""

    def take(self, where: npt.NDArray[np.bool_]) -> "Rows":
        """Return the rows of a mask [N]."""
        return Rows(
            self.x[where],
            self.y[where],
            self.weight[where],
            self.query[where],
            self.catalog[where],
            self.judged[where],
        )


@dataclass(frozen=True, slots=True)
class Indexed:
    """A catalog with what an index of it knows."""

    catalog: Catalog
    vectors: Vectors
    lexicon: Lexicon

    @classmethod
    def of(cls, catalog: Catalog, embedder: Embedder) -> "Indexed":
        """Embed the products as an index does."""
        vectors = embedder.embed([document(product) for product in catalog.products])
        lexicon = replace(Lexicon.of(catalog.products), centre=centre_of(vectors))
        return cls(catalog, without_centre(vectors, lexicon.centre), lexicon)

    def read(self, queries: Sequence[str], embedder: Embedder) -> Iterator["Read"]:
        """Give each query as a search reads it."""
        texts = [without_names(query, self.lexicon) for query in queries]
        for query, vector in zip(texts, embedder.embed(texts), strict=True):
            moved = without_centre(vector[None], self.lexicon.centre)[0]
            yield Read(self, QueryWords.of(query, self.lexicon), self.vectors @ moved)


@dataclass(frozen=True, slots=True)
class Read:
    """One query in one catalog."""

    indexed: Indexed
    words: QueryWords
    cosines: Vectors
    """[products]."""

    def rows(self, products: Sequence[int]) -> Array:
        """Return the features of some products."""
        stated = [wording_of(self.indexed.catalog.products[number]) for number in products]
        return features(self.words, stated, self.cosines[list(products)].tolist())


def rows_of(indexed: Sequence[Indexed], embedder: Embedder) -> Rows:
    """Return the features of all judged pairs and of the nearest to what is not sold."""
    parts: list[tuple[Array, Array, float, int, int, bool]] = []
    for number, each in enumerate(indexed):
        judged: dict[str, dict[int, bool]] = defaultdict(dict)
        for query, product, verdict in each.catalog.pairs:
            judged[query][product] = verdict
        for query, read in zip(judged, each.read(list(judged), embedder), strict=True):
            verdicts = judged[query]
            chosen = list(verdicts)
            if not each.catalog.judged:
                others = [product for product in chosen if not verdicts[product]]
                others.sort(key=lambda product: -float(read.cosines[product]))
                chosen = [p for p in chosen if verdicts[p]] + others[:NEAR_OTHERS]
            y = np.array([verdicts[product] for product in chosen], dtype=np.float64)
            weight = 1.0 if each.catalog.judged else KIND_WEIGHT
            parts.append((read.rows(chosen), y, weight, crc32(query.encode()), number, True))
        absent = each.catalog.absent
        for query, read in zip(absent, each.read(absent, embedder), strict=True):
            nearest = np.argsort(-read.cosines)[:NEAR_ABSENT].tolist()
            y = np.zeros(len(nearest))
            row = (read.rows(nearest), y, ABSENT_WEIGHT, crc32(query.encode()), number, False)
            parts.append(row)
    sizes = [len(part[1]) for part in parts]
    return Rows(
        x=np.concatenate([part[0] for part in parts]),
        y=np.concatenate([part[1] for part in parts]),
        weight=np.repeat([part[2] for part in parts], sizes),
        query=np.repeat([part[3] for part in parts], sizes),
        catalog=np.repeat([part[4] for part in parts], sizes),
        judged=np.repeat([part[5] for part in parts], sizes),
    )


def fitted(rows: Rows) -> RelevanceModel:
    """Fit a ridge-penalised logistic regression by Newton's method."""
    mean, spread = rows.x.mean(axis=0), rows.x.std(axis=0) + 1e-9
    x = np.column_stack(((rows.x - mean) / spread, np.ones(len(rows.y))))
    penalty = np.append(np.full(rows.x.shape[1], RIDGE), 1e-9)
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (rows.weight * (chance - rows.y)) + penalty * weights
        bend = (x * (rows.weight * chance * (1 - chance))[:, None]).T @ x + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    own = weights[:-1] / spread
    return RelevanceModel(tuple(own.tolist()), float(weights[-1] - own @ mean), ANSWERS_FROM)


def auc(scores: Array, y: Array) -> float:
    """Return the chance that a relevant pair scores above one that is not; ties count half."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    ones = float(y.sum())
    zeros = len(y) - ones
    return float((ranks[y > 0].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def calibration_error(chance: Array, y: Array) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins = np.minimum((chance * 10).astype(int), 9)
    return float(
        sum(
            abs(chance[bins == each].mean() - y[bins == each].mean()) * (bins == each).mean()
            for each in range(10)
            if (bins == each).any()
        )
    )


def _report(name: str, chance: Array, rows: Rows) -> None:
    judged = rows.judged
    brier = float(np.mean((chance[judged] - rows.y[judged]) ** 2))
    _say(
        f"{name:34s} AUC {auc(chance[judged], rows.y[judged]):.3f}  "
        f"Brier {brier:.3f}  ECE {calibration_error(chance[judged], rows.y[judged]):.3f}  "
        f"pairs {int(judged.sum())}"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _best(
    indexed: Indexed, queries: Sequence[str], models: Sequence[RelevanceModel], embedder: Embedder
) -> Array:
    """Return the probability of each query's best product by the weights that lack its fold."""
    best = []
    for query, read in zip(queries, indexed.read(queries, embedder), strict=True):
        nearest = np.argsort(-read.cosines)[:LOOKED_AT].tolist()
        model = models[crc32(query.encode()) % FOLDS]
        best.append(float(model.probabilities(read.rows(nearest)).max()))
    return np.array(best)


def _held_out(rows: Rows, models: Sequence[RelevanceModel]) -> Array:
    """Return each pair's probability by the weights that lack its query."""
    chance = np.zeros(len(rows.y))
    for fold, model in enumerate(models):
        there = rows.query % FOLDS == fold
        chance[there] = model.probabilities(rows.x[there])
    return chance


def _report_catalog(
    number: int, indexed: Indexed, rows: Rows, models: Sequence[RelevanceModel], embedder: Embedder
) -> None:
    """Say what weights do on one catalog: fitted on all, on the others, on it alone."""
    name, mine = indexed.catalog.name, rows.catalog == number
    own = rows.take(mine)
    _report(f"{name}, folds by query", _held_out(own, models), own)
    others = fitted(rows.take(~mine)).probabilities(own.x)
    _report(f"{name}, others' weights", others, own)
    alone = [fitted(own.take(own.query % FOLDS != fold)) for fold in range(FOLDS)]
    _report(f"{name}, its own weights", _held_out(own, alone), own)
    sold = sorted({query for query, _, verdict in indexed.catalog.pairs if verdict})
    here = _best(indexed, sold, models, embedder)
    gone = _best(indexed, indexed.catalog.absent, models, embedder)
    for bound in (0.4, 0.45, 0.5, 0.55, 0.6):
        _say(
            f"   from {bound:.2f}: answered {np.mean(here >= bound):.3f} of {len(here)}, "
            f"refused {np.mean(gone < bound):.3f} of {len(gone)}"
        )


def main() -> None:
    """Fit, report, and write on demand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    settings = load()
    data = options.data or shared_data(settings)
    if data is None:
        parser.error("There is no folder of data; name one, or set AISLE_DATA.")
    embedder = embedder_of(settings)
    indexed = [Indexed.of(catalog, embedder) for catalog in catalogs(data)]
    rows = rows_of(indexed, embedder)
    models = [fitted(rows.take(rows.query % FOLDS != fold)) for fold in range(FOLDS)]
    for number, each in enumerate(indexed):
        _report_catalog(number, each, rows, models, embedder)
    model = fitted(rows)
    found = {
        "weights": {n: round(w, 4) for n, w in zip(FEATURES, model.weights, strict=True)},
        "bias": round(model.bias, 4),
        "answers_from": ANSWERS_FROM,
    }
    _say(json.dumps(found))
    if options.write:
        WEIGHTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
