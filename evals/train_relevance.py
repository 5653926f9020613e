"""Training the relevance score: `python -m evals.train_relevance [DATA] [--write]`.

Prints what the weights do on queries that they were not fitted on: five folds by query, and
each catalog by weights from the others. Writes `retrieval/data/relevance.json` with --write.
"""

import argparse
import json
import logging
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
from retrieval.embedder import Embedder, Vectors
from retrieval.centre import centre_of, without_centre
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

_log = logging.getLogger(__name__)


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


def fitted(rows: Rows, answers_from: float = 0.5) -> RelevanceModel:
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
    return RelevanceModel(tuple(own.tolist()), float(weights[-1] - own @ mean), answers_from)


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
    print(
        f"{name:34s} AUC {auc(chance[judged], rows.y[judged]):.3f}  "
        f"Brier {brier:.3f}  ECE {calibration_error(chance[judged], rows.y[judged]):.3f}  "
        f"pairs {int(judged.sum())}"
    )


def _best(indexed: Indexed, queries: Sequence[str], model: RelevanceModel, embedder: Embedder) -> Array:
    """Return the probability of each query's best product."""
    best = []
    for read in indexed.read(queries, embedder):
        nearest = np.argsort(-read.cosines)[:LOOKED_AT].tolist()
        best.append(float(model.probabilities(read.rows(nearest)).max()))
    return np.array(best)


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
    fold = rows.query % FOLDS
    chance = np.zeros(len(rows.y))
    models = [fitted(rows.take(fold != each)) for each in range(FOLDS)]
    for each, model in enumerate(models):
        chance[fold == each] = model.probabilities(rows.x[fold == each])
    for number, own in enumerate(indexed):
        mine = rows.catalog == number
        _report(f"{own.catalog.name}, folds by query", chance[mine], rows.take(mine))
        others = fitted(rows.take(~mine))
        _report(
            f"{own.catalog.name}, others' weights",
            others.probabilities(rows.x[mine]),
            rows.take(mine),
        )
        alone = np.zeros(len(rows.y))
        for each in range(FOLDS):
            there = mine & (fold == each)
            alone[there] = fitted(rows.take(mine & (fold != each))).probabilities(rows.x[there])
        _report(f"{own.catalog.name}, its own weights", alone[mine], rows.take(mine))
        answered, refused = [], []
        wanted = sorted({query for query, _, verdict in own.catalog.pairs if verdict})
        for each, model in enumerate(models):
            there = [query for query in wanted if crc32(query.encode()) % FOLDS == each]
            absent = [query for query in own.catalog.absent if crc32(query.encode()) % FOLDS == each]
            answered.append(_best(own, there, model, embedder))
            refused.append(_best(own, absent, model, embedder))
        here, gone = np.concatenate(answered), np.concatenate(refused)
        for bound in (0.4, 0.45, 0.5, 0.55, 0.6):
            print(f"   from {bound:.2f}: answered {np.mean(here >= bound):.3f} of {len(here)}, refused {np.mean(gone < bound):.3f} of {len(gone)}")
    model = fitted(rows)
    print({name: round(weight, 3) for name, weight in zip(FEATURES, model.weights, strict=True)}, round(model.bias, 3))
    if options.write:
        found = {
            "weights": {n: round(w, 4) for n, w in zip(FEATURES, model.weights, strict=True)},
            "bias": round(model.bias, 4),
            "answers_from": ANSWERS_FROM,
        }
        WEIGHTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
