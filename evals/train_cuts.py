"""Fitting where everyday talk goes on to another act; called by `evals.train_everyday`."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from agents.reading import Shown
from agents.understand.cuts import BUCKETS, Cuts, Opinion, around, sides
from agents.understand.heads import Numbers
from agents.understand.homophones import repair_homophones
from agents.understand.line import Line, Span
from evals.everyday_data import Told
from evals.head_data import SEED

Judge = Callable[[Line, Span, Shown], Opinion]
EPOCHS, BATCH, RATE, DECAY = 6, 256, 0.02, 2e-5
CUTS_FROM = 0.6
"""From there on .78 of 159 cuts in unseen people's talk are right; from .5
on .71 of 216."""
LINKS = ("and ", "and then ", "then ", "also ", "but ", "and also ", "so ")


@dataclass(frozen=True, slots=True)
class Joined:
    """Words of one or more acts as one line, with the places where the act changes."""

    line: Line
    cuts: frozenset[int]


def joined(words: Sequence[str], between: str) -> Joined:
    """Return parts as one line."""
    cuts, count = set(), 0
    for each in words[:-1]:
        count += len(Line.read(each).tokens)
        cuts.add(count)
    return Joined(repair_homophones(Line.read(between.join(words))), frozenset(cuts))


def lines_of(told: Sequence[Told], dice: random.Random) -> list[Joined]:
    """Return the authors' lines with and without marks, and lines made of two of theirs."""
    lines, pool = [], [t for t in told if len(t.acts) == 1 and len(t.text.split()) <= 14]
    for each in told:
        if each.weight < 1:
            continue
        bare = ["".join(c for c in w if c not in ",.?!;") for w in each.words]
        between = dice.choice((", ", ". ", " "))
        lines += [joined(bare, " "), joined(each.words, " "), joined(each.words, between)]
    for _ in range(len(pool) // 3):
        first, second = dice.sample(pool, 2)
        if first.acts == second.acts or first.author != second.author:
            continue
        link = dice.choice(LINKS) if dice.random() < 0.4 else ""
        lines.append(joined((first.text, link + second.text), dice.choice((", ", ". ", " "))))
    return lines


def fit_places(told: Sequence[Told]) -> Numbers:
    """Return [BUCKETS + 1] of the first regression."""
    dice = random.Random(SEED)
    rows, right = [], []
    for each in lines_of(told, dice):
        span = each.line.whole
        for at in range(1, span.stop):
            rows.append(around(each.line, span, at))
            right.append(at in each.cuts)
    y = np.array(right, np.float32)
    held = np.zeros(BUCKETS + 1)
    held[-1] = -2.5
    slopes, spreads, steps = np.zeros(BUCKETS + 1), np.zeros(BUCKETS + 1), 0
    order = np.random.default_rng(SEED)
    for epoch in range(EPOCHS):
        rate = RATE * (1 - epoch / EPOCHS) + 1e-4
        places = order.permutation(len(rows))
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            x = np.zeros((len(batch), BUCKETS + 1), np.float32)
            x[:, -1] = 1
            for k, row in enumerate(batch):
                np.add.at(x[k], rows[row], 1)
            wrong = 1 / (1 + np.exp(-(x @ held))) - y[batch]
            pull = x.T @ wrong / len(batch) + DECAY * held
            steps += 1
            slopes += 0.1 * (pull - slopes)
            spreads += 0.001 * (pull**2 - spreads)
            rest = np.sqrt(spreads / (1 - 0.999**steps)) + 1e-8
            held -= rate * slopes / (1 - 0.9**steps) / rest
    return held.astype(np.float32)


def verdicts(told: Sequence[Told], places: Numbers, judge: Judge) -> tuple[Numbers, Numbers]:
    """Return [N, 5] of `sides` and [N] whether a cut is there, for the likeliest places."""
    cuts = Cuts(places, np.zeros(6, np.float32), 1.0)
    dice = random.Random(SEED + 1)
    x, y = [], []
    for each in told:
        if each.weight < 1:
            continue
        made = joined(each.words, dice.choice((" ", " ", ", ")))
        span = made.line.whole
        found = cuts.place(made.line, span, ())
        if found is None:
            continue
        at, chance = found
        left, right = Span(span.start, at), Span(at, span.stop)
        opinions = [judge(made.line, part, each.shown) for part in (left, right, span)]
        x.append(sides(chance, opinions[0], opinions[1], opinions[2]))
        y.append(float(at in made.cuts))
    return np.stack(x), np.array(y, np.float32)


def packed_cuts(places: Numbers, verdict: Numbers) -> bytes:
    """Return the file."""
    file = BytesIO()
    np.savez_compressed(
        file, places=places.astype(np.float16), verdict=verdict, cuts_from=np.array(CUTS_FROM)
    )
    return file.getvalue()
