"""What is counted of the log: one registry, a file for each family.

measure.py       what a measure is
volume.py        how much there was
intents.py       what it was about, and what was not understood
searching.py     searches that found nothing, and how they were changed
clarifying.py    what was asked back
conversion.py    what became of the products shown
hearing.py       what the recogniser made of it
money.py         what it cost, and who phrased it
times.py         how long it took
registry.py      all of them by name
page.py          docs/log-measures.md
"""
