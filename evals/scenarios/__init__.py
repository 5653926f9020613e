"""Conversations to be tried: who the shopper is, what is wanted, and how it is to end.

scenario.py      a scenario as its file says it
goal.py          what a simulated shopper wants
expectations.py  what must be true of a turn, and at the end
where.py         products by what they are, not by their names
reader.py        files as scenarios; everything that is wrong with them, named
yaml_text.py     YAML as data, with the place of every value
complaints.py    what is wrong with a field, in words
problem.py       one thing that is wrong
feasible.py      what a catalog cannot give
schema.py        the format as JSON Schema, for editors
"""
