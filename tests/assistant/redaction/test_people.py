"""Names are found in the ways in which people say them; what is named after people stays."""

import pytest

from assistant.redaction.gazetteer import (
    GIVEN,
    GIVEN_WORD,
    STRANGE,
    SURNAME,
    SURNAME_WORD,
    kinds,
)
from assistant.redaction.glance import may_hold
from assistant.redaction.names import names_in
from assistant.redaction.people import people_in
from assistant.redaction.redact import redact
from assistant.redaction.tokens import tokens_of
from tests.linear import is_linear

TAKEN_OUT = [
    # nothing but a name, as an answer
    ("Priyanka Oyelaran.", "[name]."),
    ("um that'd be tomasz wisniewski", "um that'd be [name]"),
    ("YES, IT'S CHIDINMA OKEKE", "YES, IT'S [name]"),
    ("sorry, mateo vargas", "sorry, [name]"),
    # how far a name goes
    ("this is Rafael Ortiz-Vega speaking", "this is [name] speaking"),
    ("under Leila al-Rashid, I think", "under [name], I think"),
    ("ship it to Johanna van der Meer please", "ship it to [name] please"),
    ("the recipient is saoirse k. o'malley", "the recipient is [name]"),
    ("it's Thomas B Lindgren Jr", "it's [name]"),
    ("Renée Dubois, 4 Elm Street", "[name], [address]"),
    # names that are words as well
    ("my cousin Mark likes trainers", "my cousin [name] likes trainers"),
    ("June's getting married so I need a gift", "[name]'s getting married so I need a gift"),
    ("it's for june park turning thirty", "it's for [name] turning thirty"),
    ("Mr Price ordered it", "Mr [name] ordered it"),
    ("hi, Rose here, do you have lamps", "hi, [name] here, do you have lamps"),
    # who somebody is to the one who speaks
    ("my boss Xiuying Penhaligon wants four", "my boss [name] wants four"),
    ("it's in my partner's name, Gwilym Rhydderch", "it's in my partner's name, [name]"),
    ("myself Sanjana Kulkarni, I want a lamp", "myself [name], I want a lamp"),
    ("me and Matilda are looking for a rug", "me and [name] are looking for a rug"),
    ("the rep was Bogdan", "the rep was [name]"),
    ("the order was placed by Agnieszka Nowak", "the order was placed by [name]"),
    ("Deepika from customer service told me so", "[name] from customer service told me so"),
    # what is written on a gift
    ("engrave it with Siobhan please", "engrave it with [name] please"),
    ("put Tadeusz on the label", "put [name] on the label"),
    ("the note should say happy anniversary Olga and Hiroshi",
     "the note should say happy anniversary [name] and [name]"),
    ("with love from Anjali and Mark", "with love from [name] and [name]"),
    # corrections
    ("engrave it with Arjun, no wait, Anjali Rao", "engrave it with [name]"),
    ("under Jamal, I mean Marta Kowalczyk", "under [name]"),
    # spelled
    ("ingrid i n g r i d", "[name] [name]"),
    ("Kate with a K, K A T E", "[name] with a K, [name]"),
    ("last name is O as in Oscar, K as in kilo, A, F as in fox", "last name is [name]"),
    ("S like sugar, I like ice, N for Nancy, G", "[name]"),
    ("it's november golf oscar zulu india", "it's [name]"),
    ("put maedbh on the box em ay ee dee bee aitch", "put [name] on the box [name]"),
    ("it's Schmidtke with a T", "it's [name] with a T"),
    ("it's Bjornson not Bjornsen", "it's [name] not [name]"),
    # several, and what only people do
    ("anything under delacroix comma odile", "anything under [name] comma [name]"),
    ("my twins Isla and Ruaridh need bikes", "my twins [name] and [name] need bikes"),
    ("it's Aurelia Kowalczyk now", "it's [name] now"),
    ("I think Thandiwe put it on our list", "I think [name] put it on our list"),
    ("can yevgeniy pick it up", "can [name] pick it up"),
]  # fmt: skip

LEFT = [
    "do you carry Ben & Jerry's or Fred Perry",
    "is Tommy Hilfiger better than Ralph Lauren",
    "my favourites are jo malone so start with those",
    "my kid wants a peter parker costume",
    "Harry Potter, the box set",
    "a Calvin Klein belt, a Hugo Boss shirt and Levi's",
    "a mary jane shoe and an earl grey tea",
    "a shirt in Jasmine, please, not in Heather",
    "will this be on sale in June, and may I pay in May",
    "frank opinion, does it look cheap",
    "can you mark it as a gift and bill me later",
    "I hope it has some grace",
    "cherry wood, rose gold, jade green and olive oil",
    "mr coffee maker",
    "Dr Pepper and Mrs Dash",
    "I'm Irish",
    "winter is coming",
    "the l e d strip with u s b c",
    "size x x l in navy",
    "blood mary mix, low calorie margarita mix",
    "a princess elsa dress for age five",
    "cotton heather and heather cotton",
    "a billy bookcase",
    "the Penguin edition of Emma, please",
    "Rebecca by Daphne du Maurier",
    "the film poster for Amélie, not the movie Carrie",
    "Eau de toilette for men, not Paco Rabanne",
    "a party with Cleopatra, Zorro and Mary Poppins",
    "barbie dreamhouse, cheapest",
    "johnson's baby oil and two of Jameson",
    "my card holder's worn out",
    "Bonnie and Clyde t shirts",
    "Elmer the elephant",
    "park bench, stone wall, bell pepper, king size",
]


@pytest.mark.parametrize(("text", "left"), TAKEN_OUT)
def test_a_name_is_taken_out(text: str, left: str) -> None:
    assert redact(text).text == left


@pytest.mark.parametrize("text", LEFT)
def test_what_is_named_after_people_stays(text: str) -> None:
    assert redact(text).text == text


SPELLED = ("lima echo echo charlie", "E W A", "B as in boy, O as in ocean, Y as in you")


@pytest.mark.parametrize("text", [*(text for text, _ in TAKEN_OUT), *SPELLED])
def test_no_name_is_missed_by_the_quick_look(text: str) -> None:
    for said in (text, text.lower(), text.upper()):
        assert may_hold(said) or not any(names_in(tokens_of(said)))


@pytest.mark.parametrize(
    ("word", "bits"),
    [
        ("priya", GIVEN),
        ("renée", GIVEN),
        ("daisy", GIVEN_WORD),
        ("o'connell", SURNAME),
        ("park", SURNAME_WORD),
        ("qvistgaardz", STRANGE),
        ("sofa", 0),
        ("12", 0),
    ],
)
def test_a_word_is_a_name_or_none(word: str, bits: int) -> None:
    assert kinds(word) & bits == bits
    assert bool(kinds(word)) == bool(bits)


@pytest.mark.parametrize(
    "part",
    ["Ann Lee ", "Ann, no, ", "al-", "de la ", "J. ", "Ann and ", "for Ann ", "Ann-", "my sister "],
)
def test_names_take_no_more_than_linear_time(part: str) -> None:
    assert is_linear(lambda chars: list(people_in(tokens_of((part * chars)[:chars]))))
