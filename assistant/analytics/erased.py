"""Leaving out of new rows what is of who was erased before."""

from typing import Final

from duckdb import DuckDBPyConnection

from assistant.privacy.tombstones import SESSION, SHOPPER, Erased, digest_sql

_WHOSE: Final = ((SESSION, "session_id"), (SHOPPER, "client_id"))


def without_erased(connection: DuckDBPyConnection, name: str, relation: str, erased: Erased) -> str:
    """Return a relation without the rows of who was erased after they happened.

    Args:
        connection: Where the relation is.
        name: Of its table; the new view is named after it.
        relation: A name, or what stands after FROM.
        erased: Who.

    Raises:
        duckdb.Error: It cannot be read.
    """
    if not erased:
        return relation
    run = connection.execute
    run("CREATE OR REPLACE TEMP TABLE tombstones (digest VARCHAR, erased_at TIMESTAMP)")
    run(
        "INSERT INTO tombstones SELECT unnest($digests), unnest($at)",
        {"digests": list(erased.at), "at": list(erased.at.values())},
    )
    there = {str(row[0]) for row in run(f"DESCRIBE SELECT * FROM {relation}").fetchall()}
    left_out = []
    for kind, column in _WHOSE:
        if column not in there:
            continue
        table = f"erased_{kind}s_of_{name}"
        run(
            f"""CREATE OR REPLACE TEMP TABLE {table} AS SELECT id, max(erased_at) AS erased_at FROM
            (SELECT DISTINCT CAST({column} AS VARCHAR) AS id FROM {relation}
            WHERE {column} IS NOT NULL)
            JOIN tombstones ON digest = {digest_sql(erased.salt, kind, "id")} GROUP BY id"""
        )
        if run(f"SELECT 1 FROM {table} LIMIT 1").fetchall():
            left_out.append(
                f"NOT EXISTS (SELECT 1 FROM {table} AS gone WHERE gone.id = r.{column} "
                "AND CAST(r.timestamp AS TIMESTAMP) <= gone.erased_at)"
            )
    if not left_out:
        return relation
    view = f"{name}_without_erased"
    where = " AND ".join(left_out)
    run(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT r.* FROM {relation} AS r WHERE {where}")
    return view
