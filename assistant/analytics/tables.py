"""The tables that the intent log becomes, column by column.

The same in Parquet (read by DuckDB) and in Postgres, so that one query serves both: it uses only
what both dialects mean alike (count(*) FILTER, window functions, percentile_cont, no arrays, no
JSON operators, parameters written $name). All times are UTC without a zone. Columns that hold JSON
hold it as text; the views of each store take it apart for BI tools.

`turns` and `events` are what was logged, and lossless: a record can be made again from its row.
`sessions`, `daily` and `latency` are made from them, day by day, whenever a day changes. The
columns are in `logged_tables` and `made_tables`.
"""

from assistant.analytics.column import Column, Table, Type
from assistant.analytics.logged_tables import EVENTS, TURNS
from assistant.analytics.made_tables import DAILY, LATENCY, SESSIONS

__all__ = [
    "DAILY",
    "EVENTS",
    "LATENCY",
    "LOGGED",
    "MADE",
    "SESSIONS",
    "TABLES",
    "TURNS",
    "Column",
    "Table",
    "Type",
]

LOGGED = (TURNS, EVENTS)
MADE = (SESSIONS, DAILY, LATENCY)
TABLES = (*LOGGED, *MADE)
