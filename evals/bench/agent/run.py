"""`aisle bench agent`: every figure about understanding, and a turn's time."""

from agents.understand.repairs import fluent
from assistant.config import Settings
from evals.bench.agent.clarify import clarify_figures
from evals.bench.agent.goals import goal_section
from evals.bench.agent.latency import latency_figures
from evals.bench.agent.prices import price_section
from evals.bench.agent.pscon import pscon_figures
from evals.bench.agent.references import reference_section
from evals.bench.agent.repairs import repair_section
from evals.bench.agent.scope import scope_section
from evals.bench.agent.shop import open_shop
from evals.bench.agent.utterances import blind_section, utterance_section
from evals.bench.data import shared_data
from evals.bench.figure import Report
from evals.bench.stamp import stamp
from evals.bench.stt.section import Section
from retrieval.index import status


def run(settings: Settings) -> Report:
    """Measure what is understood of the held-out sets, and how long a turn takes."""
    with open_shop(settings, shared_data(settings)) as shop:
        sections = (
            Section(latency_figures(shop)),
            Section(clarify_figures(shop)),
            price_section(shop.understander),
            repair_section(shop.understander, fluent, shop.data),
            reference_section(shop.agent),
            utterance_section(shop.understander),
            blind_section(shop.understander),
            goal_section(shop.understander, shop.data),
            Section(
                pscon_figures(shop.data / "pscon" if shop.data else None, shop.search.embedder)
            ),
            scope_section(shop.understander, shop.search.embedder, shop.data),
        )
    return Report(
        "agent",
        tuple(figure for section in sections for figure in section.figures),
        stamp(status(settings.index_path).digest[:12]),
        tuple(detail for section in sections for detail in section.details),
    )
