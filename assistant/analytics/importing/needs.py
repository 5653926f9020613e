"""What a table must have to be read as a log."""

from typing import Final

NEEDS: Final = (
    "A table needs the columns timestamp and user_query (queries), or timestamp and action_name "
    "(events), as UBI names them, or the columns of an export"
)
