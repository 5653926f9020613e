"""The analysts' API with answers made up once: what the pages are tested against, without a log."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from assistant.analyst import site

Answer = dict[str, Any]

KEY = "ak_of_an_analyst"
HOSTILE = "<img src=x onerror=\"document.title='taken'\"> red boots"
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 28)
SESSION = "s-1"
UNITS = {
    "sessions": "count",
    "turns": "count",
    "shopping_share": "share",
    "depth": "per_session",
    "zero_result_share": "share",
    "relaxed_share": "share",
    "reformulation_share": "share",
    "repeated_share": "share",
    "spoken_to_asked": "share",
    "spoken_to_cart": "share",
    "spoken_to_order": "share",
    "click_through": "share",
    "abandonment": "share",
    "cost_per_turn": "usd",
    "asr_failure_share": "share",
}
INTENTS: tuple[str | None, ...] = ("find", "refine", "compare", "cart", "unclear", None, "(other)")
_ROW_KEYS = ("query_id", "session_id", "turn", "day", "timestamp", "modality", "user_query")
_MORE_KEYS = ("raw_transcript", "intent", "category", "shown", "zero_results", "was_relaxed")
_LAST_KEYS = ("reformulation", "outcome", "tier", "reply", "audio")
TURN: Answer = dict.fromkeys((*_ROW_KEYS, *_MORE_KEYS, *_LAST_KEYS)) | {
    "query_id": "q-1",
    "session_id": SESSION,
    "turn": 0,
    "day": "2026-10-28",
    "timestamp": "2026-10-28T09:30:00.000Z",
    "modality": "voice",
    "user_query": HOSTILE,
    "raw_transcript": "red boats",
    "intent": "find",
    "category": "boots",
    "shown": 0,
    "zero_results": True,
    "was_relaxed": False,
    "outcome": "completed",
    "tier": "template",
    "reply": "I found no <b>red boots</b>.",
    "audio": "a.wav",
}


@dataclass
class Recorded:
    """What was asked and changed, and what goes wrong next."""

    asked: list[str] = field(default_factory=list)
    changed: list[tuple[str, str, Answer]] = field(default_factory=list)
    fails: set[str] = field(default_factory=set)
    """Paths that are answered 503."""
    views: dict[str, str] = field(default_factory=dict)
    terms: list[str] = field(default_factory=lambda: ["Oddfell"])
    today: str | None = None
    """Which day it is for the server."""

    def reset(self) -> None:
        """Make it what it was at first."""
        fresh = Recorded()
        for each in fields(self):
            setattr(self, each.name, getattr(fresh, each.name))


def table(
    columns: list[tuple[str, str | None]], rows: list[list[Any]], request: Request, **more: Any
) -> Answer:
    """Return a table as the API answers it."""
    asked = request.query_params
    return {
        "columns": [
            {"name": name, "title": name.replace("_", " ").capitalize(), "unit": unit}
            for name, unit in columns
        ],
        "rows": rows,
        "range": {"from": asked.get("from", str(FIRST)), "to": asked.get("to", str(LAST))},
        "fresh_at": "2026-10-28T21:05:00.000Z",
        "took_ms": 12.4,
        **more,
    }


def _days(request: Request) -> list[date]:
    first = date.fromisoformat(request.query_params.get("from", str(FIRST)))
    last = date.fromisoformat(request.query_params.get("to", str(LAST)))
    count = min((last - first).days + 1, 400)
    return [first + timedelta(days=at) for at in range(count)]


def _is_empty(request: Request) -> bool:
    return not any(FIRST <= day <= LAST for day in _days(request))


def _value(name: str, at: int, nothing: bool) -> list[Any]:
    """A measure's cells; the third group had nothing to count, the fifth had seven cases."""
    unit = UNITS[name]
    if unit == "count":
        return [0 if nothing else 1200 - 130 * at]
    value = None if nothing or at == 2 else round(0.31 / (1 + at % 4), 4)
    if unit == "usd":
        return [None if nothing else 0.0012]
    return [value, 0 if value is None else 7 if at == 4 else 900 - 20 * at]


def figures(request: Request) -> Answer:
    """Return figures by day, by any group, or one row."""
    names = request.query_params["measures"].split(",")
    by = request.query_params.get("by")
    nothing = _is_empty(request)
    columns: list[tuple[str, str | None]] = [(by, "day" if by == "day" else "text")] if by else []
    for name in names:
        columns.append((name, UNITS[name]))
        if UNITS[name] in ("share", "per_session"):
            columns.append((f"{name}_n", "count"))
    groups: list[Any] = [None] if by is None else [*INTENTS]
    if by == "day":
        groups = [day.isoformat() for day in _days(request)]
    elif by == "modality":
        groups = ["voice", "text"]
    rows = [
        [
            *([group] if by else []),
            *[cell for name in names for cell in _value(name, at % 7, nothing)],
        ]
        for at, group in enumerate(groups)
    ]
    return table(columns, [] if nothing and by and by != "day" else rows, request)


_FUNNEL = (("sessions", 900), ("shown", 700), ("spoken", 640), ("cart", 90), ("order", 7))
_CLUSTER_COLUMNS: list[tuple[str, str | None]] = [
    ("id", "text"),
    ("label", "text"),
    ("turns", "count"),
    ("sessions", "count"),
    ("share", "share"),
    ("trend", "share"),
    ("trend_low", "share"),
    ("trend_high", "share"),
    ("trend_told", "text"),
    ("reasons", "text"),
    ("examples", "text"),
    ("carts", "count"),
]
_SAID = ["a wool hammock", HOSTILE]
_CLUSTERS: list[list[Any]] = [
    [
        *("c1", "<b>wool</b> hammock", 320, 200, 0.21, 0.4, 0.1, 0.8, "up"),
        *({"category": 300, "zero": 20}, _SAID, 2),
    ],
    [
        *("c2", "purple kayak", 41, 30, 0.03, -0.2, -0.6, 0.5, "cannot_tell"),
        *({"relaxed": 41}, ["purple kayak"], 0),
    ],
]


def clusters(request: Request) -> Answer:
    """Return clusters of queries."""
    return table(_CLUSTER_COLUMNS, [] if _is_empty(request) else _CLUSTERS, request)


def one_cluster(request: Request) -> Answer:
    """Return one cluster."""
    by_day = [{"day": day.isoformat(), "turns": 10 + day.day % 5} for day in _days(request)]
    example = {name: TURN[name] for name in ("query_id", "session_id", "day", "user_query")}
    queries = [{"query": "a wool hammock", "turns": 80}, {"query": HOSTILE, "turns": 1}]
    told = {"by_day": by_day, "queries": queries, "examples": [example]}
    return {"id": "c1", "label": "<b>wool</b> hammock", "took_ms": 5.0, **told}


def turns(request: Request) -> Answer:
    """Return turns, a second page behind the first."""
    rows = [] if _is_empty(request) else [list(TURN.values())]
    more = None if "after" in request.query_params else "2026-10-28T09:30:00,q-1"
    return table([(name, None) for name in TURN], rows, request, next=more)


def session(_: Request) -> Answer:
    """Return one session."""
    wish = {"kind": "colour", "value": "red", "wanted": True, "hard": True}
    price = {"kind": "price", "value": {"low": None, "high": "90"}, "wanted": True, "hard": False}
    shown = {"titles": ["Boot <i>one</i>", "Boot two"], "query_response_hit_ids": ["p1", "p2"]}
    turn = TURN | shown | {"constraints": [wish, price], "relaxed": [], "spoken_ids": ["p1"]}
    turn |= {"first_audio_ms": 431.2, "asr_confidence": 0.71, "cost_usd": 0.0, "model": None}
    event = {"action_name": "click", "title": HOSTILE, "timestamp": "2026-10-28T09:31:00.000Z"}
    sums = {"started_at": "2026-10-28T09:30:00.000Z", "turns": 1, "modality": "voice"}
    sums |= {"door": "realtime", "searches": 1, "zero_results": 1, "carts": 0, "orders": 0}
    sums |= {"cost_usd": 0.0, "abandoned": True}
    return {"id": SESSION, "session": sums, "turns": [turn], "events": [event | {"ordinal": 2}]}


_LATENCY_COLUMNS: list[tuple[str, str | None]] = [("stage", "text"), ("turns", "count")]
_LATENCY_COLUMNS += [(name, "ms") for name in ("p50", "p95", "p99")]


def latency(request: Request) -> Answer:
    """Return percentiles."""
    row = ["first_audio_ms", 500, 420.0, 910.0, 1600.0]
    by = request.query_params.get("by")
    if by == "day":
        rows = [[day.isoformat(), *row] for day in _days(request)]
        return table([("day", "day"), *_LATENCY_COLUMNS], rows, request)
    if by:
        return table([(by, "text"), *_LATENCY_COLUMNS], [["template", *row]], request)
    return table(_LATENCY_COLUMNS, [row], request)


def compare(request: Request) -> Answer:
    """Return voice against text."""
    columns: list[tuple[str, str | None]] = [("intent", "text"), ("voice", "share")]
    columns += [("voice_n", "count"), ("text", "share"), ("text_n", "count")]
    columns += [("difference", "share"), ("low", "share"), ("high", "share")]
    rows: list[list[Any]] = [
        ["find", 0.12, 900, 0.08, 800, 0.04, 0.02, 0.06],
        ["refine", 0.1, 7, 0.12, 300, -0.02, -0.2, 0.16],
        ["compare", None, 0, 0.1, 20, None, None, None],
    ]
    return table(columns, rows, request)


def experiments(request: Request) -> Answer:
    """Return the experiments that ran."""
    arms = [{"arm": "a", "sessions": 500}, {"arm": "b", "sessions": 480}]
    return table([("experiment", "text"), ("arms", "text")], [["greeting", arms]], request)


def experiment(request: Request) -> Answer:
    """Return A against B."""
    columns: list[tuple[str, str | None]] = [("measure", "text"), ("unit", "text")]
    columns += [("a", None), ("a_n", "count"), ("b", None), ("b_n", "count")]
    columns += [(name, None) for name in ("difference", "low", "high", "p")]
    rows: list[list[Any]] = [
        ["spoken_to_cart", "share", 0.1, 500, 0.15, 480, 0.05, 0.01, 0.09, 0.0004],
        ["cost_per_turn", "usd", 0.0012, 500, 0.0011, 480, -0.0001, -0.0003, 0.0001, 0.31],
    ]
    arms = [{"arm": "a", "sessions": 500}, {"arm": "b", "sessions": 480}]
    return table(columns, rows, request, arms=arms, a="a", b="b", warnings=["Arms differ in size."])


def misheard(request: Request) -> Answer:
    """Return what is misheard."""
    columns: list[tuple[str, str | None]] = [("heard", "text"), ("understood", "text")]
    columns += [("turns", "count"), ("repaired", "share"), ("in_vocabulary", None)]
    rows = [
        ["night", "Nike", 40, 0.9, True],
        [HOSTILE, "Cairnsley", 12, 0.0, False],
        ["row candor", "Rokanda", 9, 0.0, False],
    ]
    return table(columns, rows, request)


def segments(_: Request) -> Answer:
    """Return what the filters can be."""
    return {
        "first": str(FIRST),
        "last": str(LAST),
        "modality": [{"value": "voice", "turns": 900}, {"value": "text", "turns": 300}],
        "intent": [{"value": value, "turns": 100} for value in INTENTS[:6]],
        "category": [{"value": HOSTILE, "turns": 5}, {"value": "boots", "turns": 90}],
    }


def measures(_: Request) -> Answer:
    """Return the measures."""
    told = {"better": "higher", "about": "As it is.", "edges": [], "sources": ["daily", "turns"]}
    title = {name: name.replace("_", " ").capitalize() for name in UNITS}
    return {
        "measures": [
            {"name": name, "title": title[name], "unit": UNITS[name], **told} for name in UNITS
        ]
    }


ANSWERS = {
    "measures": measures,
    "segments": segments,
    "figures": figures,
    "figures/compare": compare,
    "latency": latency,
    "unmet": clusters,
    "unmet/c1": one_cluster,
    "topics": clusters,
    "topics/c1": one_cluster,
    "turns": turns,
    "sessions": turns,
    f"sessions/{SESSION}": session,
    "experiments": experiments,
    "experiments/greeting": experiment,
    "misheard": misheard,
}


def _refusal(status: int, message: str) -> Response:
    told = {"error": {"message": message, "type": "x", "param": None, "code": None}}
    return JSONResponse(told, status_code=status)


def recorded_app(state: Recorded) -> FastAPI:
    """Return the pages and the API that they ask."""
    app = FastAPI()
    app.include_router(site.router)

    @app.api_route("/v1/analytics/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
    async def answer(path: str, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return _refusal(401, "This key is not known; ask the operator for one.")
        if path in state.fails:
            return _refusal(503, "The tables cannot be read; try again in a moment.")
        if request.method != "GET":
            body = await request.body()
            state.changed.append((request.method, path, await request.json() if body else {}))
            return _changed(state, request.method, path)
        state.asked.append(f"{path}?{request.query_params}")
        if path == "funnel":
            return JSONResponse(_funnel(request))
        if path == "hearing-terms":
            return JSONResponse({"terms": [{"term": term} for term in state.terms]})
        if path == "views":
            kept = [{"name": n, "url": u, "saved_at": None} for n, u in state.views.items()]
            return JSONResponse({"views": kept})
        if path == "review":
            return JSONResponse(_queue())
        if path.endswith("/audio/0"):
            return Response(b"RIFF", media_type="audio/wav")
        if path not in ANSWERS:
            return _refusal(404, "There is no such thing.")
        told = ANSWERS[path](request)
        if path == "segments":
            told["today"] = state.today
        if request.query_params.get("format") == "csv":
            name = path.replace("/", "-")
            headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
            text = ",".join(column["name"] for column in told["columns"]) + "\r\n"
            return Response(text, media_type="text/csv", headers=headers)
        return JSONResponse(told)

    return app


def _queue() -> Answer:
    before = TURN | {"query_id": "q-0", "user_query": "boots for the rain", "reply": "Boot two."}
    of = TURN | {"before": before, "titles": ["Boot <i>one</i>", "Boot two"]}
    review = {"session_id": SESSION, "day": TURN["day"], "of": of, "why": "random"}
    review |= {"verdict": None, "intent": None, "note": None, "scenario": None}
    ids = ("q-1", "q-2", "q-3")
    counts = {"waiting": len(ids), "agree": 0, "disagree": 0}
    turns = [{"query_id": id_, **review} for id_ in ids]
    return {"turns": turns, "counts": counts, "took_ms": 1.0}


def _changed(state: Recorded, method: str, path: str) -> Response:
    what, _, name = path.partition("/")
    if what == "views" and method == "PUT":
        state.views[name] = state.changed[-1][2]["url"]
    elif what == "views":
        state.views.pop(name, None)
    elif what == "hearing-terms" and method == "POST":
        state.terms.append(state.changed[-1][2]["term"])
    return JSONResponse({"added": 3})


def _funnel(request: Request) -> Answer:
    columns: list[tuple[str, str | None]] = [("step", "text"), ("sessions", "count")]
    by = request.query_params.get("by")
    if _is_empty(request):
        return table(columns, [], request)
    if not by:
        return table(columns, [list(step) for step in _FUNNEL], request)
    rows = [[group, *step] for group in ("voice", "text") for step in _FUNNEL]
    return table([(by, "text"), *columns], rows, request)


@contextmanager
def serving(state: Recorded) -> Iterator[str]:
    """Serve it on loopback; yield the address."""
    config = uvicorn.Config(recorded_app(state), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
            assert thread.is_alive(), "the server did not start"
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(5)
