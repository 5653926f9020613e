"""What a judge answered to one question about one conversation, as it is kept beside a run."""

import hashlib
import json
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.judges.rubric import QUESTIONS, RUBRIC_VERSION, Answer
from evals.runs.record import TrialRecord


class Judgment(BaseModel):
    """One line of judgments.jsonl."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    """Of the trial: "scenario#trial@condition"."""
    digest: str
    """Of what was read: a conversation that was played again is another."""
    question: str
    answer: Answer | None = None
    """None: not judged."""
    quote: str = ""
    """Words of the conversation that the answer rests on."""
    outcome: Literal["judged", "not_judged"] = "judged"
    reason: str = ""
    """Why it was not judged, in a sentence."""
    model: str
    rubric: int = RUBRIC_VERSION
    cost_usd: Decimal | None = None
    """Of the whole call, on the first of its questions; None where no price is known."""

    @property
    def is_veto(self) -> bool:
        """Whether the answer is the bad one."""
        question = QUESTIONS.get(self.question)
        return self.answer is not None and question is not None and self.answer != question.good


def digest_of(record: TrialRecord) -> str:
    """Name what was said and shown in a trial: what a judgment or a label is about."""
    turns = [
        [turn.said, turn.heard, turn.reply, *(card.id for card in turn.products)]
        for turn in record.turns
    ]
    whole = json.dumps([RUBRIC_VERSION, turns], ensure_ascii=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
