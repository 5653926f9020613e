"""`aisle eval`: try the assistant on scenarios, and say whether a change made it better."""

import typer

from evals.commands.check_arguments import check, list_, schema
from evals.commands.compare_arguments import compare, gate
from evals.commands.from_log_arguments import forget, from_log
from evals.commands.import_arguments import import_
from evals.commands.judge_arguments import judge
from evals.commands.report_arguments import report
from evals.commands.run_arguments import run

evaluate = typer.Typer(
    help="Try the assistant on scenarios, and compare what came of it.", no_args_is_help=True
)

evaluate.command()(run)
evaluate.command("from-log")(from_log)
evaluate.command()(forget)
evaluate.command()(check)
evaluate.command("list")(list_)
evaluate.command()(schema)
evaluate.command("import")(import_)
evaluate.command()(compare)
evaluate.command()(gate)
evaluate.command()(judge)
evaluate.command()(report)
