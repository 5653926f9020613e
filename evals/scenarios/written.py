"""Scenarios as people read and edit them: YAML in blocks, what is short on one line."""

from collections.abc import Iterable
from typing import Any, Final

import yaml

from evals.scenarios.scenario import Scenario

WIDTH: Final = 100
_ONE_LINE: Final = 88
"""Letters of a list or of fields that stand on one line."""
_AMOUNTS_IN: Final = frozenset({"price", "total"})
_ALWAYS_BLOCKS: Final = frozenset({"turns", "say", "expect", "ends", "goal"})


class _Short(dict[str, Any]):
    """Fields on one line."""


class _ShortList(list[Any]):
    """A list on one line."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless  # items stand deeper than the field that holds them
        super().increase_indent(flow, False)


_Dumper.add_representer(
    _Short, lambda d, v: d.represent_mapping("tag:yaml.org,2002:map", v.items(), flow_style=True)
)
_Dumper.add_representer(
    _ShortList, lambda d, v: d.represent_sequence("tag:yaml.org,2002:seq", v, flow_style=True)
)


def scenarios_text(scenarios: Iterable[Scenario], head: str = "") -> str:
    """Return scenarios as one file, a document each.

    Args:
        scenarios: What is left to defaults is left out.
        head: Said in comments at the top, a line each.
    """
    comments = "".join(f"# {line}\n" for line in head.splitlines())
    return comments + "".join(f"---\n{scenario_text(one)}" for one in scenarios)


def scenario_text(scenario: Scenario) -> str:
    """Return one scenario as a document. Reading it gives the same scenario."""
    plain = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.dump(
        {name: _shown(value, name) for name, value in plain.items()},
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=False,
    )


def _shown(value: Any, name: str = "") -> Any:
    """Return a value with what is short in it put on one line."""
    if not isinstance(value, dict | list):
        return value
    if name in _AMOUNTS_IN and isinstance(value, dict):
        return _amounts(value)
    if name not in _ALWAYS_BLOCKS and len(_on_one_line(value)) <= _ONE_LINE:
        return _flowing(value)
    if isinstance(value, list):
        return [_shown(one, "item") if name != "turns" else _shown(one, "turns") for one in value]
    return {key: _shown(one, key) for key, one in value.items()}


def _flowing(value: Any) -> Any:
    if isinstance(value, dict):
        return _Short(
            {
                key: _amounts(one) if key in _AMOUNTS_IN else _flowing(one)
                for key, one in value.items()
            }
        )
    return _ShortList(_flowing(one) for one in value) if isinstance(value, list) else value


def _amounts(value: dict[str, Any]) -> _Short:
    """Return a range with its amounts as numbers: 40, 79.99."""
    return _Short(
        {end: int(one) if "." not in str(one) else float(one) for end, one in value.items()}
    )


def _on_one_line(value: Any) -> str:
    return yaml.safe_dump(value, default_flow_style=True, width=10_000, allow_unicode=True).strip()
