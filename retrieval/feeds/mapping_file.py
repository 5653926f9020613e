"""Mapping files: a `ColumnMapping` as YAML that a person can read, edit and give back.

id: sku
images: [base_image, additional_images]
facts:            # kept in Product.attributes, under these names
  pattern: pattern_type
price_scale: 100  # prices count cents
"""

from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from pathlib import Path
from typing import Final

import yaml

from retrieval.errors import MappingInvalid
from retrieval.feeds.columns import ColumnMapping, MappedColumn, Target
from retrieval.feeds.nested import walker
from retrieval.feeds.record import Record

_FACTS: Final = "facts"
_VARIANT: Final = "variant_fields"
_PRICE_SCALE: Final = "price_scale"
_RATING_SCALE: Final = "rating_scale"
_LEFT_OUT: Final = "left_out"
_OTHER: Final = frozenset({_FACTS, _VARIANT, _PRICE_SCALE, _RATING_SCALE, _LEFT_OUT})

_REQUIRED: Final = (Target.ID, Target.TITLE, Target.PRICE)
_MAX_BYTES: Final = 1_000_000


def dump_mapping(mapping: ColumnMapping) -> str:
    """Return a mapping as the text of a file that `load_mapping` reads."""
    return "\n".join(
        (
            "# Our field: column of the feed (several in brackets). Edit it and pass it with",
            "# --mapping FILE; what is taken out of here is not read.",
            *_lines(mapping, ""),
            "",
        )
    )


def _lines(mapping: ColumnMapping, indent: str) -> Iterator[str]:
    for target in dict.fromkeys(each.target for each in mapping.columns if each.target):
        own = [each for each in mapping.columns if each.target is target]
        names = [dumps(each.column, ensure_ascii=False) for each in own]
        value = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
        why = f"  # {own[0].why}" if own[0].why else ""
        yield f"{indent}{target}: {value}{why}"
    if facts := list(mapping.attributes):
        yield f"{indent}{_FACTS}:"
        for column, name in facts:
            yield f"{indent}  {name}: {dumps(column, ensure_ascii=False)}"
    if mapping.price_scale != 1:
        yield f"{indent}{_PRICE_SCALE}: {mapping.price_scale}"
    if mapping.rating_scale != 5.0:
        yield f"{indent}{_RATING_SCALE}: {mapping.rating_scale:g}"
    if mapping.variants:
        yield f"{indent}{_VARIANT}:"
        yield from _lines(mapping.variants, f"{indent}  ")
    if mapping.left_out:
        names = [dumps(each.column, ensure_ascii=False) for each in mapping.left_out]
        yield f"{indent}{_LEFT_OUT}: [{', '.join(names)}]"


def load_mapping(path: Path, head: Sequence[Record]) -> ColumnMapping:
    """Return the mapping that a file states.

    Args:
        path: YAML as `dump_mapping` writes it.
        head: first records of the feed, to know its columns by; none checks no names.

    Raises:
        MappingInvalid: it cannot be read, or names a field or a column that is not there.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise MappingInvalid(f"The mapping {path} is larger than a mapping; check its path.")
        stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingInvalid(
            f"The mapping {path} cannot be read ({error.strerror}); check its path."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MappingInvalid(
            f"The mapping {path} is not YAML; write lines such as `title: COLUMN`."
        ) from error
    mapping = _mapping_of(path, stated)
    have = {each.target for each in mapping.columns}
    for target in _REQUIRED:
        if target not in have and not (target is Target.PRICE and mapping.variants):
            raise MappingInvalid(
                f"The mapping {path} names no column for the {target}; add a line `{target}: "
                "COLUMN`."
            )
    _check_columns(path, mapping, head)
    return mapping


def _mapping_of(path: Path, stated: object) -> ColumnMapping:
    if not isinstance(stated, dict):
        raise MappingInvalid(
            f"The mapping {path} holds no fields; write lines such as `title: COLUMN`."
        )
    columns: list[MappedColumn] = []
    for key, value in stated.items():
        if key in _OTHER:
            continue
        if key not in Target._value2member_map_:
            known = ", ".join((*(t.value for t in Target), *sorted(_OTHER)))
            raise MappingInvalid(
                f'The mapping {path} names a field "{key}" that there is not; use one of {known}.'
            )
        columns += [MappedColumn(name, Target(key)) for name in _names(path, key, value)]
    facts = stated.get(_FACTS) or {}
    if not isinstance(facts, Mapping):
        raise MappingInvalid(f"In the mapping {path} write {_FACTS} as lines of `name: COLUMN`.")
    for fact, value in facts.items():
        columns += [MappedColumn(name, None, name=str(fact)) for name in _names(path, fact, value)]
    variants = stated.get(_VARIANT)
    return ColumnMapping(
        columns=tuple(columns),
        source=f"of {path.name}",
        price_scale=int(_number(path, stated, _PRICE_SCALE, 1)),
        rating_scale=_number(path, stated, _RATING_SCALE, 5.0),
        variants=_mapping_of(path, variants) if variants else None,
    )


def _names(path: Path, key: object, value: object) -> list[str]:
    names = value if isinstance(value, list) else [value]
    if not all(isinstance(name, str | int) and not isinstance(name, bool) for name in names):
        raise MappingInvalid(f'In the mapping {path} give "{key}" the name of a column.')
    return [str(name) for name in names]


def _number(path: Path, stated: Mapping[object, object], key: str, default: float) -> float:
    value = stated.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 1e6:
        raise MappingInvalid(f"In the mapping {path} give {key} a number from 1 up, such as 100.")
    return float(value)


def _check_columns(path: Path, mapping: ColumnMapping, head: Sequence[Record]) -> None:
    if not head:
        return
    have = dict.fromkeys(name for record in head for name in record.values)
    for each in mapping.columns:
        walk = walker(each.column)
        if each.column in have or any(walk(record.values) is not None for record in head):
            continue
        # An object's field may be filled only further down.
        if "." in each.column and each.column.split(".")[0] in have:
            continue
        shown = ", ".join(list(have)[:20])
        raise MappingInvalid(
            f'The mapping {path} names a column "{each.column}" that the feed does not have; '
            f"it has {shown}."
        )
