"""Training the heads: `python -m evals.train_heads [DATA] [--write]`.

Prints what the heads do on wordings and topics that they were not fitted on, and writes
`agents/understand/data/heads.npz` with --write. Three minutes on one core. Run it again after
the rules have changed: the second layer has learned how far to trust each of them.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

import agents.understand
from agents.acts import Act
from agents.reading import Shown
from agents.understand.confidence import GUESS, LIKELY
from agents.understand.heads import Numbers, membership, odds, softmax, stacked
from agents.understand.heads_evidence import evidence
from agents.understand.heads_opinion import DECIDES_FROM, words_of
from agents.understand.homophones import repair_homophones
from agents.understand.line import Line
from agents.understand.understander import Understander
from assistant.config import load
from assistant.embedding import embedder_of
from evals.bench.data import shared_data
from evals.calibration import calibration_error
from evals.head_data import SEED, training
from evals.head_fit import Indices, fit, platt
from evals.relevance_data import catalogs
from evals.shopper_lines import shoppers
from evals.shopper_talk import Said
from retrieval.embedder import Embedder, Vectors
from retrieval.sample import generate
from retrieval.vocabulary import Vocabulary

WEIGHTS = Path(agents.understand.__file__).parent / "data" / "heads.npz"

FOLDS = 5
SPREAD = 16.0
"""Vectors are of unit length: times this their numbers are of about unit spread."""
WORDS_DECAY, WORDS_EPOCHS = 3e-3, 12
"""Decay .001 to .003 and 8 to 12 passes differ by less than .02 in any figure below."""
MIX_DECAY, MIX_EPOCHS = 1e-5, 12
RARE = 6.0
"""Weight of CLINC's 100 utterances that are out of every scope."""
SPOKEN = 4.0
"""Weight of an utterance that was written by hand, against one made of a template."""
KEPT = {"clinc": 4_000, "bitext": 1_500, "webshop": 700, "disfl": 400}
"""Rows of a source that the second layer reads with the rules; others all."""
TITLES = ("Torvane Larch Mid Boot", "Casavolte Harbor Corner Sofa", "Echolark Zenith Headphones")
"""What is on the screen where an utterance needs something there."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules made of utterances that are one part."""

    rows: Indices
    """[M], which utterances."""
    evidence: Numbers
    """[M, E]."""


def read_all(rows: Sequence[Said], vocabularies: Sequence[Vocabulary]) -> Seen:
    """Read utterances by the rules, each in the words of one shop."""
    shops = [Understander(vocabulary) for vocabulary in vocabularies]
    places, told = [], []
    for place, row in enumerate(rows):
        dice = random.Random(crc32(row.text.encode()))
        parts = dice.choice(shops).read_parts(row.text, shown_of(row, dice))
        if len(parts) == 1:
            places.append(place)
            told.append(evidence(*parts[0]))
    return Seen(np.array(places, np.int64), np.stack(told))


def shown_of(row: Said, dice: random.Random) -> Shown:
    """Return a screen for an utterance: what it needs, else either."""
    if row.shown is False or (row.shown is None and dice.random() < 0.5):
        return Shown()
    asked = "yes_no" if row.act in ("confirm", "deny") and dice.random() < 0.7 else None
    return Shown(titles=TITLES, category=dice.choice((None, "boots")), asked=asked, turn=2)


def plain(text: str) -> str:
    """Return a text as the heads are given it."""
    return words_of(repair_homophones(Line.read(text)).text) or text


def label_of(row: Said) -> str:
    """Return the first layer's label of an utterance."""
    return f"{row.act}/{row.topic}" if row.topic else row.act


def fold_of(row: Said) -> int:
    """Return a fold: near copies share it, and so do utterances of one foreign topic."""
    if row.source == "clinc" and row.topic != "oos":
        return crc32(row.topic.encode()) % FOLDS
    return row.group % FOLDS


@dataclass(frozen=True, slots=True)
class Layers:
    """Both layers as they are fitted, before they are packed."""

    labels: tuple[str, ...]
    words: tuple[Numbers, Numbers]
    mix: tuple[Numbers, Numbers]

    def chances(self, x: Numbers, told: Numbers) -> Numbers:
        """Return [N, A] for scaled vectors [N, D] and evidence [N, E]."""
        by_words = softmax(x @ self.words[0] + self.words[1])
        joined = stacked(by_words @ membership(self.labels, tuple(Act)), told)
        return softmax(joined @ self.mix[0] + self.mix[1])


class Training:
    """Rows with their vectors and what the rules made of them."""

    def __init__(self, data: Path, embedder: Embedder) -> None:
        self.rows = training(data)
        vectors = embedder.embed([plain(row.text) for row in self.rows])
        self.mean = vectors.mean(axis=0)
        self.x = self.scaled(vectors)
        self.labels = tuple(sorted({label_of(row) for row in self.rows}))
        self.y = np.array([self.labels.index(label_of(row)) for row in self.rows], np.int64)
        self.act = np.array([tuple(Act).index(Act(row.act)) for row in self.rows], np.int64)
        self.fold = np.array([fold_of(row) for row in self.rows], np.int64)
        rare = np.array([row.source == "clinc" and row.topic == "oos" for row in self.rows])
        spoken = np.array([row.source == "spoken" for row in self.rows])
        self.weight = np.where(rare, RARE, np.where(spoken, SPOKEN, 1.0)).astype(np.float32)
        kept = _kept(self.rows)
        shops = [Vocabulary.of(generate())]
        shops += [Vocabulary.of(list(c.products)) for c in catalogs(data) if not c.judged]
        seen = read_all([self.rows[place] for place in kept], shops)
        self.seen = Seen(np.array(kept, np.int64)[seen.rows], seen.evidence)

    def scaled(self, vectors: Vectors) -> Numbers:
        """Return [N, D] as the layers are fitted on them."""
        scaled: Numbers = ((vectors - self.mean) * SPREAD).astype(np.float32)
        return scaled

    def words(self, where: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
        """Fit the first layer on the rows of a mask [N]."""
        return fit(
            self.x[where], self.y[where], len(self.labels), self.weight[where],
            epochs=WORDS_EPOCHS, decay=WORDS_DECAY, seed=SEED,
        )  # fmt: skip

    def mix(self, by_words: Numbers, where: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
        """Fit the second layer on [M, A] and the rows of a mask [M]; each act weighs alike."""
        y = self.act[self.seen.rows]
        counts = np.bincount(y, minlength=len(Act))
        weight = (1 / np.sqrt(np.maximum(counts, 20)))[y]
        joined = stacked(by_words, self.seen.evidence)
        return fit(
            joined[where], y[where], len(Act), (weight / weight.mean()).astype(np.float32)[where],
            epochs=MIX_EPOCHS, decay=MIX_DECAY, seed=SEED,
        )  # fmt: skip


def _kept(rows: Sequence[Said]) -> list[int]:
    dice = random.Random(SEED)
    kept: list[int] = []
    for source in dict.fromkeys(row.source for row in rows):
        mine = [place for place, row in enumerate(rows) if row.source == source]
        most = KEPT.get(source, len(mine))
        kept += sorted(dice.sample(mine, min(most, len(mine))))
    return kept


def crossed(taught: Training) -> tuple[Numbers, Numbers]:
    """Return what layers say that lack the fold: first layer [M, A], both layers [M, A]."""
    acts = membership(taught.labels, tuple(Act))
    rows = taught.seen.rows
    by_words = np.zeros((len(rows), len(Act)), np.float32)
    for fold in range(FOLDS):
        words = taught.words(taught.fold != fold)
        there = taught.fold[rows] == fold
        by_words[there] = softmax(taught.x[rows[there]] @ words[0] + words[1]) @ acts
    both = np.zeros_like(by_words)
    for fold in range(FOLDS):
        there = taught.fold[rows] == fold
        mix = taught.mix(by_words, ~there)
        joined = stacked(by_words[there], taught.seen.evidence[there])
        both[there] = softmax(joined @ mix[0] + mix[1])
    return by_words, both


def claims(layers: Layers, taught: Training, embedder: Embedder) -> Numbers:
    """Return what is said of shoppers' own utterances that neither layer was fitted on.

    Returns:
        [N, 3]: log odds of the act by the heads and by the rule, and whether it is right.
    """
    shop = Understander(Vocabulary.of(generate()))
    rows = []
    for row in shoppers():
        parts = shop.read_parts(row.text, row.shown)
        if len(parts) != 1:
            continue
        part, reading = parts[0]
        x = taught.scaled(embedder.embed([words_of(part.text)]))
        chance = layers.chances(x, evidence(part, reading)[None])[0]
        chosen = reading.act
        if reading.confidence < LIKELY and chance.max() >= DECIDES_FROM:
            chosen = tuple(Act)[int(chance.argmax())]
        sure = reading.confidence if chosen is reading.act else GUESS
        mine = odds(float(chance[tuple(Act).index(chosen)]))
        rows.append((mine, odds(sure), float(chosen in row.acts)))
    return np.array(rows, np.float32)


def macro_f1(said: Indices, y: Indices) -> float:
    """Return the mean F1 of the classes that occur in `y`."""
    scores = []
    for each in np.unique(y):
        right = float(np.sum((said == each) & (y == each)))
        scores.append(2 * right / (np.sum(said == each) + np.sum(y == each)))
    return float(np.mean(scores))


def packed(
    taught: Training, layers: Layers, calibration: tuple[float, float, float], name: str
) -> bytes:
    """Return the file: the first layer in int8 with a scale for each label."""
    from io import BytesIO  # noqa: PLC0415

    words = layers.words[0] * SPREAD
    scale = np.abs(words).max(axis=0) / 127
    file = BytesIO()
    np.savez_compressed(
        file,
        embedder=np.array(name),
        labels=np.array(layers.labels),
        mean=taught.mean.astype(np.float32),
        weights=np.round(words / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=layers.words[1],
        acts=np.array([act.value for act in Act]),
        mixed=layers.mix[0].astype(np.float16),
        mixed_bias=layers.mix[1],
        calibration=np.array(calibration),
    )
    return file.getvalue()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _report(taught: Training, by_words: Numbers, both: Numbers) -> None:
    rows, y = taught.seen.rows, taught.act[taught.seen.rows]
    rules = np.argmax(
        taught.seen.evidence[:, : len(Act)] + taught.seen.evidence[:, len(Act) : 2 * len(Act)], 1
    )
    for source in ("talk", "spoken", "clinc", "bitext", "webshop", "queries", "wands", "disfl"):
        there = np.array([taught.rows[row].source == source for row in rows])
        if not there.any():
            continue
        line = [f"{source:8s} n {int(there.sum()):5d}"]
        for name, said in (
            ("rules", rules), ("words", by_words.argmax(1)), ("both", both.argmax(1))
        ):  # fmt: skip
            right = float(np.mean(said[there] == y[there]))
            line.append(f"{name} {right:.3f}" + (
                f" F1 {macro_f1(said[there], y[there]):.3f}" if source == "talk" else ""
            ))  # fmt: skip
        _say("  ".join(line))
    out = both[:, tuple(Act).index(Act.OUT_OF_SCOPE)]
    rare = np.array([taught.rows[r].source == "clinc" and taught.rows[r].topic == "oos"
                     for r in rows])  # fmt: skip
    ours = np.array([taught.rows[r].source in ("talk", "webshop", "queries", "wands", "spoken")
                     and taught.rows[r].act != "out_of_scope" for r in rows])  # fmt: skip
    for bound in (0.1, 0.125, 0.15, 0.175, 0.2, 0.25):
        refused, alarm = float(np.mean(out[rare] >= bound)), float(np.mean(out[ours] >= bound))
        _say(f"refused from {bound}: {refused:.3f} of foreign, {alarm:.4f} of shopping")
    per_act = []
    for act in np.unique(y):
        hit = float(np.sum((both.argmax(1) == act) & (y == act)))
        f1 = 2 * hit / (np.sum(both.argmax(1) == act) + np.sum(y == act))
        per_act.append(f"{tuple(Act)[act]} {f1:.2f}")
    _say("F1 by act: " + ", ".join(per_act))


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
    taught = Training(data, embedder)
    by_words, both = crossed(taught)
    everything = np.ones(len(taught.rows), bool)
    seen = np.ones(len(by_words), bool)
    layers = Layers(taught.labels, taught.words(everything), taught.mix(by_words, seen))
    _report(taught, by_words, both)
    shoppers = claims(layers, taught, embedder)
    told, right = shoppers[:, :2], shoppers[:, 2]
    half = np.arange(len(right)) % 2 == 0
    for name, there in (("half", half), ("other half", ~half)):
        tried = platt(told[~there], right[~there], np.ones(int((~there).sum()), np.float32))
        sure = 1 / (1 + np.exp(-(told[there] @ np.array(tried[:2]) + tried[2])))
        pairs = list(zip(sure.tolist(), (right[there] > 0).tolist(), strict=True))
        _say(f"ECE {calibration_error(pairs):.3f} of {len(pairs)} shoppers' utterances, {name}")
    calibration = platt(told, right, np.ones(len(right), np.float32))
    content = packed(taught, layers, calibration, embedder.name)
    _say(f"{len(content):,} bytes, {len(taught.rows):,} utterances, {len(taught.labels)} labels")
    if options.write:
        WEIGHTS.parent.mkdir(exist_ok=True)
        WEIGHTS.write_bytes(content)


if __name__ == "__main__":
    main()
