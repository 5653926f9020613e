"""What the recogniser made of what was said."""

from assistant.analytics.measures.measure import Measure, Ratio, flag

_SPOKEN = "CASE WHEN modality = 'voice' THEN turns END"
_SPOKEN_TURN = "CASE WHEN modality = 'voice' THEN 1 END"

ASR_FAILURE_SHARE = Measure(
    "asr_failure_share",
    "Not heard",
    "share",
    "lower",
    "Share of spoken turns in which nothing was heard well enough to be read.",
    (
        "What was heard but not understood is unclear, not an ASR failure.",
        "Typed turns are left out; without a spoken turn it is null.",
    ),
    {
        "daily": Ratio("asr_failures", _SPOKEN),
        "turns": Ratio(flag("intent = 'asr_failure'"), _SPOKEN_TURN),
    },
)
REPAIRED_SHARE = Measure(
    "repaired_share",
    "Transcripts repaired",
    "share",
    None,
    "Share of spoken turns whose transcript was repaired: a word was misheard, and that was seen.",
    ("What was misheard and not noticed does not count.", "Typed turns are left out."),
    {
        "daily": Ratio("repaired", _SPOKEN),
        "turns": Ratio(flag("was_repaired"), _SPOKEN_TURN),
    },
)
ASR_CONFIDENCE = Measure(
    "asr_confidence",
    "Confidence of the recogniser",
    "share",
    "higher",
    "Mean confidence of the recogniser, 0 to 1, over spoken turns that have one.",
    ("Typed turns have none.",),
    {"turns": Ratio("asr_confidence", "CASE WHEN asr_confidence IS NOT NULL THEN 1 END")},
)

HEARING = (ASR_FAILURE_SHARE, REPAIRED_SHARE, ASR_CONFIDENCE)
