"""What the head for everyday talk learns from: lines that three people wrote, part by part.

A line is a context and, for each act in order, the words that ask for it (`data/heads/talk_*`).
Written for this project by people who had not seen the rules: American, British, Irish and
Australian, and not native, with words as a recogniser mishears them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from agents.acts import Act
from agents.reading import Reading, Shown
from agents.understand.everyday import evidence_here
from agents.understand.heads import Numbers
from agents.understand.heads_evidence import evidence
from agents.understand.heads_opinion import words_of
from agents.understand.part import Part
from agents.understand.understander import Understander
from evals.shopper_lines import extra, shoppers

_FOLDER = Path(__file__).parent / "data" / "heads"
AUTHORS = ("talk_1.tsv", "talk_2.tsv", "talk_3.tsv")
EXTRA = len(AUTHORS)
"""The author of the project's own extra set: learned from, never tested on."""
TUNING = EXTRA + 1
"""The author of the project's own tuning set: only ever tested on."""

_TITLES = (
    "Tarnholm Ridgeline Hiking Boots",
    "Ostravel Fjord Hiking Boots",
    "Summit Pinnacle Hiking Boots",
)
_LIST = Shown(titles=_TITLES, category="hiking boots", turn=2)
_ASKED = replace(_LIST, asked="size", choices=("8", "9", "10"))
_SCREENS: dict[str, tuple[Shown, ...]] = {
    "-": (Shown(),),
    "L": (_LIST,),
    "F": (replace(_LIST, titles=_TITLES[:1]),),
    "C": (replace(_LIST, turn=3, added=True),),
    "Q": (_ASKED, replace(_ASKED, asked="yes_no", choices=())),
}
_MOSTLY = 0.75
"""Share of a part's words that must be of one act."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of an author: what each act's words are, on one of the screens it fits."""

    author: int
    shown: Shown
    acts: tuple[Act, ...]
    words: tuple[str, ...]
    weight: float = 1.0

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Example:
    """One part as the understander cuts it, with its act."""

    author: int
    text: str
    evidence: Numbers
    act: Act
    others: frozenset[Act]
    """All acts that a careful listener would take it for."""
    rule: tuple[Act, float]
    """What the rules took it for, and how sure they were."""
    weight: float
    whole: bool
    """Whether it is all the words of its act."""


def told(folder: Path = _FOLDER) -> list[Told]:
    """Return every line of the three authors, once for each screen it fits."""
    lines = []
    for author, name in enumerate(AUTHORS):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            context, *columns = line.split("\t")
            pairs = [column.partition(":") for column in columns]
            acts = tuple(Act(act.strip()) for act, _, _ in pairs)
            words = tuple(words.strip() for _, _, words in pairs)
            screens = _SCREENS[context]
            lines += [Told(author, screen, acts, words, 1 / len(screens)) for screen in screens]
    return lines


def examples(understander: Understander) -> list[Example]:
    """Return the parts of all authors' lines, of the extra and of the tuning set."""
    rows: list[Example] = []
    for line in told():
        alone: set[str] = set()
        for act, words in zip(line.acts, line.words, strict=True):
            parts = understander.read_parts(words, line.shown)
            alone |= {part.words.lower() for part, _ in parts}
            weight = line.weight * (1.0 if len(parts) == 1 else 0.5)
            rows += [
                _example(line.author, part, reading, (act,), weight, len(parts) == 1)
                for part, reading in parts
            ]
        if len(line.acts) > 1:
            for part, reading in understander.read_parts(line.text, line.shown):
                mostly = _act_of(part.words, line)
                if mostly is not None and part.words.lower() not in alone:
                    rows.append(_example(line.author, part, reading, (mostly,), line.weight, False))
    for author, lines in ((EXTRA, extra()), (TUNING, shoppers())):
        for said in lines:
            parts = understander.read_parts(said.text, said.shown)
            if len(parts) == 1:
                acts = (said.likeliest, *sorted(said.acts))
                rows.append(_example(author, *parts[0], acts, 1.0, True))
    return rows


def _act_of(words: str, line: Told) -> Act | None:
    """Return the act whose words a part mostly is; None where it is of two."""
    own = Counter(words.lower().split())
    shared = [(own & Counter(each.lower().split())).total() for each in line.words]
    best = max(range(len(shared)), key=lambda k: shared[k])
    return line.acts[best] if own and shared[best] >= _MOSTLY * own.total() else None


def _example(
    author: int, part: Part, reading: Reading, acts: Sequence[Act], weight: float, whole: bool
) -> Example:
    seen = evidence_here(evidence(part, reading), part.shown)
    rule = (reading.act, reading.confidence)
    text = words_of(part.text)
    return Example(author, text, seen, acts[0], frozenset(acts), rule, weight, whole)
