"""The figures of `aisle bench load`."""

from typing import Any

from evals.bench.figure import Figure, Report, mean_of, median_of, percentile_of
from evals.bench.load.caller import Asked
from evals.bench.load.crowd import Talked
from evals.bench.load.idle import Idle
from evals.bench.load.lag import LATE_S
from evals.bench.load.plan import LoadPlan
from evals.wer import word_errors

P95_MS = 1_500.0
"""Asked for four conversations at once, each speaking a third of the time."""
IDLE_MIB = 15.0
GAP_S = 0.02
"""One frame; what is shorter is the tick of the client's clock."""

_STEPS = ("final_transcript_ms", "turn_committed_ms", "products_ms", "first_audio_ms")


def report_of(
    talked: Talked, idle: Idle | None, plan: LoadPlan, stamped: dict[str, Any], load: float
) -> Report:
    """Return the figures.

    Args:
        talked: What was heard.
        idle: What sessions cost that nobody speaks in; None was not measured.
        plan: What was asked for.
        stamped: What it was measured with.
        load: How many wanted to run on each core when it began.
    """
    return Report(
        "load",
        (
            *_answers(talked),
            *_losses(talked),
            *_steps(talked),
            *_costs(talked, load),
            *_idle(idle),
        ),
        {**stamped, "conversations": plan.conversations, "minutes": plan.minutes},
        tuple(_detail(asked) for asked in talked.asked),
    )


def _answers(talked: Talked) -> list[Figure]:
    times = [ms for asked in talked.asked if (ms := asked.first_audio_ms) is not None]
    errors = word_errors(
        [asked.question.text for asked in talked.asked], [asked.heard for asked in talked.asked]
    )
    return [
        median_of("first audio, median", times, "ms"),
        percentile_of("first audio, p95", times, 95, "ms", reach=P95_MS),
        Figure("first audio, worst", max(times, default=None), "ms", len(times)),
        Figure("word error rate", errors.rate, "", errors.words),
    ]


def _losses(talked: Talked) -> list[Figure]:
    asked, count = talked.asked, len(talked.asked)
    lost = sum(not one.answers for one in asked)
    answers = [reply for one in asked for reply in one.answers]
    gaps = [gap for reply in answers for gap in reply.player.gaps if gap >= GAP_S]
    return [
        Figure("questions without an answer", lost, "", count, reach=0),
        Figure("errors that clients were told", sum(talked.errors.values()), "", count, reach=0),
        Figure("gaps in replies", len(gaps), "", len(answers), reach=0),
        Figure("longest gap", max(gaps, default=0.0) * 1000, "ms", len(answers)),
        mean_of("questions cut short", [float(one.cut) for one in asked]),
        Figure("share of the time that each speaks", talked.share, "", count),
    ]


def _steps(talked: Talked) -> list[Figure]:
    told = [one.timings_ms[-1] for one in talked.asked if one.timings_ms]
    return [
        median_of(
            f"server: {step.removesuffix('_ms').replace('_', ' ')}",
            [value for timings in told if (value := timings.get(step)) is not None],
            "ms",
        )
        for step in _STEPS
    ]


def _costs(talked: Talked, load: float) -> list[Figure]:
    lateness, used = talked.lateness, talked.cores
    late_ms = [late * 1000 for late in talked.late_s]
    n = len(talked.asked)
    figures = [
        Figure("server's event loop, late on average", lateness.mean_ms, "ms", lateness.n)
        if lateness
        else Figure("server's event loop, late on average", None, "ms", 0),
        Figure(f"looks that it was over {LATE_S * 1000:.0f} ms late", lateness.late_share, "",
               lateness.n)
        if lateness
        else Figure(f"looks that it was over {LATE_S * 1000:.0f} ms late", None, "", 0),
        Figure("load generator: frames late, p95", _p95(late_ms), "ms", len(late_ms)),
        Figure("load a core before", load, "", 1),
    ]  # fmt: skip
    for name, value in (
        ("server", used.server if used else None),
        ("voices", used.voices if used else None),
        ("load generator", used.ours if used else None),
        ("everything else on the machine", used.others if used else None),
        ("threads of the server that wait for a core", used.waiting if used else None),
    ):
        figures.append(Figure(f"cores: {name}", value, "", n))
    return figures


def _p95(values: list[float]) -> float | None:
    """Return it without an interval: there are too many values to draw anew."""
    return sorted(values)[int(0.95 * (len(values) - 1))] if values else None


def _idle(idle: Idle | None) -> list[Figure]:
    if idle is None:
        return [Figure("idle session, resident", None, "MiB", 0, reach=IDLE_MIB)]
    n = idle.sessions
    return [
        Figure("idle session, resident", idle.rss_mib, "MiB", n, reach=IDLE_MIB),
        Figure("idle session, proportional", idle.pss_mib, "MiB", n, reach=IDLE_MIB),
        Figure("session with an open microphone", idle.open_rss_mib, "MiB", n, reach=IDLE_MIB),
        Figure("server with no session", idle.before.rss_mib, "MiB", 1),
        Figure("its voices", idle.before.voices_mib, "MiB", 1),
        Figure("cores: idle sessions", idle.silent_cores, "", n),
        Figure("cores: sessions with open microphones", idle.open_cores, "", n),
    ]


def _detail(asked: Asked) -> dict[str, Any]:
    return {
        "question": asked.question.name,
        "said": asked.question.text,
        "heard": asked.heard,
        "first_audio_ms": asked.first_audio_ms,
        "replies": [
            {
                "status": reply.status,
                "sound_s": round(reply.player.sound_s, 2),
                "gaps_ms": [round(gap * 1000) for gap in reply.player.gaps],
            }
            for reply in asked.replies.values()
        ],
        "server_ms": asked.timings_ms,
    }
