"""How many self-repairs are read as repaired: shopping ones, and Disfl-QA's questions."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from agents.constraints import Constraint, Order, Set
from agents.nodes.turn_state import Understands
from agents.reading import Reading, Shown
from agents.state import DialogueState
from agents.wishes import with_constraint
from evals.bench.figure import Figure, mean_of
from evals.bench.stt.section import Section, share
from evals.rates import Tally
from evals.repair_forms import FOLDER, RepairForm, read
from retrieval.query import PriceRange

REACH = 0.95
Fluent = Callable[[str], str]
"""Gives a text as repaired: what was taken back is gone."""

_TITLES = tuple(f"Product {letter}" for letter in "ABCDE")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_SEARCHES = "searches for"
# fmt: off
_FILLERS = frozenset({
    "um", "uh", "er", "erm", "hmm", "ah", "oh", "well", "so", "please", "like",
})
_SMALL = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or",
    "is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had", "what",
    "who", "whom", "which", "when", "where", "why", "how", "that", "this", "it", "its", "as",
})
# fmt: on


def repair_section(
    understander: Understands,
    fluent: Fluent | None,
    data: Path | None,
    forms: Sequence[RepairForm] | None = None,
) -> Section:
    """Score the held-out self-repairs, or `forms`, and Disfl-QA where it is there.

    Args:
        understander: Reads the shopping repairs, each on its own before five products.
        fluent: Repairs the questions; None where there is no such reader.
        data: The folder of data that does not ship.
        forms: To be scored in place of the held-out ones.

    Returns:
        The share of shopping repairs read as repaired; the same without regard to words taken
        back that are still searched for; of questions whose fluent text is the
        original (up to case, punctuation and fillers), and the F1 of their content words.
    """
    forms = read(FOLDER / "repairs_held_out.jsonl") if forms is None else forms
    right, kept, details = [], [], []
    for form in forms:
        readings = understander.read(form.text, Shown(titles=_TITLES))
        wrong = faults(form, readings)
        right.append(int(not wrong))
        kept.append(int(all(fault.startswith(_SEARCHES) for fault in wrong)))
        if wrong:
            got = sorted(_wishes(readings))
            row = {"section": "repairs", "kind": form.kind, "text": form.text}
            details.append({**row, "wrong": wrong, "got": got})
    ones = (1,) * len(right)
    read_right = share(
        "repairs_read", Tally(tuple(right), ones), reach=REACH, smaller_is_better=False
    )
    wished = share("repairs_wishes", Tally(tuple(kept), ones), smaller_is_better=False)
    questions, wrong_texts = _questions(fluent, data)
    return Section((read_right, wished, *questions), (*details, *wrong_texts))


def faults(form: RepairForm, readings: Sequence[Reading]) -> list[str]:
    """Return what is wrong with `readings` of a form; empty if they are right."""
    wishes, searched = _wishes(readings), _searched(readings)
    everything = " ".join((searched, *wishes)).casefold()
    wrong = []
    for wish in form.wanted:
        if wish.startswith("words="):
            if not any(_has(everything, word) for word in wish[6:].split("|")):
                wrong.append(f"lacks {wish}")
        elif wish.casefold() not in wishes:
            wrong.append(f"lacks {wish}")
    for wish in form.never:
        if wish.startswith("words="):
            wrong += [f"has {word}" for word in wish[6:].split("|") if _has(everything, word)]
        elif wish.casefold() in wishes:
            wrong.append(f"has {wish}")
    wrong += [f"{_SEARCHES} {word}" for word in form.words if _has(searched, word.casefold())]
    return wrong


def _wishes(readings: Sequence[Reading]) -> set[str]:
    """Return all that is wanted after readings that follow on nothing, as forms write it."""
    state, found = DialogueState(), set()
    for reading in readings:
        for edit in reading.edits:
            if isinstance(edit, Set):
                state = with_constraint(state, edit.constraint, edit.also)
            elif isinstance(edit, Order):
                found.add(f"sort={edit.sort}")
        found |= {f"ordinal={r.ordinal}" for r in reading.references if r.ordinal is not None}
        if reading.quantity is not None:
            found.add(f"quantity={reading.quantity}")
        if reading.size:
            found.add(f"size={reading.size}".casefold())
        if reading.colour:
            found.add(f"colour={reading.colour}".casefold())
    return found | {_as_text(constraint) for constraint in state.constraints}


def _as_text(constraint: Constraint) -> str:
    value = constraint.value
    sign = "=" if constraint.wanted else "!="
    if isinstance(value, PriceRange):
        low, high = ("" if b is None else f"{b:.2f}" for b in (value.low, value.high))
        return f"{constraint.kind}{sign}{low}..{high}"
    if isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    return f"{constraint.kind}{sign}{value}".casefold()


def _searched(readings: Sequence[Reading]) -> str:
    return " ".join(reading.text for reading in readings).casefold()


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", text) is not None


def _questions(
    fluent: Fluent | None, data: Path | None
) -> tuple[tuple[Figure, ...], list[dict[str, object]]]:
    path = data / "disfl-qa" / "dev.json" if data else None
    exact: list[int] = []
    overlaps: list[float] = []
    details: list[dict[str, object]] = []
    if fluent and path and path.is_file():
        for key, disfluent, original in _pairs(path):
            got = fluent(disfluent)
            exact.append(int(plain(got) == plain(original)))
            overlaps.append(content_f1(got, original))
            if not exact[-1]:
                # The text of others stays where it is: the row is named by its key.
                details.append({"section": "disfl_qa", "key": key, "f1": round(overlaps[-1], 2)})
    tally = Tally(tuple(exact), (1,) * len(exact)) if exact else None
    same = share("disfl_qa_exact", tally, smaller_is_better=False)
    near = mean_of("disfl_qa_content_f1", overlaps)
    bigger = Figure(near.name, near.value, "", near.n, near.low, near.high, None, False)
    return (same, bigger), details


def _pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    for key, row in json.loads(path.read_text(encoding="utf-8")).items():
        yield key, row["disfluent"], row["original"]


def plain(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, punctuation and fillers."""
    words = _WORD.findall(text.replace("’", "'").casefold())
    return tuple(word for word in words if word not in _FILLERS)


def content_f1(text: str, truth: str) -> float:
    """Return the F1 of the content words of `text` against those of `truth`, 0..1."""
    got, meant = (Counter(w for w in plain(t) if w not in _SMALL) for t in (text, truth))
    common = (got & meant).total()
    total = got.total() + meant.total()
    return 2 * common / total if total else 1.0
