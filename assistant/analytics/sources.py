"""What a build of days takes in: rows that are there, rows that are new, rows that are to go.

Each row once, by its key: what is there already is not new, however often and on whatever day it
is brought again. A session that is there on several days is built from all of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.manifest import Manifest
from assistant.analytics.parts import STORED, put_in_order, relation, session_number
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.rows_of_lines import LOGGED_OF_TURNS, MADE_OF_TURNS
from assistant.analytics.tables import EVENTS, TURNS

COLUMNS: Final = {"turns": LOGGED_OF_TURNS, "events": EVENTS.names}
KEYS: Final = {"turns": "query_id", "events": "event_id"}
LOGGED: Final = ("turns", "events")

_GOES: Final = (
    "(coalesce(session_id IN (FROM going_sessions), false) "
    "OR coalesce(client_id IN (FROM going_clients), false))"
)
_SESSION: Final = session_number("session_id")
_IS_NEAR: Final = f"WHERE {_SESSION} IN (FROM near_sessions)"


@dataclass(frozen=True, slots=True)
class Going:
    """Whose rows are to go."""

    session_ids: tuple[str, ...] = ()
    client_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.session_ids or self.client_ids)


NOBODY: Final = Going()


class Sources:
    """The rows of one build, as relations of one connection.

    Args:
        connection: Of the build.
        folder: Of the tables.
        manifest: What is there; what is built later is put into `manifest`.
        new: Names of relations with new rows, by table; they may hold a row twice, and rows that
            are there already.
        going: Whose rows are to go.
        relink: Whether all events are to be looked at for turns of other sessions, not only new
            ones: a turn may have come after an event that names it.
    """

    def __init__(
        self,
        connection: DuckDBPyConnection,
        folder: Path,
        manifest: Manifest,
        new: dict[str, str],
        going: Going = NOBODY,
        *,
        relink: bool = False,
    ) -> None:
        self._connection = connection
        self._run = connection.execute
        self._folder = folder
        self.manifest = manifest
        self._goes = bool(going)
        self._relinks = relink
        self._name_going(going)
        self._new_names: set[str] = set()
        self.new_rows: dict[str, dict[str, int]] = {}
        """How many rows are really new, by day, by table."""
        for table in LOGGED:
            self.new_rows[table] = self._note_new(table, new[table]) if table in new else {}
        self._note_presence()

    # --- what is touched ----------------------------------------------------------------------

    def going_rows(self) -> dict[str, int]:
        """Return how many rows are to go by day."""
        if not self._goes:
            return {}
        rows = (f"SELECT day FROM ({self._parts(table)}) WHERE {_GOES}" for table in LOGGED)
        return self._counted(" UNION ALL ".join(rows))

    def days_of_new(self, table: str) -> set[str]:
        """Return all days of the sessions that new rows of a table are about."""
        if not self.new_rows[table]:
            return set()
        sessions = [f"SELECT session FROM arrived_{table}"]
        if table == "events":
            sessions.append("SELECT session FROM new_links")
        return self._days_of(sessions)

    def days_of_going(self) -> set[str]:
        """Return all days of the sessions that have rows to go."""
        return self._days_of(["FROM going_numbers"]) if self._goes else set()

    def rows_of(self, day: str) -> int:
        """Return about how many turns and events a day will have."""
        there = self.manifest.days.get(day, {})
        return sum(
            (there[table].rows if table in there else 0) + self.new_rows[table].get(day, 0)
            for table in LOGGED
        )

    # --- what a batch is made from --------------------------------------------------------------

    def gather(self, days: list[str]) -> None:
        """Make `batch_turns` and `batch_events`: all that was logged on some days, and what the
        sessions of those days have on others; both in the order in which they are written."""
        near = self._near(days)
        turns = self._logged("turns", days)
        if near:
            turns += f" UNION ALL SELECT * FROM ({self._logged('turns', near)}) {_IS_NEAR}"
        put_in_order(self._connection, TURNS, turns, "batch_turns")
        self._gather_events(days, near, "batch_turns")

    def gather_built(self, days: list[str]) -> None:
        """The same for days whose turns stay as they are: `built_turns` has all columns, unread."""
        near = self._near(days)
        turns = f"SELECT * FROM ({self._parts('turns', days)})"
        if near:
            turns += f" UNION ALL SELECT * FROM ({self._parts('turns', near)}) {_IS_NEAR}"
        self._run(f"CREATE OR REPLACE TEMP VIEW built_turns AS {turns}")
        self._gather_events(days, near, "built_turns")

    def _gather_events(self, days: list[str], near: list[str], turns: str) -> None:
        events = self._logged("events", days)
        if near:
            # What names one of their turns is theirs too, in whichever session it was done.
            self._run(
                f"""CREATE OR REPLACE TEMP TABLE near_turns AS
                SELECT query_id FROM {turns} {_IS_NEAR}"""
            )
            events += (
                f" UNION ALL SELECT * FROM ({self._logged('events', near)}) {_IS_NEAR}"
                " OR coalesce(query_id IN (FROM near_turns), false)"
            )
        put_in_order(self._connection, EVENTS, events, "batch_events")

    # --- inside -----------------------------------------------------------------------------------

    def _name_going(self, going: Going) -> None:
        for name, values in (("session", going.session_ids), ("client", going.client_ids)):
            self._run(f"CREATE OR REPLACE TEMP TABLE going_{name}s ({name}_id VARCHAR)")
            if values:
                insert = f"INSERT INTO going_{name}s SELECT unnest($values)"
                self._run(insert, {"values": list(values)})

    def _note_new(self, table: str, rows: str) -> dict[str, int]:
        """Make the view `really_TABLE`: new rows, each once; return how many by day."""
        key = KEYS[table]
        columns = ", ".join(map(name_of, COLUMNS[table]))
        self._run(
            f"""CREATE OR REPLACE TEMP TABLE arrived_{table} AS
            SELECT {_SESSION} AS session, day, count(*) AS n FROM {rows} GROUP BY 1, 2"""
        )
        view = f"SELECT {columns} FROM {rows}"
        self._run(
            # By hash: ten million keys of 36 characters are dear to group.
            f"""CREATE OR REPLACE TEMP TABLE twice_{table} AS SELECT h FROM
            (SELECT hash({key}) AS h FROM {rows}) GROUP BY h HAVING count(*) > 1"""
        )
        comes_twice = self._has_rows(f"twice_{table}")
        if comes_twice:
            is_twice = f"hash({key}) IN (FROM twice_{table})"
            self._run(
                f"""CREATE OR REPLACE TEMP TABLE again_{table} AS SELECT DISTINCT ON ({key}) *
                FROM ({view} WHERE {is_twice}) ORDER BY {key}, timestamp, session_id"""
            )
            view += f" WHERE NOT {is_twice} UNION ALL SELECT * FROM again_{table}"
        days = self._run(
            f"""SELECT DISTINCT day FROM arrived_{table}
            UNION SELECT day FROM ({self._parts("presence")})
            WHERE session IN (SELECT session FROM arrived_{table})"""
        ).fetchall()
        there = self._parts(table, [str(day) for (day,) in days])
        self._run(
            f"""CREATE OR REPLACE TEMP TABLE known_{table} AS
            SELECT {key} FROM ({there}) WHERE {key} IN (SELECT {key} FROM {rows})"""
        )
        is_known = self._has_rows(f"known_{table}")
        if is_known:
            view = f"SELECT * FROM ({view}) WHERE {key} NOT IN (FROM known_{table})"
        self._run(f"CREATE OR REPLACE TEMP VIEW really_{table} AS {view}")
        if comes_twice or is_known:
            self._run(
                f"""CREATE OR REPLACE TEMP TABLE arrived_{table} AS
                SELECT {_SESSION} AS session, day, count(*) AS n
                FROM really_{table} GROUP BY 1, 2"""
            )
        found = self._run(f"SELECT day, sum(n) FROM arrived_{table} GROUP BY day").fetchall()
        return {str(day): int(count) for day, count in found}

    def _note_links(self) -> None:
        """Make `new_links`: new events that name a turn of another session, as if of that too.

        An order may be placed in a later conversation. A turn that comes after the event, as where
        a log is imported piece by piece, is seen by `aisle logs compact --rebuild`.
        """
        self._run("CREATE OR REPLACE TEMP TABLE new_links (session BIGINT, day DATE)")
        events = self._parts("events") if self._relinks else "FROM really_events"
        if not self._relinks and not self.new_rows["events"]:
            return
        self._run(
            f"""CREATE OR REPLACE TEMP TABLE naming AS SELECT query_id, {_SESSION} AS session, day
            FROM ({events}) WHERE query_id IS NOT NULL"""
        )
        own = self._days_of(["SELECT session FROM naming"])
        # First where nearly all are: among the turns of the events' own sessions.
        for days in (own, None):
            turns = f"SELECT query_id, session_id FROM ({self._parts('turns', days)})"
            if self.new_rows["turns"]:
                turns += " UNION ALL SELECT query_id, session_id FROM really_turns"
            if not self._has_rows("naming"):
                return
            self._run(
                f"""CREATE OR REPLACE TEMP TABLE named AS
                SELECT query_id, any_value({_SESSION}) AS session FROM ({turns})
                WHERE query_id IN (SELECT query_id FROM naming) GROUP BY query_id"""
            )
            self._run(
                """INSERT INTO new_links SELECT DISTINCT named.session, naming.day
                FROM naming JOIN named USING (query_id) WHERE named.session <> naming.session"""
            )
            self._run("DELETE FROM naming WHERE query_id IN (SELECT query_id FROM named)")

    def _note_presence(self) -> None:
        """Make `presence_now`: which session is there on which day, with the new ones."""
        there = f"SELECT session, day FROM ({self._parts('presence')})"
        if self._goes:
            going = " UNION ALL ".join(
                f"SELECT {_SESSION} FROM ({self._parts(table)}) WHERE {_GOES}" for table in LOGGED
            )
            self._run(f"CREATE OR REPLACE TEMP TABLE going_numbers AS {going}")
        rows = [there]
        rows += [
            f"SELECT session, day FROM arrived_{table}" for table in LOGGED if self.new_rows[table]
        ]
        self._run(f"CREATE OR REPLACE TEMP TABLE presence_now AS {' UNION ALL '.join(rows)}")
        self._note_links()
        self._run("INSERT INTO presence_now SELECT session, day FROM new_links")
        self._run(
            """CREATE OR REPLACE TEMP TABLE spans AS SELECT DISTINCT session, day FROM presence_now
            WHERE session IN (SELECT session FROM presence_now GROUP BY session
                              HAVING min(day) < max(day))"""
        )

    def presence(self, days: list[str]) -> str:
        """Return a SELECT of who is there on some days, of what was gathered for them."""
        own = " UNION ".join(
            f"SELECT {_SESSION} AS session, day FROM {rows}"
            for rows in ("counted_turns", "batch_events")
        )
        before = f"SELECT session, day FROM presence_now WHERE day IN ({_dates(days)})"
        if self._goes:
            before += " AND session NOT IN (FROM going_numbers)"
        return f"{own} UNION {before}"

    def _days_of(self, sessions: list[str]) -> set[str]:
        if not sessions:
            return set()
        found = self._run(
            "SELECT DISTINCT day FROM presence_now WHERE session IN "
            f"({' UNION ALL '.join(sessions)})"
        ).fetchall()
        return {str(day) for (day,) in found}

    def _near(self, days: list[str]) -> list[str]:
        """Note the sessions of some days that are there on others too; return those others."""
        within = _dates(days)
        self._run(
            f"""CREATE OR REPLACE TEMP TABLE near AS SELECT session, day FROM spans
            WHERE day NOT IN ({within}) AND session IN
                (SELECT session FROM spans WHERE day IN ({within}))"""
        )
        self._run("CREATE OR REPLACE TEMP TABLE near_sessions AS SELECT DISTINCT session FROM near")
        found = self._run("SELECT DISTINCT day FROM near ORDER BY day").fetchall()
        return [str(day) for (day,) in found]

    def _logged(self, table: str, days: Iterable[str]) -> str:
        """Return a SELECT of what was logged on some days, without what is to go.

        Columns that were made before are there too: those of turns whose texts have expired are
        kept.
        """
        chosen = list(days)
        columns = ", ".join(map(name_of, STORED[table].names))
        there = f"SELECT {columns} FROM ({self._parts(table, chosen)})"
        if self._goes:
            there += f" WHERE NOT {_GOES}"
        if not any(day in self.new_rows[table] for day in chosen):
            return there
        made = ", ".join(f"NULL AS {name_of(name)}" for name in MADE_OF_TURNS)
        columns = ", ".join(map(name_of, COLUMNS[table]))
        columns += f", {made}" if table == "turns" else ""
        new = f"SELECT {columns} FROM really_{table} WHERE day IN ({_dates(chosen)})"
        return f"{there} UNION ALL {new}"

    def _parts(self, table: str, days: Iterable[str] | None = None) -> str:
        """Return a SELECT of what is there of some days, or of all."""
        chosen = self.manifest.days if days is None else days
        parts = [
            self.manifest.days[day][table]
            for day in sorted(chosen)
            if table in self.manifest.days.get(day, {})
        ]
        return relation(self._folder, STORED[table], parts)

    def _counted(self, days: str) -> dict[str, int]:
        found = self._run(f"SELECT day, count(*) FROM ({days}) GROUP BY day").fetchall()
        return {str(day): int(count) for day, count in found}

    def _has_rows(self, table: str) -> bool:
        return bool(self._run(f"SELECT 1 FROM {table} LIMIT 1").fetchall())


def _dates(days: Iterable[str]) -> str:
    return ", ".join(f"DATE {text_of(day)}" for day in days) or "NULL"
