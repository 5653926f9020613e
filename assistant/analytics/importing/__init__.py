"""Past logs into the tables: Aisle's own, or User Behavior Insights as search engines write it.

formats.py    what a file is, by what is in it
pieces.py     a file in pieces of whole lines or rows, with the numbers of their lines
piece.py      one piece into two Parquet files, in a thread of its own
lines.py      JSON lines: which are ours, which are UBI's, which are neither
ubi.py        a UBI query or event as a row
columns.py    tables (Parquet, CSV) with our columns or UBI's
texts.py      rows without what tells who somebody is
looking.py    texts looked at, by processes (look_process.py) where there are many
linking.py    sessions and lists that UBI leaves open
importer.py   all of it: files -> store
"""
