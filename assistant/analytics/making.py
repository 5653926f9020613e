"""The SQL that makes the columns and tables that were not logged; each store runs it.

Every function takes the names of relations that hold whole sessions: every turn and every event of
each session that has anything on the day, on whichever day those were, and every event that names
one of those turns. What comes out has rows of other days too: keep `WHERE day = ...`. That is how
a session over midnight is one, and an order of next week finds the turn that it is owed to.
"""

from assistant.analytics.made.daily import daily_sql
from assistant.analytics.made.latency import latency_sql
from assistant.analytics.made.sessions import sessions_sql
from assistant.analytics.made.turns import MADE as MADE_OF_TURNS
from assistant.analytics.made.turns import turns_sql

__all__ = ["MADE_OF_TURNS", "daily_sql", "latency_sql", "sessions_sql", "turns_sql"]
