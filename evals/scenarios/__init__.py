"""Conversations to be tried: who the shopper is, what is wanted, and how it is to end.

scenario.py      a scenario as its file says it
goal.py          what a simulated shopper wants
expectations.py  what must be true of a turn, and at the end
where.py         products by what they are, not by their names
"""
