"""A realistic, seeded intent log of any size, with facts planted in it that can be found again.

    goods.py      what the invented shop sells, and a search of it
    themes.py     what its shoppers are after, carried or not, and how that changes by day
    wording.py    how they say it, spoken and typed
    mishearing.py what the recogniser makes of it
    line.py       one turn of a script, and what was done with what it showed
    replies.py    what is answered
    telling.py    the turns that a script is told in
    story.py      one script: a session without its time, its shopper and its ids
    casting.py    which session plays which script, when and by whom
    scenes.py     the scripts that were drawn, as tables
    timings.py    how long turns took and what they cost
    playing.py    sessions x scripts -> Parquet, in DuckDB
    truth.py      what was planted, counted in what was written
    records.py    the same as segments of the log, through the record classes

Scripts are written by Python, tens of thousands at most; sessions are drawn by numpy and joined
with their scripts in DuckDB, so that ten million turns take minutes. The same seed, size and last
day give the same rows.
"""
