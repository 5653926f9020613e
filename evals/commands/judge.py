"""`aisle eval judge`."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import typer

from agents.ledger.opening import open_ledger
from agents.models.clients import open_client
from agents.models.errors import ModelFailed
from agents.routing.policy_file import SHIPPED, read_policy
from assistant.config import Settings, load
from assistant.ledger_place import ledger_place
from assistant.model_clients import key_of
from assistant.routing import terms_of
from evals.errors import JudgeUnknown
from evals.judges.judge import Judge
from evals.judges.judgment import Judgment
from evals.judges.kept import JUDGMENTS_FILE, read_calibration, write_judgments
from evals.judges.labels import Label, read_labels
from evals.judges.panel import judge_run
from evals.runs.folder import read_run
from evals.runs.run import Run


def judge_command(
    folder: Path, model: str, labels: Path | None, timeout_s: float, jobs: int
) -> None:
    """Judge a run, keep what came of it beside the run, and say how far the judge is to be trusted.

    Raises:
        RunUnreadable: There is no run in the folder.
        LabelsInvalid: A line of `labels` is no label.
        JudgeUnknown: The routing policy has no such model, or it cannot be opened.
    """
    people = read_labels(labels) if labels is not None else ()
    run = read_run(folder)
    found = asyncio.run(judged(load(), run, model, timeout_s, jobs))
    write_judgments(folder, found, people)
    _show(run, found, people)


async def judged(
    settings: Settings, run: Run, model: str, timeout_s: float, jobs: int
) -> tuple[Judgment, ...]:
    """Ask a model of this installation's routing policy about a run.

    Raises:
        JudgeUnknown: There is no such model, or it cannot be opened.
    """
    policy = read_policy(settings.router.policy or SHIPPED)
    spec = policy.policy.models.get(model)
    if spec is None:
        known = ", ".join(policy.policy.models) or "no model at all"
        raise JudgeUnknown(f"The routing policy has {known}, not {model!r}; name one of its own.")
    try:
        client = open_client(model, spec, key_of(spec.key_variable))
    except ModelFailed as failure:
        raise JudgeUnknown(f"The judge cannot be asked: {failure}.") from failure
    try:
        async with open_ledger(ledger_place(settings), terms_of(policy)) as ledger:
            judge = Judge(client, ledger, takes_schema=spec.schemas, timeout_s=timeout_s)
            return await judge_run(run, judge, jobs, _tell)
    finally:
        await client.aclose()


def _tell(found: Sequence[Judgment]) -> None:
    vetoes = [one for one in found if one.is_veto]
    for one in vetoes:
        typer.echo(f'veto  {one.key}  {one.question}: "{one.quote}"')
    lost = next((one for one in found if one.outcome == "not_judged"), None)
    if lost is not None:
        typer.echo(f"-     {lost.key}  {lost.question}: {lost.reason}")


def _show(run: Run, found: Sequence[Judgment], people: Sequence[Label]) -> None:
    conversations = len({one.key for one in found})
    lost = sum(one.outcome == "not_judged" for one in found)
    priced = [one.cost_usd for one in found if one.cost_usd is not None]
    typer.echo(f"{conversations} conversations, {len(found)} answers, {lost} not judged.")
    typer.echo(f"Cost: {sum(priced, Decimal(0))} USD, booked in the ledger.")
    for calibration in read_calibration(run.folder, run.records):
        typer.echo(calibration.said)
    if not people:
        typer.echo("Without --labels no veto counts.")
    typer.echo(f"Written to {run.folder / JUDGMENTS_FILE}; the run's figures read it.")
