"""The generated half of the guard's examination: patterns filled from recorded plans.

Which pattern meets which plan, and with which values, follows from a fixed seed: the same plans
and patterns give the same replies.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

from evals.guard_case import Case
from evals.guard_lies import false_reply
from evals.guard_plans import DATA, Recorded
from evals.guard_scene import Scene
from evals.guard_truth import Unfit, true_reply

TRUE_PATTERNS = DATA / "true_patterns.txt"
FALSE_PATTERNS = DATA / "false_patterns.txt"
_SEED = 20_261_123
_PLAIN = 0.04
"""Share of replies that state nothing: easily passed, so they must not weigh much."""
TRUE_A_PLAN = 14
FALSE_A_FAMILY = 300
"""Replies of each kind; with the dev fifth taken off, more than 2,000 and 10,000 remain."""


@cache
def patterns(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the patterns of a file by section."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and " " not in line:
            section = line[1:-1]
        elif line.strip() and not line.startswith("#"):
            found.setdefault(section, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def true_cases(recorded: Sequence[Recorded], a_plan: int = TRUE_A_PLAN) -> Iterator[Case]:
    """Yield true replies, at most `a_plan` to each plan and none twice."""
    known = patterns(TRUE_PATTERNS)
    for each in recorded:
        scene, dice = Scene(each), Random(f"{_SEED} true {each.catalog} {each.id}")
        seen: set[str] = set()
        for _ in range(a_plan * 4):
            section = "plain" if dice.random() < _PLAIN else dice.choice(scene.sections)
            pattern = dice.choice(known[section])
            try:
                case = Case.of("patterns", section, each, true_reply(scene, pattern, dice))
            except Unfit:
                continue
            if pattern not in seen and len(seen) < a_plan:
                seen.add(pattern)
                yield case


def false_cases(recorded: Sequence[Recorded], a_family: int = FALSE_A_FAMILY) -> Iterator[Case]:
    """Yield replies with one falsehood, `a_family` of each family where that many can be made."""
    scenes = [Scene(each) for each in recorded]
    scenes = [scene for scene in scenes if scene.stated]
    for family, lines in patterns(FALSE_PATTERNS).items():
        dice = Random(f"{_SEED} {family} {recorded[0].catalog}")
        seen: set[str] = set()
        for _ in range(a_family * 8):
            scene = dice.choice(scenes)
            case = _false_case(scene, family, dice.choice(lines), dice)
            if case and case.key not in seen:
                seen.add(case.key)
                yield case
            if len(seen) == a_family:
                break


def _false_case(scene: Scene, family: str, pattern: str, dice: Random) -> Case | None:
    try:
        return Case.of(
            "patterns", family, scene.recorded, false_reply(scene, family, pattern, dice)
        )
    except Unfit:
        return None
