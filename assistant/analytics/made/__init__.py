"""The SQL of the made columns and tables, in the subset that DuckDB and Postgres mean alike.

turns.py      what a turn is beside the others of its session
credit.py     which turn an event is owed to
sessions.py   one row a session
daily.py      counts by day and by what is named of turns
latency.py    histograms of the timings
"""
