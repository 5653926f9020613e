"""The log's tables in Postgres, for many nodes; needs the extra `postgres`.

store.py        the store: what `assistant.analytics.store.Store` says
connecting.py   the pool of connections, and errors without the password
schema.py       the tables of one shop in a schema of its own, made and extended by itself
bringing.py     rows from DuckDB to Postgres and back, as CSV through a pipe
merging.py      new rows into the tables, and what is made of them
dialect.py      our own questions as psycopg takes them
asking.py       an analyst's own question: read only, bounded, one statement
"""
