"""One file of SQL with which any DuckDB reads the Parquet tables, with the views for BI tools.

Which files are the tables of this moment, it reads from their list when it is run: run it again
after the tables have changed, and never read the folder by a pattern, which may count a day twice.
"""

from typing import Final

from assistant.analytics.manifest import NAME, read
from assistant.analytics.parts import relation
from assistant.analytics.quoting import text_of
from assistant.analytics.tables import TABLES
from assistant.analytics.views import duckdb_views
from assistant.config import Settings

_LIST: Final = "aisle_manifest"


def duckdb_sql(settings: Settings) -> str:
    """Return the statements.

    Args:
        settings: Of the shop, whose folder of tables they name.

    Raises:
        StoreUnusable: The list of the tables' files cannot be read.
    """
    folder = settings.tables_path.resolve()
    manifest = read(folder)
    said = [
        "-- Views over Aisle's intent log. Run it with: duckdb -init FILE",
        f"SET VARIABLE {_LIST} = (SELECT content::JSON FROM "
        f"read_text({text_of(str(folder / NAME))}));"
        if manifest.days
        else "-- There is nothing in the log's tables as yet.",
    ]
    for table in TABLES:
        if not manifest.parts(table.name):
            said.append(f"CREATE OR REPLACE VIEW {table.name} AS {relation(folder, table, ())};")
            continue
        files = f"aisle_{table.name}"
        said.append(
            f"SET VARIABLE {files} = (SELECT list({text_of(f'{folder}/')} || file) FROM (\n"
            f"    SELECT getvariable('{_LIST}') ->> ('$.days.\"' || day || '\".{table.name}[0]') "
            "AS file\n"
            f"    FROM (SELECT unnest(json_keys(getvariable('{_LIST}'), '$.days')) AS day))\n"
            "    WHERE file IS NOT NULL);"
        )
        said.append(
            f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM read_parquet("
            f"getvariable('{files}'), union_by_name = true, hive_partitioning = true, "
            "hive_types = {'day': DATE});"
        )
    said += [f"{statement};" for statement in duckdb_views()]
    return "\n".join(said) + "\n"
