"""`aisle bench search`: every figure about finding products."""

from assistant.config import Settings
from assistant.embedding import embedder_of
from evals.bench.data import shared_data
from evals.bench.figure import Report
from evals.bench.search.built import bench_folder
from evals.bench.search.embedding import embedding_figures
from evals.bench.search.feed import feed_figures
from evals.bench.search.personas import persona_figures
from evals.bench.search.scale import SMALL, scale_figures
from evals.bench.search.violations import violation_figures
from evals.bench.search.wands import wands_figures
from evals.bench.stamp import stamp
from retrieval.index import status


def run(settings: Settings) -> Report:
    """Measure embedder, order, taste, building, both sizes, and whether a constraint breaks."""
    data = shared_data(settings)
    figures = (
        *embedding_figures(settings),
        *wands_figures(data / "wands-pairs" if data else None, embedder_of(settings)),
        *persona_figures(data / "aws-retail" if data else None, embedder_of(settings)),
        *feed_figures(settings),
        *scale_figures(settings),
        *violation_figures(settings, SMALL),
    )
    catalog = status(bench_folder(settings, SMALL)).digest[:12]
    return Report("search", figures, stamp(catalog))
