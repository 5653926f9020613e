"""Expected tokens against what a reading holds: what is there, missing and too much."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agents.constraints import Kind
from evals.reading_contents import Said, same_value
from evals.reading_tokens import Family, Option, Token, WordFamily
from evals.stems import same_words, stems


@dataclass(frozen=True, slots=True)
class Match:
    """Expected against said."""

    hits: tuple[tuple[Token, Option, tuple[Said, ...]], ...]
    missing: tuple[Token, ...]
    extra: tuple[Said, ...]

    @property
    def exact(self) -> bool:
        """Whether nothing is missing and nothing is too much."""
        return not self.missing and not self.extra


def match(
    expected: Iterable[Token], things: Iterable[Said], families: Mapping[str, WordFamily]
) -> Match:
    """Match what is expected with what was said; every thing serves one token.

    Args:
        expected: Tokens; those asked for choose before the optional ones.
        things: What `said` returned.
        families: Words that name several categories or materials.
    """
    left = list(things)
    hits, missing = [], []
    for one in sorted(expected, key=lambda t: t.optional):
        found = next(
            ((o, f) for o in one.options if (f := _found(o, left, families)) is not None), None
        )
        if found is None:
            if not one.optional:
                missing.append(one)
            continue
        hits.append((one, found[0], found[1]))
        left = [thing for thing in left if thing not in found[1]]
    # "it" is what a question is about unless it names another: saying so is no mistake.
    extra = tuple(thing for thing in left if thing.name != "@it")
    return Match(tuple(hits), tuple(missing), extra)


def _found(
    option: Option, left: list[Said], families: Mapping[str, WordFamily]
) -> tuple[Said, ...] | None:
    """Return the things that make up the option; None where it is not said."""
    mine = [thing for thing in left if thing.family is option.family]
    if option.family is Family.REFERENCE:
        wanted = option.name.lower()
        return next(((thing,) for thing in mine if wanted in thing.forms), None)
    if option.family is Family.EDIT:
        return next(((t,) for t in mine if _edits_agree(option.name, t.name)), None)
    mine = [t for t in mine if t.name == option.name and t.wanted == option.wanted]
    if option.name == Kind.TYPE:
        return next(((t,) for t in mine if same_words(option.value, t.value)), None)
    if not option.starred:
        return next(((t,) for t in mine if same_value(option.value, t.value)), None)
    family = families.get(option.value, WordFamily(frozenset({option.value})))
    allowed = family.core | family.also
    taken = tuple(
        t for t in mine if t.value in allowed or stems(t.value)[-1:] == stems(option.value)[-1:]
    )
    return taken if family.core <= {t.value for t in taken} else None


def _edits_agree(expected: str, name: str) -> bool:
    if not expected.startswith(("shift:more:", "shift:less:")):
        return expected == name
    head, _, quality = expected.rpartition(":")
    said_head, _, said_quality = name.rpartition(":")
    return head == said_head and same_words(quality, said_quality)
