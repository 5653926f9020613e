"""One logged conversation as a scenario: what was said, without who said it.

What is expected is what the assistant did then, so that a change shows; a turn that somebody
labelled as bad expects only what the label says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agents.acts import Act
from assistant.redaction.redact import REDACTION_VERSION, redact
from assistant.replay import is_whole
from assistant.turn_record import TurnRecord
from evals.from_log.digest import digest_of
from evals.from_log.labels import Labels, TurnLabel
from evals.from_log.wishes import wishes_of
from evals.runs.trial import TURNS_MOST
from evals.scenarios.scenario import Scenario

_WORDS_PER_S = 2.7
"""Of the default voice: what was heard of a cut reply, as seconds."""
_FIRST = 3
"""Products of a list that are spoken of."""


@dataclass(frozen=True, slots=True)
class NotMade:
    """A conversation that is no scenario, and why."""

    conversation: str
    why: str


def scenario_of(
    turns: Sequence[TurnRecord], labels: Labels, made_at: datetime, catalog: str | None = None
) -> Scenario | NotMade:
    """Return a conversation as a scenario.

    Args:
        turns: Of one conversation, in order.
        labels: What people said of logged turns.
        made_at: Now.
        catalog: Digest of the catalog that is indexed now.
    """
    session = turns[0].session_id
    if not is_whole(list(turns)):
        return NotMade(session, "some of its turns are not in the log")
    if len(turns) > TURNS_MOST:
        return NotMade(session, f"it has more than {TURNS_MOST} turns")
    lines = _lines(turns, labels)
    if not any(any(c.isalpha() for c in str(line["say"])) for line in lines):
        return NotMade(session, "nothing was said in it")
    of_turns = [found for t in turns if (found := labels.get((session, t.turn or 0)))]
    labelled = sorted({label.by for label in of_turns if label.by})
    acts = sorted({str(a["act"]) for t in turns for a in t.acts})
    client = turns[0].client_id
    opening = redact(turns[0].user_query).text
    return Scenario.model_validate(
        {
            "id": f"log-{digest_of(session)}",
            "about": f"A logged conversation of {len(turns)} turns that began: {opening[:80]}",
            "tags": ["from-log", *([how] if (how := turns[0].modality) else []), *acts],
            "turns": lines,
            "ends": _ends(turns),
            "provenance": {
                "source": "log",
                "conversation": digest_of(session),
                "shopper": None if client is None else digest_of(client),
                "log": f"{turns[0].timestamp:%Y-%m-%d}",
                "turns": len(turns),
                "labelled_by": ", ".join(labelled) or None,
                "redaction": REDACTION_VERSION,
                "made_at": f"{made_at:%Y-%m-%dT%H:%M:%SZ}",
                "catalog": catalog,
            },
        }
    )


def _lines(turns: Sequence[TurnRecord], labels: Labels) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    over = False
    for place, turn in enumerate(turns):
        label = labels.get((turn.session_id, turn.turn or 0))
        expect = _expect(turn, label)
        if over:  # said over the reply of the line before, whose expectations are of this turn
            lines[-1]["expect"] = expect
            over = False
            continue
        line = _said(turn, label)
        line["expect"] = expect
        if turn.outcome == "interrupted" and turn.heard is not None and place + 1 < len(turns):
            after_s = min(30.0, round(len(turn.heard.split()) / _WORDS_PER_S, 1))
            then = redact(turns[place + 1].user_query).text
            line["interrupt"] = {"after_s": after_s, "say": then}
            over = True
        lines.append(line)
    return lines


def _said(turn: TurnRecord, label: TurnLabel | None) -> dict[str, Any]:
    heard = redact(turn.user_query).text or "..."
    really = redact(label.said).text if label and label.said else heard
    line: dict[str, Any] = {"say": really}
    if really != heard:
        line["heard"] = heard
    if turn.asr_confidence is not None:
        line["confidence"] = min(1.0, max(0.0, turn.asr_confidence))
    return line


def _expect(turn: TurnRecord, label: TurnLabel | None) -> dict[str, Any] | None:
    expect: dict[str, Any] = {}
    trusted = label is None or label.good is not False
    acts = label.acts if label and label.acts is not None else None
    if acts is None and trusted:
        acts = tuple(dict.fromkeys(Act(a["act"]) for a in turn.acts))
    wishes = label.constraints if label and label.constraints is not None else None
    if wishes is None and trusted:
        wishes = wishes_of(turn.constraints)
    if acts:
        expect["acts"] = acts
    if wishes is not None:
        expect["constraints"] = [w.model_dump(by_alias=True, exclude_defaults=True) for w in wishes]
    if label is not None and label.good and turn.titles:
        expect["shown"] = {"where": {"title": turn.titles[0]}, "first": _FIRST}
    return expect or None


def _ends(turns: Sequence[TurnRecord]) -> dict[str, Any]:
    last = turns[-1]
    if last.cart:
        return {
            "cart": [
                {
                    "where": {"title": line.title},
                    "size": line.size,
                    "colour": line.colour,
                    "quantity": line.quantity,
                }
                for line in last.cart
            ]
        }
    shown = next((t for t in reversed(turns) if t.titles), None)
    ends: dict[str, Any] = {"cart": []}
    if shown is not None:
        ends["shown"] = {"where": {"title": tuple(shown.titles[:_FIRST])}, "first": _FIRST}
    return ends
