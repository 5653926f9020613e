"""How long turns took, after the last voiced sample or since the text was sent."""

from assistant.analytics.measures.measure import Bucketed, Measure, Quantile

_TITLES = {
    "final_transcript": "Transcript",
    "turn_committed": "Turn over",
    "products": "Products",
    "first_reply_text": "First words",
    "first_audio": "First sound",
}
_EDGES = (
    "Turns that did not come so far, or were not timed, are left out.",
    "Spoken turns count from the last voiced sample, typed ones from when the text was sent: "
    "compare within a modality.",
    "Read off histograms whose buckets grow by 2 %: right to 1 %, and 1 ms at the least.",
)


def _percentile(stage: str, percent: int) -> Measure:
    title = _TITLES[stage]
    return Measure(
        f"{stage}_p{percent}_ms",
        f"{title}, p{percent}",
        "ms",
        "lower",
        f"{_ORDINAL[percent]} of the milliseconds until: {title.lower()}.",
        _EDGES,
        {
            "latency": Bucketed(f"{stage}_ms", percent / 100),
            "turns": Quantile(f"{stage}_ms", percent / 100),
        },
    )


_ORDINAL = {50: "Median", 95: "95th percentile"}

TIMES = tuple(_percentile(stage, percent) for stage in _TITLES for percent in _ORDINAL)
