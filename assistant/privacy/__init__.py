"""What is held about a shopper: told, erased everywhere, and expired when its time is over.

subject.py        who it is about: a shopper, and the sessions that are theirs
place.py          one place that holds something of them; the seam
places.py         all of them, in the order in which they are erased: the only list
log_places.py     the intent log, its tables, recordings, reviews, what was made from them
topics_place.py   the topics of the log
talk_places.py    conversations, taste, boards
ledger_place.py   the bill of the models
other_places.py   what browsers' tokens were made for, and what imports left
tombstones.py     who was erased, as salted digests: nothing of theirs comes back
unfinished.py     what a crash interrupted, to be finished
search.py         looking for what is left, in files; postgres_search.py in a database
erasing.py        all of it in order; receipt.py what was done
export.py         all of it as one ZIP
retention.py      three clocks; daily.py runs them beside a server
serving.py        asking the server that runs to do it
"""
