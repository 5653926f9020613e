"""`aisle bench search`: every figure about finding products."""

from assistant.config import Settings
from evals.bench.figure import Report
from evals.bench.search.built import bench_folder
from evals.bench.search.embedding import embedding_figures
from evals.bench.search.scale import SMALL, scale_figures
from evals.bench.search.violations import violation_figures
from evals.bench.stamp import stamp
from retrieval.index import status


def run(settings: Settings) -> Report:
    """Measure the embedder, the index at two sizes, and whether a constraint is ever broken."""
    figures = (
        *embedding_figures(settings),
        *scale_figures(settings),
        *violation_figures(settings, SMALL),
    )
    catalog = status(bench_folder(settings, SMALL)).digest[:12]
    return Report("search", figures, stamp(catalog))
