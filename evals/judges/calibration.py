"""Which of a judge's questions count: those on which it was shown to agree with people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.judges.agreement import Agreement, agreement
from evals.judges.judgment import Judgment
from evals.judges.rubric import QUESTIONS, RUBRIC, Answer

KAPPA_LEAST = 0.6
""""Substantial" agreement (Landis and Koch, Biometrics 33, 1977)."""
LABELS_LEAST = 30
"""Of fewer conversations the interval of kappa is wider than half its range."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """One question of one judge."""

    question: str
    agreement: Agreement
    kappa_least: float = KAPPA_LEAST

    @property
    def counts(self) -> bool:
        """Whether its vetoes count."""
        kappa = self.agreement.kappa
        return (
            self.agreement.labelled >= LABELS_LEAST
            and kappa is not None
            and kappa >= self.kappa_least
        )

    @property
    def said(self) -> str:
        """Say it, for people."""
        found = self.agreement
        if not found.labelled:
            return f"{self.question}: not calibrated, no labels; its vetoes do not count."
        kappa = "no kappa" if found.kappa is None else f"kappa {found.kappa:.2f}"
        if found.kappa_low is not None:
            kappa += f" (95 % from {found.kappa_low:.2f})"
        agreed = f"agreement {found.agreed.value:.0%}"
        told = f"{self.question}: {kappa} on {found.labelled} labels, {agreed}"
        right = found.vetoes_right
        if right.value is not None:
            told += f", vetoes right {right.value:.0%} ({right.low:.0%} to {right.high:.0%})"
        if self.counts:
            return f"{told}; its vetoes count."
        need = f"needs kappa {self.kappa_least:g} on {LABELS_LEAST} labels"
        return f"{told}; not calibrated ({need}), its vetoes do not count."


def calibrate(
    judgments: Iterable[Judgment],
    labels: Mapping[tuple[str, str], Answer],
    kappa_least: float = KAPPA_LEAST,
) -> tuple[Calibration, ...]:
    """Hold judgments against labels, one a question of the rubric.

    Args:
        judgments: Of one model.
        labels: What people decided, by key and question.
        kappa_least: Below it a question is not calibrated.
    """
    pairs: dict[str, list[tuple[Answer, Answer]]] = {question.name: [] for question in RUBRIC}
    for one in judgments:
        people = labels.get((one.key, one.question))
        if one.answer is not None and people is not None and one.question in pairs:
            pairs[one.question].append((one.answer, people))
    return tuple(
        Calibration(name, agreement(found, QUESTIONS[name].good), kappa_least)
        for name, found in pairs.items()
    )
