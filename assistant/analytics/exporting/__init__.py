"""The log's tables out of Aisle: Parquet, CSV, or User Behavior Insights; each can be imported.

exporter.py   what is chosen, and the files it is written to
csv.py        tables that a spreadsheet may open
ubi.py        queries and events with the names of UBI 1.3
"""
