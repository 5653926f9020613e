"""Faults that are put into the assistant on purpose, to see whether a run shows them.

plant.py         puts one in
names.py         which there are, and what each must show
searching.py     searches that rank, filter or relax wrongly
reading.py       an understander that misreads
lying.py         a model that states wrong prices, and a guard that lets them through
slowing.py       an agent that takes twice as long
hearing.py       a recogniser that is told nothing of the catalog
"""
