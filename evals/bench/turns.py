"""Whether requests are cut in two at a pause, and how long an end takes to be noticed.

Spoken texts with commas, hesitations and self-repairs (their pauses made as long as
people's are) and recordings of people where there are some. Each pause is heard once by
the real recogniser; then every rule decides on the same words and sounds. Waits are
stream time: silence after the last voiced window, without the 55 ms to the first sound.

A request counts as cut by the share of pause lengths that would cut it. "At 300 ms"
means that the rule's one knob is set so that the median end is noticed after 300 ms.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist, mean, median

from assistant.config import Settings
from evals.bench.data import shared_data
from evals.bench.figure import Figure, Report, mean_of, median_of, percentile_of
from evals.bench.stamp import stamp
from evals.bench.turns_live import live_figures
from evals.spoken_set import speak
from evals.turn_clips import cut_at_pauses
from evals.turn_points import Listener, Point, Request
from evals.turn_texts import held_out, turn_texts
from retrieval.index import status
from speech.audio_file import read_audio
from speech.completeness import Completeness
from speech.endpointing import EndpointSettings
from speech.own_pauses import MEDIAN_S, SPREAD, Habit
from speech.silero import SileroModel
from speech.turn_end import judge, wait_s
from speech.whisper import WhisperEngine
from speech.whisper_settings import WhisperSettings

Wait = Callable[[Point], float]

PAUSED = ("comma", "hesitation", "repair")
_SETTINGS = EndpointSettings()
_HABIT = Habit()
_LEAST_S, _MOST_S = 0.1, 1.6
_COSTS_S = tuple(0.1 * 1.12**step for step in range(50))
_SILENCES_S = tuple(0.1 + 0.016 * step for step in range(80))
_PAUSES_S = tuple(
    min(0.9, max(0.2, MEDIAN_S * math.exp(SPREAD * NormalDist().inv_cdf((i + 0.5) / 99))))
    for i in range(99)
)
"""What people's pauses inside a request last: 200 to 900 ms, half of them under 420."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to decide, with one knob from hasty to patient."""

    name: str
    at: Callable[[float], Wait]
    knob: Sequence[float]


def rules() -> tuple[Rule, ...]:
    """Return the rules that are compared."""
    return (
        Rule("silence only", lambda knob: lambda _: knob, _SILENCES_S),
        Rule("words only", lambda knob: lambda p: _wait(p, knob, sound=False), _COSTS_S),
        Rule("sound only", lambda knob: lambda p: _by_sound(p, knob), _COSTS_S),
        Rule("words and sound", lambda knob: lambda p: _wait(p, knob), _COSTS_S),
    )


def run(settings: Settings) -> Report:
    """Hear every request once and compare the rules; speak some to a session.

    Raises:
        RetrievalError: There is no usable index.
    """
    digest = status(settings.index_path).digest[:12]  # said before anything is spoken
    requests = _spoken(settings)
    recorded = _recorded(settings)
    figures = [*_shipped(requests, recorded), *_compared(requests, recorded)]
    paused = [text for text in turn_texts() if text.kind in PAUSED and text.held_out]
    figures += live_figures(settings, paused, _PAUSES_S)
    return Report("turns", tuple(figures), stamp(digest), tuple(map(_detail, requests)))


def shipped_wait(point: Point) -> float:
    """Return the silence that the product waits for, for a shopper not heard before."""
    return judge(point.words, point.asked, point.sound, _HABIT, _SETTINGS).wait_s


def cut_share(request: Request, wait: Wait, pauses_s: Sequence[float]) -> float:
    """Return how probable it is that the request is cut in two, 0..1.

    Args:
        request: With its pauses.
        wait: The rule.
        pauses_s: Lengths that a pause without one of its own may have, equally likely.
    """
    whole = 1.0
    for point in request.pauses:
        lengths = pauses_s if point.pause_s is None else (point.pause_s,)
        waits_s = wait(point)
        whole *= mean(length <= waits_s for length in lengths)
    return 1.0 - whole


def _wait(point: Point, cost_s: float, *, sound: bool = True) -> float:
    judgement = judge(point.words, point.asked, point.sound if sound else None, _HABIT, _SETTINGS)
    if judgement.over is None or judgement.completeness is Completeness.URGENT:
        return judgement.wait_s
    return wait_s(judgement.over, _HABIT, _LEAST_S, _MOST_S, cost_s)


def _by_sound(point: Point, cost_s: float) -> float:
    over = 1.0 / (1.0 + math.exp(-(point.sound or 0.0)))
    return wait_s(over, _HABIT, _LEAST_S, _MOST_S, cost_s)


def _spoken(settings: Settings) -> list[Request]:
    texts = turn_texts()
    clips = speak([text.text for text in texts], settings)
    engine = WhisperEngine(WhisperSettings(weights=settings.speech.weights, workers=1))
    try:
        listener = Listener(engine, SileroModel())
        heard = (
            listener.of_clip(cut_at_pauses(text, clip.samples()))
            for text, clip in zip(texts, clips, strict=True)
        )
        return [request for request in heard if request is not None]
    finally:
        engine.close()


def _recorded(settings: Settings) -> list[Request]:
    data = shared_data(settings)
    folder = None if data is None else data / "spoken-orders" / "audio"
    if folder is None or not folder.is_dir():
        return []
    engine = WhisperEngine(WhisperSettings(weights=settings.speech.weights, workers=1))
    try:
        listener = Listener(engine, SileroModel())
        heard = (
            listener.of_recording(read_audio(file).samples, held_out(file.name))
            for file in sorted(folder.iterdir())
            if file.suffix in (".flac", ".wav")
        )
        return [request for request in heard if request is not None]
    finally:
        engine.close()


def _shipped(requests: list[Request], recorded: list[Request]) -> Iterable[Figure]:
    """Yield the figures of the rule as it ships."""
    paused = [r for r in requests if r.kind in PAUSED]
    for name, some in (("", paused), (", held out", [r for r in paused if r.held_out])):
        for label, pauses_s in (
            ("pauses of 300 ms", (0.3,)),
            ("500 ms", (0.5,)),
            ("700 ms", (0.7,)),
            ("people's pauses", _PAUSES_S),
        ):
            reach = 0.05 if label != "700 ms" else None
            yield _share(f"cut in two, {label}{name}", some, shipped_wait, pauses_s, reach)
    for kind in PAUSED:
        some = [r for r in requests if r.kind == kind]
        yield _share(f"cut in two, {kind}, people's pauses", some, shipped_wait, _PAUSES_S)
    yield _share("cut in two, recordings", recorded, shipped_wait, ())
    for name, some in (("", requests), (", held out", [r for r in requests if r.held_out])):
        waits = [1000 * shipped_wait(r.end) for r in some]
        yield median_of(f"end noticed, median{name}", waits, "ms", reach=395)
        yield percentile_of(f"end noticed, p95{name}", waits, 95, "ms", reach=745)
    waits = [1000 * shipped_wait(r.end) for r in recorded]
    yield median_of("end noticed, recordings, median", waits, "ms", reach=395)
    yield percentile_of("end noticed, recordings, p95", waits, 95, "ms", reach=745)


def _compared(requests: list[Request], recorded: list[Request]) -> Iterable[Figure]:
    """Yield each rule's cuts at two latencies, and its latency at 5 % cuts."""
    groups = {kind: [r for r in requests if r.kind == kind] for kind in PAUSED}
    groups |= {"held out": [r for r in requests if r.kind in PAUSED and r.held_out]}
    groups |= {"recordings": recorded}
    for rule in rules():
        for group, some in groups.items():
            ends = recorded if group == "recordings" else requests
            for budget_s in (0.3, 0.6):
                name = f"{rule.name}, {group}: cut at {1000 * budget_s:.0f} ms"
                wait = _at_median(rule, ends, budget_s)
                yield _share(name, some, wait, _PAUSES_S) if wait else Figure(name, None, "", 0)
            yield _latency(rule, group, some, ends)


def _at_median(rule: Rule, ends: list[Request], budget_s: float) -> Wait | None:
    """Return the rule at its most patient knob whose median wait is within the budget."""
    chosen = None
    for knob in rule.knob if ends else ():
        wait = rule.at(knob)
        if median(wait(r.end) for r in ends) <= budget_s + 1e-6:
            chosen = wait
    return chosen


def _latency(rule: Rule, group: str, some: list[Request], ends: list[Request]) -> Figure:
    name = f"{rule.name}, {group}: median at 5 % cuts"
    for knob in rule.knob if some else ():
        wait = rule.at(knob)
        if mean(cut_share(r, wait, _PAUSES_S) for r in some) <= 0.05:
            return median_of(name, [1000 * wait(r.end) for r in ends], "ms")
    return Figure(name, None, "ms", 0)


def _share(
    name: str,
    requests: Sequence[Request],
    wait: Wait,
    pauses_s: Sequence[float],
    reach: float | None = None,
) -> Figure:
    shares = [cut_share(request, wait, pauses_s) for request in requests]
    return mean_of(name, shares, reach=reach)


def _detail(request: Request) -> dict[str, object]:
    def told(point: Point) -> dict[str, object]:
        return {"words": point.words, "sound": point.sound, "wait_s": shipped_wait(point)}

    return {
        "kind": request.kind,
        "held_out": request.held_out,
        "pauses": [told(point) for point in request.pauses],
        "end": told(request.end),
    }
