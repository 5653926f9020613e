"""ES modules joined to one classic script, so that a page can hold them.

Each module becomes a function of its own: names never clash. Covers what our modules use:
`import {a, b} from "./x.js";` on one line, and `export` before a function, class or const.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]+)\} from "\./([\w/-]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|class|const)", re.MULTILINE)
_NAME = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)


def joined(folder: Path, first: str) -> str:
    """Return one script that runs module `first` after everything that it needs.

    Args:
        folder: Of the modules.
        first: Name of the module that starts the page, without ".js".

    Raises:
        ValueError: Two modules need each other, or one uses another form of import or export.
    """
    done: dict[str, str] = {}
    _add(folder, first, done, ())
    return '"use strict";\n(() => {\n' + "\n".join(done.values()) + "\n})();\n"


def _add(folder: Path, name: str, done: dict[str, str], within: tuple[str, ...]) -> None:
    if name in done:
        return
    if name in within:
        raise ValueError(f"Modules need each other: {' -> '.join((*within, name))}.")
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for _, needed in _IMPORT.findall(text):
        _add(folder, needed, done, (*within, name))
    names = _NAME.findall(text)
    body = _IMPORT.sub(lambda m: f"const {{{m[1]}}} = {_variable(m[2])};", text)
    body = _EXPORT.sub("", body)
    if re.search(r"^(import|export)\b", body, re.MULTILINE):
        raise ValueError(f"{name}.js imports or exports in a form that cannot be joined.")
    done[name] = (
        f"const {_variable(name)} = (() => {{\n{body}\nreturn {{{', '.join(names)}}};\n}})();"
    )


def _variable(name: str) -> str:
    return "m_" + re.sub(r"\W", "_", name)
