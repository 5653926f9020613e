"""Running scenarios: conversations with the assistant, many at once, kept as they end.

record.py        what is kept of a trial
driver.py        how something is said to the assistant, and what comes back
typed.py         by typing
trial.py         one conversation from its first word to its last
attempts.py      again while its simulation is no valid one
player.py        what one process does: plays, judges, looks into the catalog
worker.py        that process
workers.py       all of them, replaced when they die
order.py         which trials a run has, each with its seed
play_run.py      a run from its plan to its last trial
journal.py       the trials on disk as they end
folder.py        everything else of a run on disk; `read_run`
stamp.py         what could explain a difference to another run
"""
