"""`aisle bench agent`: every figure about understanding, and a turn's time."""

from assistant.config import Settings
from evals.bench.agent.latency import latency_figures
from evals.bench.agent.shop import open_shop
from evals.bench.data import shared_data
from evals.bench.figure import Report
from evals.bench.stamp import stamp
from retrieval.index import status


def run(settings: Settings) -> Report:
    """Measure what is understood of the held-out sets, and how long a turn takes."""
    with open_shop(settings, shared_data(settings)) as shop:
        figures = (*latency_figures(shop),)
    return Report("agent", figures, stamp(status(settings.index_path).digest[:12]))
