"""Scenarios for any catalog, made from what it holds.

facets.py     what a category can be narrowed by
spec.py       one request: as wishes, as a predicate, as words
phrases.py    how requests are worded
scripts.py    kinds of scripts
carts.py      scripts that fill a cart
goals.py      kinds of goals
making.py     so many, over all kinds and categories, each held against the catalog
"""
