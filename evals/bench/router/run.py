"""`aisle bench router`: what routing saves, how long it takes, and what its figures are worth."""

import asyncio

from assistant.config import Settings
from evals.bench.agent.shop import open_shop
from evals.bench.data import shared_data
from evals.bench.figure import Report
from evals.bench.router.accounted import accounted_section
from evals.bench.router.added import added_figures
from evals.bench.router.deciding import deciding_figures
from evals.bench.router.estimators import coverage_figures
from evals.bench.router.mixed import decided
from evals.bench.router.overspend import measure_overspend
from evals.bench.router.savings import section_of
from evals.bench.router.stormed import stormed_section, turns_of
from evals.bench.stamp import stamp
from evals.bench.stt.section import Section
from evals.routing.mix import dialogues, held
from retrieval.index import status


def run(settings: Settings) -> Report:
    """Hold the scenario mix, price it, and time and check what routes it."""
    with open_shop(settings, shared_data(settings)) as shop:
        turns = asyncio.run(held(shop.agent, dialogues()))
        planned = asyncio.run(turns_of(shop.agent))
    sections = (
        section_of(decided(turns)),
        Section(deciding_figures([turn.situation for turn in turns])),
        accounted_section(),
        Section(measure_overspend()),
        stormed_section(planned),
        Section(added_figures(planned)),
        Section(coverage_figures()),
    )
    return Report(
        "router",
        tuple(figure for section in sections for figure in section.figures),
        stamp(status(settings.index_path).digest[:12]),
        tuple(detail for section in sections for detail in section.details),
    )
