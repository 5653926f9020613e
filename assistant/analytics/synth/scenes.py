"""The scripts that were drawn, as tables in DuckDB: one row a line, one a deed."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt
import orjson

from assistant.analytics.made.turns import SEARCHES
from assistant.analytics.synth.casting import MOST_SCRIPTS, Cast
from assistant.analytics.synth.goods import Shop
from assistant.analytics.synth.line import Deed, Line
from assistant.analytics.synth.replies import name_of
from assistant.analytics.synth.story import Story
from assistant.analytics.synth.telling import Ending
from assistant.analytics.synth.themes import Theme
from retrieval.product import Product

Ints = npt.NDArray[np.int64]

_LINE: Final = {
    "line": "INTEGER", "theme": "INTEGER", "act": "VARCHAR", "user_query": "VARCHAR",
    "raw_transcript": "VARCHAR", "confidence": "DOUBLE", "acts": "VARCHAR",
    "constraints": "VARCHAR", "wishes": "INTEGER", "category": "VARCHAR", "brand": "VARCHAR",
    "query": "VARCHAR", "hits": "VARCHAR", "titles": "VARCHAR", "spoken_ids": "VARCHAR",
    "shown": "INTEGER", "found": "INTEGER", "spoken": "INTEGER", "focus": "VARCHAR",
    "cart": "VARCHAR", "relaxed": "VARCHAR", "lacking": "VARCHAR", "asked": "VARCHAR",
    "reply": "VARCHAR",
    "misheard_name": "VARCHAR", "misheard_as": "VARCHAR",
}  # fmt: skip
_DEED: Final = {
    "line": "INTEGER", "number": "INTEGER", "action": "VARCHAR", "object_id": "VARCHAR",
    "title": "VARCHAR", "ordinal": "INTEGER", "delay_s": "DOUBLE", "value": "DOUBLE",
    "currency": "VARCHAR", "details": "VARCHAR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scenes:
    """Where each session finds its lines: `first[script[s]]` to that plus `turns[script[s]]`."""

    script: Ints
    """int64 [sessions]: place of its script."""
    first: Ints
    """int64 [scripts]: number of its first line."""
    turns: Ints
    """int64 [scripts]: how many lines it has."""

    def only(self, kept: Ints) -> "Scenes":
        """Return those of some sessions."""
        return Scenes(self.script[kept], self.first, self.turns)


def stage(
    database: duckdb.DuckDBPyConnection,
    shop: Shop,
    themes: tuple[Theme, ...],
    cast: Cast,
    seed: int,
    scratch: Path,
) -> Scenes:
    """Write every script that some session plays, and make the tables `lines` and `deeds`.

    Args:
        database: Where the tables are made.
        shop: What is sold.
        themes: What the numbers of `cast` mean.
        cast: The sessions.
        seed: Of the scripts.
        scratch: A folder for files that are read once.
    """
    codes, script = np.unique(cast.codes(), return_inverse=True)
    turns = np.empty(len(codes), dtype=np.int64)
    number = 0
    lines_path, deeds_path = scratch / "lines.ndjson", scratch / "deeds.ndjson"
    with lines_path.open("wb") as lines_file, deeds_path.open("wb") as deeds_file:
        for place, code in enumerate(codes.tolist()):
            pool, _ = divmod(code, MOST_SCRIPTS)
            rest, spoken = divmod(pool, 2)
            theme, ending = divmod(rest, len(Ending))
            rng = Random(f"{seed}/{code}")
            lines = Story(shop, themes[theme], Ending(ending), bool(spoken), rng).lines()
            turns[place] = len(lines)
            for line in lines:
                lines_file.write(orjson.dumps(_line_row(number, theme, line)) + b"\n")
                for at, deed in enumerate(line.deeds):
                    deeds_file.write(orjson.dumps(_deed_row(number, at, deed)) + b"\n")
                number += 1
    for name, columns, path in (("lines", _LINE, lines_path), ("deeds", _DEED, deeds_path)):
        listed = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
        database.execute(
            f"CREATE TABLE {name} AS SELECT * FROM read_json($path, columns = {{{listed}}}, "
            "format = 'newline_delimited')",
            {"path": str(path)},
        )
        path.unlink()
    first = np.concatenate([[0], np.cumsum(turns)[:-1]]).astype(np.int64)
    return Scenes(script.astype(np.int64), first, turns)


def _line_row(number: int, theme: int, line: Line) -> dict[str, object]:
    return {
        "line": number,
        "theme": theme,
        "act": line.act,
        "user_query": line.said,
        "raw_transcript": line.raw,
        "confidence": line.confidence,
        "acts": _json(line.acts()),
        "constraints": _json(line.constraints()),
        "wishes": len(line.constraints()),
        "category": line.thing or line.category,
        "brand": line.brand,
        "query": line.query,
        "hits": _json([product.id for product in line.shown]),
        "titles": _json([product.title for product in line.shown]),
        "spoken_ids": _json([product.id for product in line.spoken]),
        "shown": len(line.shown),
        "found": len(line.shown) if line.act in SEARCHES else None,
        "spoken": len(line.spoken),
        "focus": line.focus.title if line.focus else None,
        "cart": _json([_cart(product) for product in line.cart]),
        "relaxed": _json([{"field": w.field, "value": w.value} for w in line.relaxed]),
        "lacking": _json([{"field": field, "value": value} for field, value in line.lacking]),
        "asked": line.asked,
        "reply": line.reply,
        "misheard_name": line.misheard[0] if line.misheard else None,
        "misheard_as": line.misheard[1] if line.misheard else None,
    }


def _deed_row(number: int, at: int, deed: Deed) -> dict[str, object]:
    ordered = deed.action == "purchase"
    details: dict[str, object] = {"quantity": deed.quantity} if ordered else {}
    if deed.by is not None:
        details["by"] = deed.by
    return {
        "line": number,
        "number": at,
        "action": deed.action,
        "object_id": deed.product.id,
        "title": deed.product.title if ordered else name_of(deed.product),
        "ordinal": deed.ordinal,
        "delay_s": deed.delay_s,
        "value": float(deed.product.price * deed.quantity) if ordered else None,
        "currency": deed.product.currency if ordered else None,
        "details": _json(details),
    }


def _cart(product: Product) -> dict[str, object]:
    return {
        "title": product.title, "size": None, "colour": None, "quantity": 1,
        "unit_price": str(product.price), "currency": product.currency,
    }  # fmt: skip


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
