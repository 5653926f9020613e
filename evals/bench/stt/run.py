"""`aisle bench stt`: the parts one after the other, and their report."""

from assistant.config import Settings
from evals.bench.data import shared_data
from evals.bench.figure import Report
from evals.bench.stamp import stamp
from evals.bench.stt import latency, no_words, orders, sentences
from evals.bench.stt.hinted import hinted_by
from evals.bench.stt.recogniser import recognisers
from evals.noise import recorded_noises, synthetic_noises
from evals.speech_texts import ordinary_texts
from retrieval.index import status


def run(settings: Settings) -> Report:
    """Measure hearing with the configured recogniser and voice and the indexed catalog.

    Raises:
        RetrievalError: There is no index.
        SpeechError: The recogniser or the voice cannot be loaded.
    """
    data = shared_data(settings)
    folder = data / "noise" if data else None
    recorded = recorded_noises(folder) if folder and folder.is_dir() else {}
    noises = recorded or synthetic_noises()
    with recognisers(settings) as parts:
        hinted = hinted_by(parts.vocabulary)
        sections = (
            latency.measure(parts, hinted.repair, ordinary_texts(data, latency.CLIPS), settings),
            orders.measure(parts, hinted, noises, data),
            sentences.measure(parts, hinted, noises, settings, data),
            no_words.measure(parts, hinted.repair, recorded),
        )
    return Report(
        bench="stt",
        figures=tuple(figure for section in sections for figure in section.figures),
        stamp={**stamp(status(settings.index_path).digest[:12]), "noises": sorted(noises)},
        details=tuple(detail for section in sections for detail in section.details),
    )
