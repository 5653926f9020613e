"""What the searches of the log are about: clusters of their texts, and what could not be had.

    wording.py    texts as they are compared: what was wanted, without how it was asked for
    clusters.py   texts to clusters by their vectors; what was a cluster stays one
    labels.py     clusters named in their own words
    demand.py     which wish of a turn could not be fulfilled, and why
    state.py      the clusters that are kept, in one SQLite file; texts only as keyed digests
    searches.py   the searches of a day, asked of a store
    days.py       counts and turns of a day, by cluster, as Parquet
    topics.py     bringing it all up to date, and asking it

Works beside a store, from what it answers, so that it is the same for every store. Distinct texts
are embedded, each once. What is kept holds no text but the labels.
"""
