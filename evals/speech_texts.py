"""What is said in the measurements of hearing: shop terms in natural sentences, and ordinary text.

A term utterance is one carrier sentence filled with terms of one catalog; an ordinary text
is a sentence that has nothing to do with it. Which half a term belongs to (tuned on, or held
out) hangs on a hash of its letters, so that it is the same in every catalog and on every
machine. Reads data sets only if they lie there; makes no audio.
"""

import csv
import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from evals.words import words_of
from retrieval.english import ordinary_words
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary
from speech.sound_alike.term import Term, TermKind

Half = Literal["tuning", "held_out"]

CARRIERS = (
    "Show me {kind} from {brand}.",
    "Do you have any {brand} {kind}?",
    "I'm looking for {brand} {kind}, please.",
    "Not {brand}, something else.",
    "Is there anything by {brand} under fifty dollars?",
    "How much is the {brand} one?",
    "I'd like the {model}.",
    "Can you tell me more about the {model}?",
    "Add the {model} to my cart.",
    "I need {kind} in {colour}.",
    "Are there any {material} {kind}?",
    "What about {kind} that are {feature}?",
    "Actually, make it {brand}.",
    "Compare {brand} and {other_brand} for me.",
    "Which {kind} would you recommend?",
)
"""Places are filled with a catalog's terms; a carrier with a place that the catalog has no
term for is left out."""

_PLACES: Mapping[str, TermKind] = {
    "brand": "brand",
    "other_brand": "brand",
    "kind": "kind",
    "model": "model",
    "material": "material",
    "colour": "colour",
    "feature": "feature",
}
_PLACE = re.compile(r"\{(\w+)\}")
_SPEAKABLE = re.compile(r"[A-Za-z][A-Za-z' &-]*")
_MOST_WORDS = 4
"""A longer name is nothing that a person would say in one breath."""
_LEAST_LETTERS = 3

ORDINARY = (
    "What time does the store close on Sunday?",
    "I bought it last week and it was too small for me.",
    "Could you repeat that a little more slowly?",
    "My sister's birthday is next Friday and I have no idea what to get her.",
    "It should not be too expensive, maybe around forty dollars.",
    "No, I meant the other one, the one you said first.",
    "I don't like that, it looks too heavy.",
    "How long does delivery take if I order today?",
    "We are going camping in the mountains at the end of the month.",
    "Take the second one out and keep the rest.",
    "That is fine, thank you, I will think about it.",
    "Can I send it back when it does not fit?",
    "Something warm for the evening, but not at night.",
    "Is there a cheaper way to get it here by Monday?",
    "I would rather see what you have on sale.",
    "Forget what I said before and start again.",
)
"""Ordinary sentences of our own, for machines without the shared data."""


@dataclass(frozen=True, slots=True)
class TermUtterance:
    """A sentence to be spoken, and the terms in it."""

    text: str
    terms: tuple[Term, ...]


def half_of(text: str) -> Half:
    """Return the half that a term or a clip belongs to, by a hash of its lower-case letters."""
    return "tuning" if sha256(text.lower().encode()).digest()[0] % 2 == 0 else "held_out"


def terms_of(vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Return the terms of an index that a person can say as they are written."""
    fields: tuple[tuple[Field, TermKind], ...] = (
        (Field.BRAND, "brand"),
        (Field.CATEGORY, "kind"),
        (Field.MATERIAL, "material"),
        (Field.COLOUR, "colour"),
        (Field.FEATURE, "feature"),
    )
    return _speakable(
        Term(value, kind) for field, kind in fields for value in vocabulary.values[field]
    )


def shared_catalogs(folder: Path) -> dict[str, tuple[Term, ...]]:
    """Return the terms of the catalogs in the shared data folder, by name.

    Args:
        folder: As `evals.bench.data.shared_data` gives it; a catalog that is not there is
            left out.

    Returns:
        Of "dummyjson" brands, titles and kinds; of "magento" colours and names, its
        brand being the first word of a name; of "aws-retail" styles and titles; of "wands"
        kinds and the words of titles that no dictionary has, as brands.
    """
    found: dict[str, tuple[Term, ...]] = {}
    for name, path, read in (
        ("dummyjson", folder / "dummyjson" / "products.json", _dummyjson),
        ("magento", folder / "magento", _magento),
        ("aws-retail", folder / "aws-retail" / "products.yaml", _aws),
        ("wands", folder / "wands-pairs" / "titles.txt", _wands),
    ):
        if path.exists():
            found[name] = _speakable(read(path))
    return found


def term_utterances(terms: Sequence[Term], count: int, seed: int = 7) -> list[TermUtterance]:
    """Return sentences that go round the carriers, each term drawn at random.

    Args:
        terms: Of one catalog.
        count: How many sentences.
        seed: Of the draws.

    Raises:
        ValueError: The terms fill no carrier.
    """
    draw = random.Random(seed)
    kinds: dict[TermKind, list[Term]] = {}
    for term in terms:
        kinds.setdefault(term.kind, []).append(term)
    usable = [c for c in CARRIERS if all(_PLACES[p] in kinds for p in _PLACE.findall(c))]
    if not usable:
        raise ValueError("terms of at least one kind that a carrier has a place for are needed")
    utterances: list[TermUtterance] = []
    for index in range(count):
        carrier = usable[index % len(usable)]
        chosen = {place: draw.choice(kinds[_PLACES[place]]) for place in _PLACE.findall(carrier)}
        text = carrier.format(**{place: term.text for place, term in chosen.items()})
        utterances.append(TermUtterance(text, tuple(chosen.values())))
    return utterances


def missed(term: Term, transcript: str) -> bool:
    """Tell whether a spoken term is missing from a transcript.

    Both are normalised (`evals.words`); where words part ("ear buds") and a final plural s do
    not count, any other letter does.
    """
    wanted = "".join(words_of(term.text)).removesuffix("s")
    heard = words_of(transcript)
    for start in range(len(heard)):
        joined = ""
        for word in heard[start:]:
            joined += word
            if joined.removesuffix("s") == wanted:
                return False
            if len(joined) > len(wanted) + 1:
                break
    return True


def ordinary_texts(folder: Path | None, count: int, seed: int = 7) -> list[str]:
    """Return sentences that hold no shop's terms on purpose.

    Args:
        folder: The shared data; with None, or without the sets in it, our own few sentences.
        count: At most so many.
        seed: Of the draw.
    """
    found: list[list[str]] = []
    if folder is not None:
        clinc = folder / "clinc150" / "data_train_val.json"
        if clinc.exists():
            rows = json.loads(clinc.read_text(encoding="utf-8"))
            found.append([text for part in rows.values() for text, _ in part])
        bitext = folder / "bitext-ecommerce" / "train.csv"
        if bitext.exists():
            with bitext.open(encoding="utf-8", newline="") as lines:
                found.append([row["utterance"] for row in csv.DictReader(lines)])
        goals = folder / "webshop-goals" / "human_goals.json"
        if goals.exists():
            found.append(json.loads(goals.read_text(encoding="utf-8")))
    if not found:
        return list(ORDINARY)[:count]
    draw = random.Random(seed)
    chosen: list[str] = []
    for texts in found:
        plain = [t for t in dict.fromkeys(texts) if 4 <= len(t.split()) <= 18 and t.isascii()]
        plain = [t for t in plain if not re.search(r"\d|[/\"()]", t)]
        chosen.extend(draw.sample(plain, min(len(plain), count // len(found))))
    return chosen


def _speakable(terms: Iterable[Term]) -> tuple[Term, ...]:
    kept: dict[tuple[str, TermKind], Term] = {}
    for term in terms:
        text = " ".join(term.text.split())
        if (
            _SPEAKABLE.fullmatch(text)
            and len(text.split()) <= _MOST_WORDS
            and len(text) >= _LEAST_LETTERS
        ):
            kept.setdefault((text.lower(), term.kind), Term(text, term.kind))
    return tuple(kept.values())


def _dummyjson(path: Path) -> Iterable[Term]:
    for product in json.loads(path.read_text(encoding="utf-8")):
        if product.get("brand"):
            yield Term(product["brand"], "brand")
        yield Term(product["category"].replace("-", " "), "kind")
        yield Term(product["title"], "model")


def _magento(folder: Path) -> Iterable[Term]:
    for path in sorted(folder.glob("products_*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                name = (row.get("name") or "").split("-")[0].strip()
                words = name.split()
                if len(words) < 2:
                    continue
                yield Term(name, "model")
                yield Term(words[0], "brand")
                yield Term(" ".join(words[-2:]) if len(words) > 2 else words[-1], "kind")
                colour = re.search(r"color=([A-Za-z ]+)", row.get("additional_attributes") or "")
                if colour:
                    yield Term(colour[1].lower(), "colour")


def _aws(path: Path) -> Iterable[Term]:
    # Flat YAML: two keys a product are wanted, so that no YAML reader is needed.
    for key, value in re.findall(
        r"^  (style|name): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE
    ):
        if key == "style":
            yield Term(value.strip("'\"").replace("_", " "), "kind")
        else:
            yield Term(value.strip("'\""), "model")


def _wands(path: Path) -> Iterable[Term]:
    known = ordinary_words()
    for title in path.read_text(encoding="utf-8").splitlines():
        words = re.findall(r"[a-z]+", title.lower())
        if words:
            yield Term(words[-1], "kind")
        for word in words:
            if len(word) > 4 and word not in known and word.removesuffix("s") not in known:
                yield Term(word.title(), "brand")
