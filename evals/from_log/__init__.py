"""Scenarios from logged conversations, without what tells who the shopper was.

    labels.py        what people said of logged turns
    wishes.py        logged constraints as wishes
    making.py        one conversation as a scenario
    places.py        where things made from conversations lie, so that they can be erased
    erasing.py       erasing them

Does not make up what was right: what is expected is what the assistant did, until somebody
labels it.
"""
