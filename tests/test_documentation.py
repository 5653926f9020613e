"""What the documentation shows is what the code does."""

import re
from pathlib import Path

import pytest

from agents.acts import Act
from agents.graph import mermaid
from agents.reading import Shown
from agents.understand import Understander
from assistant.config import Settings
from assistant.embedding import embedder_of
from tests.agents.understand.summary import summary
from tests.sample import sample_vocabulary

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
BOOTS = ("Wayfold Glen Low Women's Hiking Boot", "Cairnsley Crag Light Women's Hiking Boot")
SCREENS = {
    "nothing": Shown(),
    "boots": Shown(titles=BOOTS, category="hiking boots", turn=1),
    "boots in the cart": Shown(
        titles=BOOTS, category="hiking boots", turn=2, added=True, cart=BOOTS[:1]
    ),
    "a question for the size": Shown(
        titles=BOOTS, category="hiking boots", turn=2, asked="size", choices=("8", "9")
    ),
}
"""What there is in the table of acts, by its words."""


def acts_shown() -> list[tuple[str, str, str, str]]:
    """Return the lines of the table: act, utterance, what there is, and what is read."""
    text = (ROOT / "docs" / "understanding.md").read_text(encoding="utf-8")
    table = text.split("| act | said |", 1)[1].split("\n\n", 1)[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    return [(act.strip("`"), said, there, read.strip("`")) for act, said, there, read in rows]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander(sample_vocabulary(), embedder_of(Settings()))


def test_the_readme_shows_the_graph_as_it_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = re.findall(r"```mermaid\n(.*?)```", readme, re.DOTALL)
    assert [block.strip() for block in drawn] == [mermaid().strip()], (
        "Put what `aisle graph` prints into the mermaid block of README.md."
    )


def test_every_act_has_an_example() -> None:
    assert sorted(act for act, *_ in acts_shown()) == sorted(Act)


@pytest.mark.model
@pytest.mark.parametrize(("act", "said", "there", "read"), acts_shown())
def test_the_examples_of_acts_are_read_so(
    understander: Understander, act: str, said: str, there: str, read: str
) -> None:
    shown = summary(understander.read(said, SCREENS[there])).split()
    assert shown[0] == act
    assert set(read.split()) <= set(shown)
    assert ";" not in shown


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    here = ROOT / "docs" / page
    missing = [
        link
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", here.read_text(encoding="utf-8"))
        if "://" not in link and not (here.parent / link).exists()
    ]
    assert not missing


def test_links_of_the_readme_lead_somewhere() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def anchors(page: Path) -> set[str]:
    """Return what the headings of a page can be linked by."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_links_to_headings_lead_to_one(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    own = [(to, anchor) for to, anchor in links if "://" not in to]
    assert [a for to, a in own if a not in anchors(page.parent / to if to else page)] == []
