"""The intent log: every turn and every action, durable before it is acknowledged.

    log.py           appends records, finds and erases those of a session or a shopper
    writer.py        one thread, one sync for all who wait; the late wait in memory (waiting.py)
    segments.py      the files: live, sealed for the tables, set aside
    locks.py         who may touch them when
    reading.py       reads the segments back, whole records only, of older and newer schemas
    erasing.py       writes segments anew without somebody (marks.py finds the lines)
    health.py        how the writing goes, in numbers; metrics.py tells them to Prometheus

What is made from it to be asked questions (Parquet, Postgres, measures) is `assistant.analytics`.
"""
