"""The sessions of a synthesised log played: rows of `turns` and `events`, written as Parquet.

A stretch of sessions at a time: numpy draws what differs between sessions that play the same
script, DuckDB joins it with the script's lines and writes the file. Memory stays with the
stretch, and each row is a function of the seed and of its place.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt

from assistant.analytics.synth import plan as planted
from assistant.analytics.synth.casting import DOORS, Cast
from assistant.analytics.synth.plan import Plan, day_at
from assistant.analytics.synth.scenes import Scenes
from assistant.analytics.synth.timings import MODELS, TIERS, took
from assistant.analytics.tables import EVENTS, TURNS

_DAY_S: Final = 86_400
_GAP_S: Final = 17.0
"""Between two turns of a session, in the middle."""
_PROMPT_S: Final = 1_000.0
"""Within it all is done after a turn that is not done days later."""
_CONSENTED: Final = 0.04
"""Share of spoken sessions whose shopper lets the sound be kept. No sound is written, though."""

Columns = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sessions from `first` to before `end`, and the number of their first turn."""

    first: int
    end: int
    turn: int


def stretches(
    turns: npt.NDArray[np.int64], start_s: npt.NDArray[np.float64], most: int
) -> list[Stretch]:
    """Cut the sessions at the ends of days, with about `most` turns each.

    Args:
        turns: int64 [sessions].
        start_s: float64 [sessions], rising.
        most: Turns of a stretch; a single day may have more.
    """
    day = (start_s // _DAY_S).astype(np.int64)
    ends = np.flatnonzero(np.diff(day, append=day[-1] + 1)) + 1
    summed = np.cumsum(turns)
    cut: list[Stretch] = []
    first, before = 0, 0
    for end in ends.tolist():
        if summed[end - 1] - before >= most or end == len(turns):
            cut.append(Stretch(first, end, before))
            first, before = end, int(summed[end - 1])
    return cut


class Playing:
    """Writes stretches of one log.

    Args:
        database: Holds `lines` and `deeds`.
        plan: Which log.
        cast: The sessions.
        scenes: Their scripts.
        turns: int64 [sessions]: how many lines of its script each plays.
    """

    def __init__(
        self,
        database: duckdb.DuckDBPyConnection,
        plan: Plan,
        cast: Cast,
        scenes: Scenes,
        turns: npt.NDArray[np.int64],
    ) -> None:
        self._database = database
        self._plan = plan
        self._cast = cast
        self._scenes = scenes
        self._turns = turns
        self._arms = sorted(planted.EXPERIMENTS)
        assert list(planted.EXPERIMENTS) == self._arms, "columns of arms are in order of the names"

    def play(self, stretch: Stretch, turns: Path, events: Path) -> None:
        """Write the turns and the events of a stretch."""
        sessions, played = self._drawn(stretch)
        self._database.register("sessions_drawn", sessions)
        self._database.register("turns_drawn", played)
        self._database.execute(f"CREATE OR REPLACE TEMP TABLE played AS {_PLAYED}")
        _copy(self._database, self._turns_sql(), turns)
        _copy(self._database, self._events_sql(), events)
        for name in ("sessions_drawn", "turns_drawn"):
            self._database.unregister(name)

    def _drawn(self, stretch: Stretch) -> tuple[Columns, Columns]:
        rng = np.random.default_rng([self._plan.seed, 1, stretch.first])
        which = np.arange(stretch.first, stretch.end)
        turns = self._turns[stretch.first : stretch.end]
        n, many = len(which), int(turns.sum())
        cast = self._cast
        session = np.repeat(np.arange(n), turns)
        begun = np.cumsum(turns) - turns
        turn = np.arange(many) - begun[session]
        gap = np.where(turn > 0, _GAP_S * rng.lognormal(0, 0.6, many), 0.0)
        gone = np.cumsum(gap)
        start_s = cast.start_s[which]
        at_s = start_s[session] + gone - gone[begun][session]
        # A session that would be at it after the last midnight began so much earlier.
        last_s = at_s[begun + turns - 1]
        over_s = np.maximum(0.0, last_s + _PROMPT_S - self._plan.days * _DAY_S)
        start_s, at_s = start_s - over_s, at_s - over_s[session]
        spoken = cast.spoken[which][session]
        failed = rng.random(many) < self._failing(at_s)
        slow = self._slow(at_s)
        drawn = took(spoken, failed, slow, rng)
        epoch = np.datetime64(self._plan.first, "us")
        ends = at_s[begun + turns - 1]
        sessions: Columns = {
            "session": np.arange(n),
            "number": which,
            "shopper": cast.shopper[which],
            "door": cast.door[which],
            "arms": cast.arms[which] @ (1 << np.arange(len(self._arms))),
            "consented": spoken[begun] & (rng.random(n) < _CONSENTED),
            "started_at": epoch + (start_s * 1e6).astype("timedelta64[us]"),
            "ended_at": epoch + ((ends + rng.uniform(5, 60, n)) * 1e6).astype("timedelta64[us]"),
        }
        played: Columns = {
            "session": session,
            "number": stretch.turn + np.arange(many),
            "turn": turn,
            "line": (self._scenes.first[self._scenes.script[which]][session] + turn),
            "said_at": epoch + (at_s * 1e6).astype("timedelta64[us]"),
            "voice": spoken,
            "failed": failed,
            "interrupted": spoken & ~failed & (rng.random(many) < planted.INTERRUPTED),
            "heard_share": rng.uniform(0.15, 0.8, many),
            "noise": rng.normal(0, 0.05, many),
            "late": rng.random(many) < 0.01,
            "tier": drawn.tier,
            "cost_usd": drawn.cost_usd,
            **{name: getattr(drawn, name) for name in _TIMINGS},
        }
        return sessions, played

    def _failing(self, at_s: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        first_s = (day_at(self._plan, planted.OUTAGE_DAY) - self._plan.first).days * _DAY_S
        low, high = (first_s + hour * 3_600 for hour in planted.OUTAGE_HOURS)
        share: npt.NDArray[np.float64] = np.where(
            (at_s >= low) & (at_s < high), planted.OUTAGE_FAILED, planted.FAILED
        )
        return share

    def _slow(self, at_s: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
        day = (day_at(self._plan, planted.SLOW_DAY) - self._plan.first).days
        return np.where(at_s // _DAY_S == day, planted.SLOW, 1.0).astype(np.float32)

    def _ids(self) -> dict[str, str]:
        seed = self._plan.seed
        return {
            "application": "'aisle'",
            "tenant": f"'{self._plan.tenant}'",
            "session_id": f"CAST(md5('{seed}/s/' || session_number) AS UUID)::VARCHAR",
            "client_id": f"CASE WHEN shopper >= 0 THEN 'synth-{seed}-' || shopper END",
            "query_id": f"CAST(md5('{seed}/t/' || number) AS UUID)::VARCHAR",
        }

    def _turns_sql(self) -> str:
        arms = " || ',' || ".join(
            f"'\"{name}\":\"' || CASE WHEN arms & {1 << place} > 0 THEN 'b' ELSE 'a' END || '\"'"
            for place, name in enumerate(self._arms)
        )
        columns = {
            **self._ids(),
            "timestamp": "said_at",
            "day": "CAST(said_at AS DATE)",
            "turn": "CASE WHEN NOT failed THEN turn END",
            "schema": "'aisle.turn/2'",
            "modality": "CASE WHEN voice THEN 'voice' ELSE 'text' END",
            "door": _chosen("door", DOORS),
            "user_query": "user_query",
            "raw_transcript": "raw_transcript",
            "asr_confidence": "CASE WHEN voice THEN"
            " round(least(0.995, greatest(0.05, confidence + noise)), 4) END",
            "acts": _unless_failed("acts", "'[]'"),
            "intent": _unless_failed("act"),
            "constraints": _unless_failed("constraints", "'[]'"),
            "wishes": _unless_failed("wishes", "0"),
            "category": _unless_failed("category"),
            "brand": _unless_failed("brand"),
            "query": _unless_failed("query"),
            "query_response_hit_ids": _unless_failed("hits", "'[]'"),
            "object_id_field": "'product_id'",
            "titles": _unless_failed("titles", "'[]'"),
            "spoken_ids": _unless_failed("spoken_ids"),
            "shown": _unless_failed("shown", "0"),
            "found": _unless_failed("found"),
            "spoken": _unless_failed("spoken"),
            "focus": _unless_failed("focus"),
            "cart": _unless_failed("cart"),
            "relaxed": _unless_failed("relaxed", "'[]'"),
            "lacking": _unless_failed("lacking"),
            "asked": _unless_failed("asked"),
            "reply": _unless_failed("reply", "''"),
            "heard": "CASE WHEN interrupted"
            " THEN left(reply, (length(reply) * heard_share)::INT) END",
            "tier": _chosen("tier", TIERS),
            "model": _chosen("tier", MODELS),
            "cost_usd": "cost_usd",
            "route": "NULL::VARCHAR",
            **{name: f"CASE WHEN NOT isnan({name}) THEN round({name}, 1) END" for name in _TIMINGS},
            "outcome": "CASE WHEN failed THEN 'failed' WHEN interrupted THEN 'interrupted'"
            " ELSE 'completed' END",
            "experiments": f"'{{' || {arms} || '}}'",
            "audio": "NULL::VARCHAR",
            "redaction": "NULL::BIGINT",
            "more": "NULL::VARCHAR",
        }
        return f"SELECT {_listed(columns, TURNS.names)} FROM played ORDER BY number"

    def _events_sql(self) -> str:
        ids = self._ids()
        whose = {name: ids[name] for name in ("application", "tenant", "session_id", "client_id")}

        def event(source: str, **columns: str) -> str:
            named = {**_NO_EVENT, **whose, **columns}
            event_id = (
                f"CAST(md5('{self._plan.seed}/e/' || {named.pop('event_id')}) AS UUID)::VARCHAR"
            )
            named |= {"event_id": event_id, "day": f"CAST({named['timestamp']} AS DATE)"}
            named["received_at"] = named.get("received_at") or named["timestamp"]
            return f"SELECT {_listed(named, EVENTS.names)} FROM {source}"

        sessions = "(SELECT *, number AS session_number FROM sessions_drawn)"
        # What would be reported after the log's end was done soon.
        end = f"TIMESTAMP '{self._plan.last + timedelta(days=1)}'"
        late_at = "said_at + to_microseconds((delay_s * 1e6)::BIGINT)"
        soon_at = f"said_at + to_microseconds((delay_s % {_PROMPT_S} * 1e6)::BIGINT)"
        done_at = f"CASE WHEN {late_at} < {end} THEN {late_at} ELSE {soon_at} END"
        parts = (
            event(
                sessions,
                event_id="'b' || number",
                action_name="'session_start'",
                timestamp="started_at - INTERVAL 2 SECOND",
            ),
            event(
                sessions,
                event_id="'z' || number",
                action_name="'session_end'",
                timestamp="ended_at",
                details='\'{"reason":"left","seconds":\''
                " || round(epoch(ended_at) - epoch(started_at), 1) || '}'",
            ),
            event(
                f"{sessions} WHERE consented",
                event_id="'c' || number",
                action_name="'consent'",
                timestamp="started_at - INTERVAL 1 SECOND",
                details="'{\"audio\":true}'",
            ),
            event(
                "played WHERE interrupted",
                event_id="'i' || number",
                action_name="'interruption'",
                query_id=ids["query_id"],
                turn="turn",
                timestamp="said_at + INTERVAL 2 SECOND",
            ),
            event(
                "played WHERE failed",
                event_id="'f' || number",
                action_name="'error'",
                timestamp="said_at + INTERVAL 1 SECOND",
                details='\'{"code":"turn_failed"}\'',
            ),
            event(
                "(SELECT deeds.* EXCLUDE (number), played.* EXCLUDE (line, number),"
                " played.number AS number, deeds.number AS deed"
                " FROM played JOIN deeds USING (line) WHERE NOT failed)",
                event_id="'d' || number || '/' || deed",
                action_name="action",
                query_id=ids["query_id"],
                turn="turn",
                timestamp=done_at,
                received_at=f"{done_at} + CASE WHEN late THEN INTERVAL 5 HOUR"
                " ELSE INTERVAL 150 MILLISECOND END",
                object_id="object_id",
                object_id_field="'product_id'",
                title="title",
                ordinal="ordinal",
                value="value",
                currency="currency",
                details="details",
            ),
        )
        return f"SELECT * FROM ({' UNION ALL '.join(parts)}) ORDER BY timestamp, event_id"


_TIMINGS: Final = (
    "final_transcript_ms", "turn_committed_ms", "products_ms", "first_reply_text_ms",
    "first_audio_ms", "understand_ms", "retrieve_ms", "reply_ms",
)  # fmt: skip
_PLAYED: Final = (
    "SELECT t.*, s.number AS session_number, s.shopper, s.door, s.arms, l.* EXCLUDE (line)"
    " FROM turns_drawn t JOIN sessions_drawn s USING (session) JOIN lines l USING (line)"
)
_NO_EVENT: Final = {
    "schema": "'aisle.event/1'",
    **dict.fromkeys(
        ("query_id", "user_query", "message_type", "message", "object_id", "object_id_field",
         "title", "currency", "more"),
        "NULL::VARCHAR",
    ),
    **dict.fromkeys(("turn", "ordinal", "redaction"), "NULL::BIGINT"),
    "value": "NULL::DOUBLE",
    "details": "'{}'",
}  # fmt: skip


def _unless_failed(value: str, instead: str = "NULL") -> str:
    return f"CASE WHEN failed THEN {instead} ELSE {value} END"


def _chosen(column: str, values: tuple[str | None, ...]) -> str:
    cases = " ".join(
        f"WHEN {place} THEN '{value}'" for place, value in enumerate(values) if value is not None
    )
    return f"CASE {column} {cases} END"


def _listed(columns: dict[str, str], names: tuple[str, ...]) -> str:
    return ", ".join(f'{columns[name]} AS "{name}"' for name in names if name in columns)


def _copy(database: duckdb.DuckDBPyConnection, sql: str, path: Path) -> None:
    quoted = str(path).replace("'", "''")
    database.execute(f"COPY ({sql}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
