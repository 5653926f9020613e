"""Running scenarios: conversations with the assistant, many at once, kept as they end.

record.py        what is kept of a trial
driver.py        how something is said to the assistant, and what comes back
typed.py         by typing
trial.py         one conversation from its first word to its last
"""
