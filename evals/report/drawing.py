"""Vega-Lite drawn as SVG that a page may hold: no script, no address, the page's own colours."""

import logging
from typing import Any
from xml.etree import ElementTree

from evals.errors import EvalExtraMissing

ACCENT, BASE, EDGE, INK, SOFT = "#a00001", "#a00002", "#a00003", "#a00004", "#a00005"
"""Stand in for the page's colours; Vega-Lite would not take a variable of CSS for a colour."""

INKS = {
    ACCENT: "var(--accent)",
    BASE: "var(--base)",
    EDGE: "var(--edge)",
    INK: "var(--ink)",
    SOFT: "var(--ink-soft)",
}

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_ALLOWED = frozenset({"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title", "a"})
_HREF = f"{{{_XLINK}}}href"

_log = logging.getLogger(__name__)


def draw(spec: dict[str, Any], label: str) -> str:
    """Draw a chart.

    Args:
        spec: Vega-Lite.
        label: What a screen reader calls it.

    Returns:
        One `<svg>` element; links in it lead within the page.

    Raises:
        EvalExtraMissing: The drawing library is not installed.
    """
    try:
        import vl_convert  # noqa: PLC0415 - takes 0.6 s at its first chart
    except ImportError as error:
        raise EvalExtraMissing(
            "Charts need vl-convert-python: pip install 'aisle[evals]'."
        ) from error
    return cleaned(vl_convert.vegalite_to_svg(spec), label)


def cleaned(svg: str, label: str) -> str:
    """Return a drawing with the elements that a chart needs and nothing else.

    Args:
        svg: As vl-convert draws it.
        label: What a screen reader calls it.
    """
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(svg)
    _clean(root)
    width, height = root.get("width", "0"), root.get("height", "0")
    root.attrib = {
        "viewBox": root.get("viewBox", f"0 0 {width} {height}"),
        "width": width,
        "height": height,
        "class": "chart",
        "role": "group",
        "aria-label": label,
    }
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element) -> None:
    for child in list(element):
        if child.tag.removeprefix(f"{{{_SVG}}}") not in _ALLOWED:
            _log.warning("a drawing held an element that is not allowed")
            element.remove(child)
        else:
            _clean(child)
    for name, value in list(element.attrib.items()):
        if name.lower().startswith("on") or name in ("style", "href"):
            del element.attrib[name]
        elif value in INKS:
            element.set(name, INKS[value])
    # vl-convert resolves "#tag=cart" against an address of its own.
    if _HREF in element.attrib:
        _, hash_, rest = element.attrib[_HREF].partition("#")
        if hash_:
            element.attrib = {_HREF: f"#{rest}"}
        else:
            element.attrib = {}
    _name(element)


def _name(element: ElementTree.Element) -> None:
    """Show a mark's description under the mouse too, and say it once to a screen reader."""
    label = element.get("aria-label")
    role = element.attrib.pop("aria-roledescription", "")
    kind = element.attrib.pop("role", "")
    if label is None or kind != "graphics-symbol":
        return
    if role == "axis":
        del element.attrib["aria-label"]
        return
    element.set("role", "img")
    title = ElementTree.Element(f"{{{_SVG}}}title")
    title.text = label
    element.insert(0, title)
