"""Clusters named in their own words: the phrase that most of a cluster says, and few others do.

Source: class-based TF-IDF (Grootendorst 2022, BERTopic), over phrases of up to three words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log1p, sqrt
from typing import Final

from agents.understand.words import FUNCTION_WORDS

LONGEST: Final = 3
"""Words of a phrase."""
MOST_TEXTS: Final = 300
"""Of a cluster, the commonest: a label is what they share."""
SHARED: Final = 0.3
"""Share of a cluster that must say its label; below, the commonest text is the label."""
_LONGER: Final = 0.5
"""What each further word adds to a phrase's score: "hiking boots" tells more than "boots"."""
_MOST_WORDS: Final = 5
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")

Texts = Sequence[tuple[str, int]]
"""Each text with how often it was asked."""


def labels_of(clusters: Mapping[str, Texts], taken: Sequence[str] = ()) -> dict[str, str]:
    """Return a label for each cluster, none twice.

    Args:
        clusters: Texts by cluster; all clusters, so that it shows what is only said in one.
        taken: Labels that others have already.
    """
    said: dict[str, Counter[str]] = {}
    everywhere: Counter[str] = Counter()
    for cluster, texts in clusters.items():
        said[cluster] = _phrases(texts)
        everywhere.update(said[cluster])
    labels: dict[str, str] = {}
    used = set(taken)
    heaviest = sorted(clusters, key=lambda name: (-sum(n for _, n in clusters[name]), name))
    for cluster in heaviest:
        ranked = _ranked(said[cluster], everywhere, clusters[cluster])
        label = ranked[0] if ranked else _commonest(clusters[cluster])
        if label in used:
            others = [p for p in ranked[1:] if not set(p.split()) & set(label.split())]
            label = next((f"{label}, {p}" for p in others if f"{label}, {p}" not in used), label)
        if label in used:
            label = f"{label}, {_commonest(clusters[cluster])}"
        used.add(label)
        labels[cluster] = label
    return labels


def _phrases(texts: Texts) -> Counter[str]:
    """Count in how many searches each phrase is, repeated ones dampened."""
    found: Counter[str] = Counter()
    weights: defaultdict[str, float] = defaultdict(float)
    for text, times in sorted(texts, key=lambda item: (-item[1], item[0]))[:MOST_TEXTS]:
        words = text.split()
        phrases = {
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1)
            if _is_phrase(words[start:end])
        }
        for phrase in phrases:
            weights[phrase] += 1 + log1p(times)
    for phrase, weight in weights.items():
        found[phrase] = max(1, round(weight * 10))
    return found


def _is_phrase(words: Sequence[str]) -> bool:
    if any(word in FUNCTION_WORDS for word in words):
        return False  # "telescope for stargazing" is a telescope
    return any(_LETTERS.search(word) for word in words) and bool(_LETTERS.search(words[-1]))


def _closing(texts: Texts) -> tuple[Counter[str], Counter[str]]:
    """Count how often each last word of a phrase closes one: "boots" does, "hiking" does not."""
    closing: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for text, _ in texts:
        words = text.split()
        for word, after in zip(words, [*words[1:], ""], strict=True):
            uses[word] += 1
            closing[word] += not after or after in FUNCTION_WORDS
    return closing, uses


def _ranked(said: Counter[str], everywhere: Counter[str], texts: Texts) -> list[str]:
    shown = sorted(texts, key=lambda item: (-item[1], item[0]))[:MOST_TEXTS]
    whole = 10 * sum(1 + log1p(times) for _, times in shown)
    closing, uses = _closing(shown)

    def is_thing(phrase: str) -> float:
        last = phrase.rsplit(" ", 1)[-1]
        return 0.4 + 0.6 * closing[last] / max(1, uses[last])

    score = {
        phrase: (n / whole)
        * sqrt(n / everywhere[phrase])
        * (1 + _LONGER * phrase.count(" "))
        * is_thing(phrase)
        for phrase, n in said.items()
        if n / whole >= SHARED
    }
    return sorted(score, key=lambda phrase: (-score[phrase], phrase))


def _commonest(texts: Texts) -> str:
    text, _ = min(texts, key=lambda item: (-item[1], len(item[0]), item[0]))
    return " ".join(text.split()[:_MOST_WORDS])
