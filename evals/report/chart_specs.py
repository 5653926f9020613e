"""Vega-Lite specifications of the report's charts, as plain data.

Colours are names of the page's own (`drawing.INKS`), so that a chart follows its light and
dark looks. Does not cover what is in them (`charts.py`) nor how they become SVG (`drawing.py`).
"""

from collections.abc import Sequence
from typing import Any

from evals.report.drawing import ACCENT, BASE, EDGE, INK, SOFT

Spec = dict[str, Any]
"""A Vega-Lite specification; its own schema types it."""

Chart = dict[str, Any]
"""What is shown of one: id, title, about, missing (why there is no drawing), spec, columns and rows
of its table, and the link of each row."""

WIDTH_PX = 420
"""Of the plot: with labels it fills a half of a desk's page and scrolls on a phone."""
ROW_PX = 21

_CONFIG: Spec = {
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": SOFT,
        "titleFontWeight": "normal",
        "gridColor": EDGE,
        "domainColor": EDGE,
        "tickColor": EDGE,
        "labelFontSize": 11.5,
        "titleFontSize": 11.5,
        "labelLimit": 190,
        "titlePadding": 8,
    },
}


def shares(rows: Sequence[Spec], title: str) -> Spec:
    """Return shares with their intervals, one a row in the order given.

    Args:
        rows: `name`, `value`, `low`, `high` (0..1), `n`, `href`, and `before` (0..1 or None).
        title: Of the axis.
    """
    y = {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None, "grid": False}}
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"title": title, "format": ".0%", "tickCount": 5},
    }
    link = {"href": {"field": "href"}, "description": {"field": "told"}}
    layers: list[Spec] = [
        {
            "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2.5, "strokeCap": "round"},
            "encoding": {
                "y": y,
                "x": {**x, "field": "low"},
                "x2": {"field": "high"},
                **link,
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 70, "color": ACCENT, "opacity": 1},
            "encoding": {"y": y, "x": x, **link},
        },
    ]
    if any(row.get("before") is not None for row in rows):
        layers.append(
            {
                "mark": {
                    "type": "point",
                    "shape": "diamond",
                    "filled": False,
                    "size": 75,
                    "stroke": BASE,
                    "strokeWidth": 1.8,
                    "opacity": 1,
                },
                "encoding": {"y": y, "x": {**x, "field": "before"}, **link},
                "transform": [{"filter": "isValid(datum.before)"}],
            }
        )
    return _whole({"height": {"step": ROW_PX}, "layer": layers}, rows)


def bars(rows: Sequence[Spec], title: str, format_: str = "~s") -> Spec:
    """Return one bar a row, with its number at its end.

    Args:
        rows: `name`, `value`, `label`, `href`.
        title: Of the axis.
        format_: Of the axis' numbers, as d3 writes it.
    """
    y = {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None, "grid": False}}
    x = {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": title, "format": format_, "tickCount": 5},
        # Room for the number at the end of the longest bar.
        "scale": {"domainMax": max((float(row["value"]) for row in rows), default=0) * 1.25 or 1},
    }
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "color": ACCENT, "height": 13},
            "encoding": {
                "y": y,
                "x": x,
                "href": {"field": "href"},
                "description": {"field": "told"},
            },
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 5, "color": INK, "fontSize": 11.5},
            "encoding": {"y": y, "x": x, "text": {"field": "label"}},
        },
    ]
    return _whole({"height": {"step": ROW_PX + 3}, "layer": layers}, rows)


def histogram(rows: Sequence[Spec], marks: Sequence[Spec], unit: str) -> Spec:
    """Return a distribution with rules at its median and its 95th percentile.

    Args:
        rows: `start`, `end`, `count`, `href`, `told`.
        marks: `value`, `label`, `align` of the label, and the `row` it is in.
        unit: Of the axis.
    """
    x = {
        "field": "start",
        "type": "quantitative",
        "bin": {"binned": True},
        "axis": {"title": unit, "grid": False, "format": "~r", "tickCount": 7},
    }
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "color": ACCENT, "binSpacing": 1},
            "encoding": {
                "x": x,
                "x2": {"field": "end"},
                "y": {
                    "field": "count",
                    "type": "quantitative",
                    "axis": {"title": "turns", "tickCount": 4, "format": "d"},
                },
                "href": {"field": "href"},
                "description": {"field": "told"},
            },
        }
    ]
    for mark in marks:
        datum = {"datum": mark["value"], "type": "quantitative"}
        once: Spec = {"values": [{}]}  # else it is drawn as often as there are bins
        layers += [
            {
                "data": once,
                "mark": {"type": "rule", "color": INK, "strokeDash": [3, 3]},
                "encoding": {"x": datum},
            },
            {
                "data": once,
                "mark": {
                    "type": "text",
                    "align": mark["align"],
                    "baseline": "top",
                    "dx": 4 if mark["align"] == "left" else -4,
                    "dy": 2 + 14 * int(mark["row"]),
                    "color": INK,
                    "fontSize": 11.5,
                },
                "encoding": {"x": datum, "y": {"value": 0}, "text": {"value": mark["label"]}},
            },
        ]
    return _whole({"height": 170, "layer": layers}, rows)


def _whole(part: Spec, rows: Sequence[Spec]) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH_PX,
        # Labels are measured in a font that may be narrower than the reader's.
        "padding": {"left": 22, "right": 12, "top": 5, "bottom": 5},
        "data": {"values": list(rows)},
        "config": _CONFIG,
        **part,
    }
