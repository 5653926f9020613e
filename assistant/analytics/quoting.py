"""Names and texts as SQL writes them, for statements that take no parameters."""


def name_of(name: str) -> str:
    """Return a column's or table's name in quotes."""
    return '"' + name.replace('"', '""') + '"'


def text_of(text: str) -> str:
    """Return a text in quotes."""
    return "'" + text.replace("'", "''") + "'"
