"""The page as one file: data, style, script and drawings, under a strict content policy.

Nothing is fetched and nothing that a shopper said is ever markup: the script builds text nodes
from JSON, and the policy forbids every script but the page's own.
"""

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from pathlib import Path

from evals.report.content import Content
from evals.report.modules import joined

DATA = Path(__file__).parent / "data"
STYLES = ("tokens", "page", "figures", "list", "talk", "print")

# No default-src but 'none': no request leaves the page. Sounds that are not embedded lie beside
# it, on the same disk or the same server.
_POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
    "img-src data:; media-src data: 'self' file:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def page_of(content: Content, drawings: Mapping[str, str]) -> str:
    """Return the whole page.

    Args:
        content: What it shows.
        drawings: SVG by the id of its chart, cleaned (`drawing.cleaned`).
    """
    style = "\n".join((DATA / "css" / f"{n}.css").read_text(encoding="utf-8") for n in STYLES)
    script = joined(DATA / "js", "app")
    policy = _POLICY.format(script=_digest(script), style=_digest(style))
    parts = {
        "title": html.escape(f"{content.plain['name']}: eval report"),
        "policy": html.escape(policy, quote=True),
        "style": style,
        "drawings": "".join(
            f'<div class="drawing" data-chart="{html.escape(name, quote=True)}">{svg}</div>'
            for name, svg in drawings.items()
        ),
        "content": embeddable(content.plain),
        "sounds": embeddable(content.sounds),
        "script": script,
    }
    page = (DATA / "report.html").read_text(encoding="utf-8")
    pieces = page.split("{{")
    whole = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}}")
        whole += [parts[name], rest]
    return "".join(whole)


def embeddable(data: object) -> str:
    """Return JSON that may stand inside a script element.

    "<" would end it, U+2028 and U+2029 are line ends to old parsers, and a lone surrogate
    cannot be written as UTF-8.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    for char in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
