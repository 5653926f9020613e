"""Training the head for everyday talk: `python -m evals.train_everyday [DATA] [--write]`.

Prints what it does on each author's lines when fitted on the others', the calibration and what
it may change a cart from; writes `agents/understand/data/everyday.npz` with --write. Run after
`evals.train_heads`, whose first layer it reads, and after the rules have changed. Two minutes.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

import agents.understand
from agents.acts import Act
from agents.understand.confidence import GUESS
from agents.understand.everyday import BUCKETS, Everyday, hashed
from agents.understand.heads import Numbers, odds, shipped_heads
from agents.understand.heads_opinion import CART_FROM, RULE_WEIGHS
from agents.understand.understander import Understander
from assistant.config import load
from assistant.embedding import embedder_of
from evals.bench.data import shared_data
from evals.calibration import calibration_error
from evals.everyday_data import AUTHORS, EXTRA, TUNING, Example, examples, told
from evals.everyday_fit import Net, fit_net
from evals.head_data import SEED, training
from evals.head_fit import Indices, logistic, platt
from evals.train_cuts import CUTS_FROM, fit_places, packed_cuts, verdicts
from evals.train_heads import macro_f1, plain, read_all
from retrieval.embedder import Embedder, Vectors
from retrieval.sample import generate
from retrieval.vocabulary import Vocabulary

WEIGHTS = Path(agents.understand.__file__).parent / "data" / "everyday.npz"
CUTS = WEIGHTS.with_name("cuts.npz")
ACTS = tuple(Act)
Mask = npt.NDArray[np.bool_]
OTHERS = EXTRA + 2
"""Author of the made-up lines and of what no shop does."""
MADE_UP, FOREIGN, OTHERS_WEIGH = 1_500, 400, 0.15
"""How many rows of `evals.head_data` are learned from beside, and their weight: 5,000 and 4,000
at a tenth lost .04 in F1 on unseen people, none at all forgets what a bare query looks like."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything as numbers."""

    examples: Sequence[Example]
    x: Numbers
    """[N, D + BUCKETS + E + 1 + A]."""
    y: Indices
    author: Indices
    weight: Numbers
    mean: Numbers
    """[D]."""


def rows_of(data: Path | None, embedder: Embedder) -> Rows:
    """Read and embed all examples."""
    shop = Understander(Vocabulary.of(generate()))
    seen = examples(shop)
    if data is not None:
        seen += others(data)
    texts = sorted({each.text for each in seen})
    place = {text: k for k, text in enumerate(texts)}
    vectors = embedder.embed(texts)[[place[each.text] for each in seen]]
    author = np.array([each.author for each in seen], np.int64)
    mean = vectors[author < OTHERS].mean(axis=0)
    return Rows(
        seen,
        inputs(seen, vectors, mean),
        np.array([ACTS.index(each.act) for each in seen], np.int64),
        author,
        np.array([each.weight for each in seen], np.float32),
        mean,
    )


def others(data: Path) -> list[Example]:
    """Return some made-up lines, queries and goals, evenly by act, and what no shop does."""
    dice = random.Random(SEED)
    rows = [row for row in training(data) if row.source != "spoken"]
    dice.shuffle(rows)
    kept, of = [], dict.fromkeys((*Act, "foreign"), 0)
    for row in rows:
        kind = "foreign" if row.source in ("clinc", "disfl") else row.act
        most = FOREIGN if kind == "foreign" else MADE_UP // len(Act)
        if of[kind] < most:
            of[kind] += 1
            kept.append(row)
    seen = read_all(kept, [Vocabulary.of(generate())])
    return [
        Example(
            OTHERS, plain(kept[row].text), np.append(told, np.float32(0)), Act(kept[row].act),
            frozenset({Act(kept[row].act)}), (Act.UNCLEAR, GUESS), OTHERS_WEIGH, True,
        )
        for row, told in zip(seen.rows.tolist(), seen.evidence, strict=True)
    ]  # fmt: skip


def inputs(told: Sequence[Example], vectors: Vectors, mean: Numbers) -> Numbers:
    """Return what the head reads, as `Everyday.chances` does."""
    heads = shipped_heads()
    by_words = heads.words_say(heads.topics(vectors))
    words = np.zeros((len(told), BUCKETS), np.float32)
    for row, each in enumerate(told):
        buckets, counts = hashed(each.text)
        words[row, buckets] = counts
    dense = Everyday.dense(vectors, mean, np.stack([e.evidence for e in told]), by_words)
    wide = vectors.shape[1]
    joined: Numbers = np.hstack((dense[:, :wide], words, dense[:, wide:]))
    return joined


def fitted(rows: Rows, without: int | None) -> Net:
    """Fit on every author but one, and never on the tuning set."""
    there = (rows.author != TUNING) & (rows.author != (-1 if without is None else without))
    return fit_net(rows.x[there], rows.y[there], len(Act), rows.weight[there], seed=SEED)


def weighed(rows: Rows, chances: Numbers) -> Numbers:
    """Return chances with the weight that a sure rule has."""
    said = chances.copy()
    for row, each in enumerate(rows.examples):
        act, sure = each.rule
        times = next((times for least, times in RULE_WEIGHS if sure >= least), 1.0)
        said[row, ACTS.index(act)] *= times
    return said


def claims(rows: Rows, chances: Numbers, there: Sequence[int]) -> Numbers:
    """Return [N, 3]: log odds by this head and by the rule, and whether the act is right."""
    chosen = weighed(rows, chances).argmax(axis=1)
    found = []
    for row in there:
        act = ACTS[int(chosen[row])]
        rule, sure = rows.examples[row].rule
        mine = odds(float(chances[row, chosen[row]]))
        right = act in rows.examples[row].others
        found.append((mine, odds(sure if rule is act else GUESS), float(right)))
    return np.array(found, np.float32)


def packed(rows: Rows, net: Net, calibration: tuple[float, float, float]) -> bytes:
    """Return the file: the inner layer in int8 with a scale for each row."""
    scale = np.maximum(np.abs(net.inner).max(axis=1, keepdims=True), 1e-6) / 127
    file = BytesIO()
    np.savez_compressed(
        file,
        mean=rows.mean.astype(np.float32),
        inner=np.round(net.inner / scale).astype(np.int8),
        scale=scale.astype(np.float16),
        inner_bias=net.inner_bias,
        outer=net.outer.astype(np.float16),
        outer_bias=net.outer_bias,
        acts=np.array([act.value for act in Act]),
        calibration=np.array(calibration),
    )
    return file.getvalue()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _by_author(rows: Rows, chances: Numbers, whole: Mask) -> None:
    rules = np.array([ACTS.index(each.rule[0]) for each in rows.examples], np.int64)
    both = weighed(rows, chances).argmax(axis=1)
    for author, name in enumerate(AUTHORS):
        there = (rows.author == author) & whole
        y = rows.y[there]
        spread = np.random.default_rng(SEED).integers(0, len(y), (500, len(y)))
        drawn = np.quantile([macro_f1(both[there][d], y[d]) for d in spread], (0.025, 0.975))
        _say(
            f"everyday_acts_macro_f1 {name} n {len(y)}: rules {macro_f1(rules[there], y):.3f}, "
            f"head {macro_f1(both[there], y):.3f} ({drawn[0]:.3f} to {drawn[1]:.3f})"
        )
    there = (rows.author < EXTRA) & whole
    _say(f"everyday_acts_macro_f1 all {macro_f1(both[there], rows.y[there]):.3f}, "
         f"rules {macro_f1(rules[there], rows.y[there]):.3f}")  # fmt: skip
    for act, least in CART_FROM.items():
        k = ACTS.index(act)
        sure = there & (rules != k) & (both == k) & (chances[:, k] >= least)
        right = float(np.mean(rows.y[sure] == k)) if sure.any() else 1.0
        _say(f"{act} by the head alone from {least}: {right:.3f} of {int(sure.sum())} right")


def _fit_cuts(rows: Rows, embedder: Embedder, calibration: tuple[float, float, float]) -> bytes:
    """Return the cuts' file; the verdict is learned from opinions on unseen authors' lines."""
    lines = told()
    seen = []
    for author in range(len(AUTHORS)):
        others = fit_places([line for line in lines if line.author != author])
        head = Everyday.of(packed(rows, fitted(rows, author), calibration))
        shop = Understander(Vocabulary.of(generate()), embedder, head)
        mine = [line for line in lines if line.author == author]
        seen.append(verdicts(mine, others, shop.opinion))
    for author, (x, y) in enumerate(seen):
        rest = [pair for k, pair in enumerate(seen) if k != author]
        verdict = logistic(
            np.concatenate([a for a, _ in rest]), np.concatenate([b for _, b in rest])
        )
        cut = 1 / (1 + np.exp(-(x @ verdict[:-1] + verdict[-1]))) >= CUTS_FROM
        true = sum(len(t.acts) - 1 for t in lines if t.author == author and t.weight == 1)
        _say(
            f"cuts {AUTHORS[author]}: {y[cut].mean():.2f} of {int(cut.sum())} are right, "
            f"{int(y[cut].sum())} of {true} places found in one pass"
        )
    verdict = logistic(np.concatenate([x for x, _ in seen]), np.concatenate([y for _, y in seen]))
    return packed_cuts(fit_places(lines), verdict)


def main() -> None:
    """Fit, report, and write on demand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    settings = load()
    embedder = embedder_of(settings)
    rows = rows_of(options.data or shared_data(settings), embedder)
    whole = np.array([each.whole for each in rows.examples])
    chances = np.zeros((len(rows.y), len(Act)), np.float32)
    for author in range(len(AUTHORS)):
        there = rows.author == author
        chances[there] = fitted(rows, author).chances(rows.x[there])
    _by_author(rows, chances, whole)
    net = fitted(rows, None)
    tuning = rows.author == TUNING
    chances[tuning] = net.chances(rows.x[tuning])
    unseen = [k for k in range(len(rows.y)) if whole[k] and rows.author[k] not in (EXTRA, OTHERS)]
    claimed = claims(rows, chances, unseen)
    of_tuning = claimed[[rows.author[k] == TUNING for k in unseen], 2]
    _say(f"tuning set: {of_tuning.mean():.3f} of {len(of_tuning)} right")
    half = np.arange(len(claimed)) % 2 == 0
    for name, there in (("half", half), ("other half", ~half)):
        tried = platt(
            claimed[~there, :2], claimed[~there, 2], np.ones(int((~there).sum()), np.float32)
        )
        sure = 1 / (1 + np.exp(-(claimed[there, :2] @ np.array(tried[:2]) + tried[2])))
        pairs = list(zip(sure.tolist(), (claimed[there, 2] > 0).tolist(), strict=True))
        _say(f"ECE {calibration_error(pairs):.3f} of {len(pairs)} parts, {name}")
    calibration = platt(claimed[:, :2], claimed[:, 2], np.ones(len(claimed), np.float32))
    content = packed(rows, net, calibration)
    _say(f"{len(content):,} bytes, {len(rows.y):,} rows, calibration {calibration}")
    cuts = _fit_cuts(rows, embedder, calibration)
    _say(f"{len(cuts):,} bytes of cuts")
    if options.write:
        WEIGHTS.write_bytes(content)
        CUTS.write_bytes(cuts)


if __name__ == "__main__":
    main()
