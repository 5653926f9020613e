"""What is out of scope, two readings of one figure, both on CLINC150's validation split.

Ours: utterances that no intent of CLINC takes and that no shop answers, refused by the whole
understander; how easily it refuses is set by what it wrongly refuses of shoppers' utterances.
CLINC's own: a head over its 150 intents, fitted here on its training split with its 100
out-of-scope utterances as examples of no intent; the threshold refuses 5 % of its intents.

Source: Larson et al., An Evaluation Dataset for Intent Classification and Out-of-Scope
Prediction (2019); outlier exposure after Hendrycks et al. (2019); the score is the logarithm
of summed exponentials (Liu et al., Energy-based Out-of-distribution Detection, 2020).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from agents.acts import Act
from agents.nodes.turn_state import Understands
from agents.reading import Shown
from agents.understand.heads import Numbers
from evals.bench.figure import Figure, mean_of
from evals.bench.stt.section import Section
from evals.head_data import SEED, bitext, clinc, intents, pscon, tests, wands, webshop
from evals.head_fit import fit_with_outliers
from retrieval.embedder import Embedder

REACH = 0.9
FALSE_ALARM = 0.05
MOST_OF_A_SOURCE = 200
EPOCHS, DECAY, SCALE = 25, 1e-4, 16.0
OUTLIERS_A_BATCH = 16


def scope_section(understander: Understands, embedder: Embedder, data: Path | None) -> Section:
    """Measure refusals by the understander, and CLINC's own task on the same embedder."""
    if data is None or not (data / "clinc150").is_dir():
        return Section(
            tuple(
                Figure(name, None, "", 0, reach=REACH, smaller_is_better=False)
                for name in ("out_of_scope_recall", "clinc_out_of_scope_recall")
            )
        )
    nowhere = [row.text for row in clinc(data, "oos_val")]
    foreign = [row.text for row in clinc(data, "val") if row.act == Act.OUT_OF_SCOPE]
    ours = shopping(data)
    own = clinc_recall(embedder, data)
    return Section(
        (
            _share("out_of_scope_recall", refused(understander, nowhere), REACH),
            _share("out_of_scope_intents_recall", refused(understander, foreign)),
            mean_of("shopping_refused", refused(understander, ours), reach=FALSE_ALARM),
            _share("clinc_out_of_scope_recall", own, REACH),
        )
    )


def shopping(data: Path) -> list[str]:
    """Return utterances to a shop that no head was fitted on, at most 200 of each source."""
    texts: list[str] = []
    held = [row for row in (*webshop(data), *wands(data), *bitext(data)) if tests(row.text)]
    for source in ("webshop", "queries", "wands", "bitext"):
        texts += _some([row.text for row in held if row.source == source])
    return texts + _some(pscon(data))


def refused(understander: Understands, texts: Sequence[str]) -> list[float]:
    """Return 1 for each text of which nothing but out_of_scope was read, else 0."""
    return [
        float(all(r.act is Act.OUT_OF_SCOPE for r in understander.read(text, Shown())))
        for text in texts
    ]


def clinc_recall(embedder: Embedder, data: Path) -> list[float]:
    """Return 1 for each out-of-scope utterance below the threshold that refuses 5 % of intents."""
    taught, known = intents(data, "train"), intents(data, "val")
    names = sorted({name for _, name in taught})
    x = embedder.embed([text for text, _ in taught])
    mean = x.mean(axis=0)

    def scaled(texts: Sequence[str]) -> Numbers:
        moved: Numbers = ((embedder.embed(texts) - mean) * SCALE).astype(np.float32)
        return moved

    weights, bias = fit_with_outliers(
        scaled([text for text, _ in taught]),
        np.array([names.index(name) for _, name in taught], np.int64),
        scaled([text for text, _ in intents(data, "oos_train")]),
        outliers_a_batch=OUTLIERS_A_BATCH,
        epochs=EPOCHS,
        decay=DECAY,
        seed=SEED,
    )

    def score(texts: Sequence[str]) -> Numbers:
        logits = scaled(texts) @ weights + bias
        total: Numbers = np.logaddexp.reduce(logits, axis=1)
        return total

    bound = np.quantile(score([text for text, _ in known]), FALSE_ALARM)
    return [float(each < bound) for each in score([t for t, _ in intents(data, "oos_val")])]


def _some(texts: Sequence[str]) -> list[str]:
    step = max(len(texts) // MOST_OF_A_SOURCE, 1)
    return list(texts[::step][:MOST_OF_A_SOURCE])


def _share(name: str, values: Sequence[float], reach: float | None = None) -> Figure:
    found = mean_of(name, values, reach=reach)
    return Figure(
        name, found.value, "", found.n, found.low, found.high, reach, smaller_is_better=False
    )
