"""What was taken back is gone, and what was not stays."""

import pytest

from agents.understand import Understander
from agents.understand.repairs import fluent
from tests.agents.understand.catalog import vocabulary
from tests.agents.understand.summary import CONTEXTS, summary

_UNDERSTANDER = Understander(vocabulary())

SAME = """
tents under fifty, no wait, sixty | tents under sixty
tents under fifty for camping, no, sixty | tents under sixty for camping
a tent, I mean sandals | sandals
red dresses, no, blue | blue dresses
red dresses under fifty, sorry, blue | blue dresses under fifty
red dresses or rather blue ones | blue dresses
navy dresses, make that black dresses | black dresses
sandals in brown, hmm no, in black | sandals in black
a brown handbag, no, a gray sofa | a gray sofa
red dresses under 50, actually, jackets under 50 | red jackets under 50
show me tents. Oh wait, I meant sleeping bags | show me sleeping bags
hiking boots, no wait, do you have sandals | do you have sandals
black and white sneakers, no wait, red sneakers | red sneakers
a gift for my mom, I mean my dad | a gift for my dad
a gift for my dad, my mom I mean | a gift for my mom
a red, um, blue dress | a blue dress
jeans in size 30, sorry, 32 | jeans in size 32
the cheapest, no, the best rated tent | the best rated tent
rated three stars, no, at least four, tents | rated four stars tents
red, no blue, no wait, black dresses | black dresses
do you have ukuleles, I mean banjos | do you have banjos
not leather, I mean not suede, boots | not suede, boots
"""


def read(text: str, context: str = "-") -> str:
    return summary(_UNDERSTANDER.read(text, CONTEXTS[context]))


def _pairs(table: str) -> list[tuple[str, str]]:
    rows = [line.split("|") for line in table.strip().splitlines()]
    return [(a.strip(), b.strip()) for a, b in rows]


@pytest.mark.parametrize(("said", "meant"), _pairs(SAME))
def test_a_repair_is_read_as_repaired(said: str, meant: str) -> None:
    assert read(said) == read(meant)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("show me the second, no, the third one", "select @3"),
        ("put two, sorry, three of those in the cart", "cart_add @it qty:3"),
        ("add it in size nine, sorry, ten", "cart_add @it size:10"),
        ("is the first one, I mean the second one waterproof", "ask_product ?waterproof @2"),
    ],
)
def test_references_and_counts_are_repaired(said: str, meant: str) -> None:
    assert read(said, "B") == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no, show me tents", "find category=tents"),
        ("sorry, I don't like red", "find -colour=red"),
        ("actually blue", "find colour=blue"),
        ("wait, what about tents under 100", "find category=tents price=..99.99"),
        ("leather jackets, no suede", "find -material=suede category=jackets material=leather"),
        ("no leather, no suede", "find -material=leather -material=suede"),
        ("black, uh, and white dresses", "find category=dresses colour=black colour=white"),
        ("red and blue dresses", "find category=dresses colour=blue colour=red"),
        ("tents, and um, sleeping bags", "find category=sleeping_bags category=tents"),
        ("make it blue instead of red", "find -colour=red colour=blue"),
    ],
)
def test_what_is_no_repair_stays(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("What is the tallest no the smallest tower in the town?",
         "What is the smallest tower in the town?"),
        ("When did or no make that where did the match begin?", "Where did the match begin?"),
        ("Who no wait what founded the league?", "What founded the league?"),
        ("How many ships, I mean sailors were lost?", "How many sailors were lost?"),
        ("Which river flows through Oslo?", "Which river flows through Oslo?"),
        ("Does it rain or snow there?", "Does it rain or snow there?"),
        ("", ""),
        ("no", "no"),
    ],
)  # fmt: skip
def test_questions_without_known_words(said: str, meant: str) -> None:
    assert fluent(said) == meant


def test_a_long_text_is_left_alone() -> None:
    text = "the cat, I mean the dog, " * 100
    assert fluent(text) == text
