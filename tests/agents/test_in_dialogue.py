"""What an utterance means depends on what is wanted already."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agents.acts import Act
from agents.constraints import Constraint, Kind, Relative, Set, Shift
from agents.in_dialogue import in_dialogue
from agents.reading import Reading, Reference
from agents.requests import request_of
from agents.search_text import Piece
from agents.state import DialogueState, OnScreen
from retrieval.lexicon import Lexicon
from retrieval.product import Product

TITLES = (
    "Huawei Mate smart phone",
    "Apple iPhone blue phone",
    "Samsung Galaxy phone with 256GB",
    "Oak desk lamp",
    "Brass floor lamp with dimmer",
    "Wooden dining chair",
    "Glass baby bottle",
)
LEXICON = Lexicon.of(
    Product(
        id=title,
        title=title,
        price=Decimal(1),
        department="All",
        category=title.split()[2].lower(),
        stock=1,
    )
    for title in TITLES
)
PHONE = DialogueState(turn=1, said=(Piece("cell phone", 0, "I need a cell phone"),))
SHOWN = replace(PHONE, screen=(OnScreen("a"), OnScreen("b")))


def one(reading: Reading, dialogue: DialogueState, *offered: str) -> Reading:
    (meant,) = in_dialogue((reading,), dialogue, LEXICON, offered)
    return meant


def find(words: str, text: str | None = None) -> Reading:
    return Reading(Act.FIND, 0.65, words, text=words.lower() if text is None else text)


@pytest.mark.parametrize("dialogue", [PHONE, SHOWN])
@pytest.mark.parametrize(
    "words",
    [
        "Huawei!!",
        "I need Huawei",
        "preferably blue",
        "for my daughter",
        "Samsung or OnePlus, please",
    ],
)
def test_what_names_no_other_thing_says_more_of_the_wish(
    dialogue: DialogueState, words: str
) -> None:
    assert one(find(words), dialogue).act is Act.REFINE


@pytest.mark.parametrize(
    "words",
    ["I need a lamp", "do you sell umbrellas", "what about a chair", "show me some ukuleles"],
)
def test_another_thing_is_a_new_wish(words: str) -> None:
    assert one(find(words, text=words.rsplit(maxsplit=1)[-1]), SHOWN).act is Act.FIND


def test_nothing_wanted_yet_leaves_readings_alone() -> None:
    reading = find("Huawei!!")
    assert one(reading, DialogueState()) == reading


def test_talk_about_the_choice_keeps_the_wish() -> None:
    meant = one(find("a specific picture for my choice"), PHONE)
    assert meant.act is Act.REFINE
    photo = Set(Constraint(Kind.TYPE, "photo", "photo", 1, known=False))
    assert one(replace(find("a photo"), edits=(photo,)), PHONE).edits == ()


@pytest.mark.parametrize(
    "words",
    [
        "I'm not fond of it",
        "Please change it",
        "this isn't what I want",
        "I don't really like them",
    ],
)
def test_what_is_disliked_asks_for_others(words: str) -> None:
    it = Reading(Act.SELECT, 0.45, words, references=(Reference("it", deictic=True),))
    (shift,) = one(it, SHOWN).edits
    assert isinstance(shift, Shift) and shift.relative is Relative.OTHERS


def test_what_is_liked_is_still_picked() -> None:
    it = Reading(Act.SELECT, 0.75, "I like this one", references=(Reference("it", deictic=True),))
    assert one(it, SHOWN).act is Act.SELECT


def test_a_yes_means_what_was_offered() -> None:
    meant = one(Reading(Act.CONFIRM, 0.97, "sure"), PHONE, "Banana Boat")
    assert (meant.act, meant.text) == (Act.REFINE, "Banana Boat")
    many = one(Reading(Act.CONFIRM, 0.97, "sure"), PHONE, "a", "b", "c")
    assert many.act is Act.CONFIRM


def test_noise_stays_unclear() -> None:
    noise = Reading(Act.UNCLEAR, 0.2, "asdf qwer", text="asdf qwer")
    assert one(noise, PHONE) == noise
    weather = Reading(Act.OUT_OF_SCOPE, 0.45, "will it rain tomorrow", topic="other")
    assert one(weather, PHONE) == weather


def test_a_carried_on_wish_keeps_its_kind_of_thing() -> None:
    phone = Constraint(Kind.TYPE, "phone", "phone", 0, known=False)
    dialogue = replace(PHONE, constraints=(phone,))
    huawei = Set(Constraint(Kind.TYPE, "huawei", "Huawei", 1, known=False))
    meant = one(replace(find("Huawei"), edits=(huawei,)), dialogue)
    assert meant.edits == () and meant.text == "huawei"


def test_the_search_says_each_word_once() -> None:
    wanted = (
        Constraint(Kind.TYPE, "phone", "phone", 0, known=False),
        Constraint(Kind.COLOUR, "mauve", "mauve", 1, known=False),
    )
    request = request_of(replace(PHONE, constraints=wanted))
    assert request.text == "mauve phone cell"
    assert request.wanted == ()


def test_ideas_are_of_the_wish_that_the_same_breath_named() -> None:
    named = find("I need a lamp", "lamp")
    ideas = Reading(Act.INSPIRE, 0.92, "what do you recommend")
    assert in_dialogue((named, ideas), DialogueState(), LEXICON) == (named,)
    assert in_dialogue((ideas,), DialogueState(), LEXICON) == (ideas,)
