"""Why a spoken trial failed: what was lost first, by comparing it with its typed twin.

The twin is the same trial typed with the words that were meant. Where it fails as well, the voice
is not to blame. Else the two are laid beside each other, utterance by utterance, up to the first
one after which they differ in what was understood, shown or kept; the earliest step that differs
there is the cause. An error of hearing that changed nothing is none. Without a twin the
utterances up to the first failure are looked at alone, which is a guess.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.measures.catalog_terms import CatalogTerms, missing_terms
from evals.measures.failure import Failure
from evals.measures.utterances import SpokenUtterance, spoken
from evals.runs.record import TrialRecord, TurnSeen
from evals.wer import errors_of

Cause = Literal[
    "none",
    "hearing_terms",
    "hearing_words",
    "turn_taking",
    "understanding",
    "retrieval",
    "reply",
    "task",
]
"""What was lost first.

none             nothing: the trial succeeded
hearing_terms    words of the catalog: brands, kinds, colours, sizes, materials
hearing_words    other words
turn_taking      an utterance was cut, or its reply stopped though nobody wanted that
understanding    the words were there, what was made of them differs
retrieval        the wishes were there, the products differ
reply            the products were there, what was said of them differs
task             it fails when it is typed, too
"""


_HEARING: tuple[Cause, ...] = ("hearing_terms", "hearing_words")


@dataclass(frozen=True, slots=True)
class Twins:
    """A spoken trial and the same one typed."""

    spoken: TrialRecord
    failures: Sequence[Failure]
    """Of the spoken one."""
    typed: TrialRecord | None
    """With the words that were meant; None where it was not played."""
    typed_passed: bool = False


def cause_of(twins: Twins, terms: CatalogTerms) -> Cause:
    """Return what was lost first.

    Args:
        twins: The trial.
        terms: Of the catalog.
    """
    if not twins.failures:
        return "none"
    utterances = tuple(spoken(twins.spoken.turns))
    if twins.typed is None:
        return _alone(twins, utterances, terms)
    if not twins.typed_passed:
        return "task"
    typed = [turn for turn in twins.typed.turns if turn.said]
    suspects: list[SpokenUtterance] = []
    for place, utterance in enumerate(utterances):
        ends = _end(utterances, place, twins.spoken.turns)
        after = twins.spoken.turns[ends - 1]
        if place >= len(typed) or typed[place].said != utterance.said:
            break  # the two went different ways: something before was answered differently
        twin = typed[place]
        if after.reply != twin.reply:
            suspects.append(utterance)
        cause = _lost(utterance, after, twin, terms)
        if cause is not None:
            # What was misheard may show only when it is needed, as the size that was asked for.
            return cause if cause in _HEARING else _heard_worst(suspects, terms) or cause
    return _heard_worst(suspects or utterances, terms) or "reply"


def _alone(twins: Twins, utterances: Sequence[SpokenUtterance], terms: CatalogTerms) -> Cause:
    places = [f.turn for f in twins.failures if f.turn is not None]
    until = min(places, default=len(twins.spoken.turns))
    heard = _heard_worst([u for u in utterances if u.place <= until], terms)
    if heard is not None:
        return heard
    kinds = [f.what for f in twins.failures if f.turn is None or f.turn == until]
    return next((_OF_FAILURE[kind] for kind in kinds if kind in _OF_FAILURE), "task")


_OF_FAILURE: dict[str, Cause] = {
    "acts": "understanding",
    "constraints": "understanding",
    "shown": "retrieval",
    "best": "retrieval",
    "says": "reply",
    "asks": "reply",
}


def _lost(
    utterance: SpokenUtterance, after: TurnSeen, twin: TurnSeen, terms: CatalogTerms
) -> Cause | None:
    """Return what differs first after an utterance; None where nothing that matters does."""
    understood = _understood(after) == _understood(twin)
    shown = [p.id for p in after.products] == [p.id for p in twin.products]
    kept = _cart(after) == _cart(twin)
    cut = utterance.parts > 1 or _stopped_unasked(after, twin)
    if understood and shown and kept and after.asked == twin.asked:
        return "turn_taking" if cut else None
    heard = _heard(utterance, terms)
    if heard is not None:
        return heard
    if cut:
        return "turn_taking"
    if not understood:
        return "understanding"
    if not shown:
        return "retrieval"
    return "reply" if kept else "understanding"


def _heard_worst(utterances: Sequence[SpokenUtterance], terms: CatalogTerms) -> Cause | None:
    """Return the worst that hearing lost in any of them."""
    found = {_heard(utterance, terms) for utterance in utterances}
    worst = next((cause for cause in _HEARING if cause in found), None)
    if worst is None and any(utterance.parts > 1 for utterance in utterances):
        return "turn_taking"
    return worst


def _heard(utterance: SpokenUtterance, terms: CatalogTerms) -> Cause | None:
    if missing_terms(terms.of(utterance.said), utterance.heard):
        return "hearing_terms"
    return "hearing_words" if errors_of(utterance.said, utterance.heard).errors else None


def _stopped_unasked(after: TurnSeen, twin: TurnSeen) -> bool:
    return after.outcome == "interrupted" != twin.outcome


def _understood(turn: TurnSeen) -> tuple[object, ...]:
    wishes = sorted((str(c["kind"]), str(c["value"]), bool(c["wanted"])) for c in turn.constraints)
    return (sorted(turn.acts), wishes)


def _cart(turn: TurnSeen) -> list[tuple[str, str | None, int]]:
    return sorted(
        ((line.product_id, line.variant_id, line.quantity) for line in turn.cart),
        key=lambda line: (line[0], line[1] or ""),
    )


def _end(utterances: Sequence[SpokenUtterance], place: int, turns: Sequence[TurnSeen]) -> int:
    """Return where the turns of the next utterance begin."""
    return utterances[place + 1].place if place + 1 < len(utterances) else len(turns)


Judge = Callable[[TrialRecord], Sequence[Failure]]
"""Returns why a trial failed; nothing where it passed."""
