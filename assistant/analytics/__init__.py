"""The intent log as tables that can be asked: Parquet read by DuckDB, or Postgres.

    tables.py        the tables, column by column: the same in both stores
    store.py         what a store can do; the seam between tables and questions
    filters.py       which days and which turns a question is about
    measures/        what is counted, each with its edge cases

Segments (`assistant.intent_log`) -> compaction -> turns, events -> sessions, daily, latency
-> measures -> the analysts' pages (`assistant.analyst`) and `aisle logs`.
"""
