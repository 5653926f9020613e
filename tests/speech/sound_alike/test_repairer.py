from collections.abc import Sequence

import pytest

from retrieval.english import ordinary_words
from speech.errors import RecogniserError
from speech.sound_alike.index import TermIndex
from speech.sound_alike.repairer import CatalogRepairer
from speech.sound_alike.term import Term
from speech.transcript import Word

_TERMS = (
    Term("Nike", "brand"),
    Term("Keldan", "brand"),
    Term("Cocotelle", "brand"),
    Term("Anselma", "brand"),
    Term("Plumfield", "brand"),
    Term("desk lamps", "kind"),
    Term("board games", "kind"),
    Term("noise canceling", "feature"),
)


class Audio:
    """A scorer that finds some texts likelier than others, and keeps what it was asked."""

    def __init__(self, **nats: float) -> None:
        self._nats = {text.replace("_", " "): gain for text, gain in nats.items()}
        self.asked: list[str] = []
        self.expected = ""

    def __call__(self, texts: Sequence[str], expecting: str = "") -> list[float]:
        self.asked, self.expected = list(texts), expecting
        return [
            -20.0 + sum(gain for term, gain in self._nats.items() if term in text) for text in texts
        ]


def _repairer(*screen: Term) -> CatalogRepairer:
    return CatalogRepairer(TermIndex(_TERMS), ordinary_words(), screen)


def _words(text: str, doubtful: str = "", probability: float = 0.3) -> list[Word]:
    return [
        Word(word, probability if word.strip(".,?").lower() in doubtful.split() else 0.98)
        for word in text.split()
    ]


def test_a_brand_that_the_audio_supports_is_put_in_place_of_ordinary_words() -> None:
    text = "No, not night, please."
    repaired = _repairer().repair(text, _words(text, "night"), Audio(Nike=6.0))
    assert repaired.text == "No, not Nike, please."
    assert [(r.heard, r.meant) for r in repaired.repairs] == [("night", "Nike")]


def test_the_same_words_stay_where_the_audio_is_against_it() -> None:
    text = "Something warm for the evening, but not at night."
    audio = Audio(Nike=-8.0)
    repaired = _repairer().repair(text, _words(text, "night"), audio)
    assert audio.asked
    assert repaired.text == text
    assert repaired.repairs == ()


def test_words_that_are_sure_are_not_even_asked_about() -> None:
    for text in (
        "Something warm for the evening, but not at night.",
        "What time does the store close on Sunday?",
        "Show me board games under fifty dollars.",
        "I would like two of them in size nine.",
    ):
        audio = Audio()
        assert _repairer().repair(text, _words(text), audio).text == text
        assert audio.asked == [], text


def test_two_names_in_one_sentence() -> None:
    text = "Compare cockle tell and ansomma for me."
    audio = Audio(Cocotelle=9.0, Anselma=4.0)
    repaired = _repairer().repair(text, _words(text, "cockle tell ansomma"), audio)
    assert repaired.text == "Compare Cocotelle and Anselma for me."
    assert "Cocotelle" in audio.expected and "Anselma" in audio.expected


def test_a_term_in_pieces_is_joined_without_asking() -> None:
    audio = Audio()
    repaired = _repairer().repair("Show me Plum Field shoes.", (), audio)
    assert repaired.text == "Show me Plumfield shoes."
    assert [(r.heard, r.meant) for r in repaired.repairs] == [("Plum Field", "Plumfield")]
    assert audio.asked == []


def test_a_hyphen_does_not_part_a_term() -> None:
    assert _repairer().repair("The plum-field one.", (), Audio()).text == "The Plumfield one."
    terms = [Term("t-shirts", "kind")]
    repairer = CatalogRepairer(TermIndex(terms), ordinary_words())
    assert repairer.repair("Show me t-shirts.", (), Audio()).repairs == ()


def test_a_part_of_a_longer_term_is_not_joined() -> None:
    terms = [Term("Black Sun Glasses", "model"), Term("sunglasses", "kind")]
    repairer = CatalogRepairer(TermIndex(terms), ordinary_words())
    assert repairer.repair("The black sun glasses.", (), Audio()).repairs == ()
    assert repairer.repair("The sun glasses.", (), Audio()).text == "The sunglasses."


def test_a_comma_may_stand_in_a_misheard_name_but_a_stop_may_not() -> None:
    heard = "Show me cockle, tell for me."
    repaired = _repairer().repair(heard, _words(heard, "cockle tell"), Audio(Cocotelle=9.0))
    assert repaired.text == "Show me Cocotelle for me."
    heard = "Show me a cockle. Tell me more."
    audio = Audio(Cocotelle=9.0)
    _repairer().repair(heard, _words(heard, "cockle tell"), audio)
    assert not any("Cocotelle me more" in text for text in audio.asked)


@pytest.mark.parametrize(
    "text",
    ["Not that.", "Size nine and a half.", "No, nine.", "Under fifty dollars.", "Yes.", "Stop!"],
)
def test_numbers_negations_and_grammar_are_never_asked_about(text: str) -> None:
    terms = [Term("Nott", "brand"), Term("Nyne", "brand"), Term("Stopp", "brand")]
    repairer = CatalogRepairer(TermIndex(terms), ordinary_words())
    audio = Audio()
    assert repairer.repair(text, _words(text, text.lower(), 0.1), audio).text == text
    assert audio.asked == []


def test_strange_words_need_less_than_sensible_ones() -> None:
    strange, sensible = "I want the kelldon one.", "I want the golden one."
    repairer = _repairer()
    assert "Keldan" in repairer.repair(strange, _words(strange, "kelldon"), Audio(Keldan=-1.0)).text
    assert (
        repairer.repair(sensible, _words(sensible, "golden"), Audio(Keldan=-1.0)).text == sensible
    )


def test_what_is_on_the_screen_needs_less() -> None:
    text = "Tell me about the tory one."
    audio = Audio(Torvane=0.3)
    shown = Term("Torvane", "brand")
    heard = _words("Tell me about the torvin one.", "torvin")
    sure = Audio(Torvane=-2.9)
    assert "Torvane" in _repairer(shown).repair("Tell me about the torvin one.", heard, sure).text
    assert _repairer().repair(text, _words(text, "tory"), audio).text == text


def test_few_texts_are_scored_however_many_sound_alike() -> None:
    terms = [Term(f"Kel{a}d{b}n", "brand") for a in "aeiou" for b in "aeiou"]
    audio = Audio()
    text = "Kelden or keldin or kaldon or koldan or kildun?"
    CatalogRepairer(TermIndex(terms), ordinary_words()).repair(text, (), audio)
    assert len(audio.asked) <= 5


def test_weights_that_cannot_score_leave_the_words_as_they_are() -> None:
    def score(texts: Sequence[str], expecting: str = "") -> list[float]:
        raise RecogniserError("These weights cannot score texts; convert them again.")

    text = "No, not night, please."
    assert _repairer().repair(text, _words(text, "night"), score).text == text


def test_a_long_story_is_left_as_it_is() -> None:
    text = "kelldon " * 60
    audio = Audio(Keldan=9.0)
    assert _repairer().repair(text, (), audio).text == text
    assert audio.asked == []


def test_a_kind_of_product_comes_back_in_the_number_that_was_heard() -> None:
    repairer = CatalogRepairer(TermIndex([Term("bike helmets", "kind")]), ordinary_words())
    text = "I need a bic helmet for my kid."
    repaired = repairer.repair(text, _words(text, "bic", 0.2), Audio(bike_helmet=3.0))
    assert repaired.text == "I need a bike helmet for my kid."


def test_a_name_may_end_in_more_but_more_is_no_name() -> None:
    repairer = CatalogRepairer(TermIndex([Term("Brackmoor", "brand")]), ordinary_words())
    text = "Not brat more, please."
    repaired = repairer.repair(text, _words(text, "brat", 0.3), Audio(Brackmoor=3.0))
    assert repaired.text == "Not Brackmoor, please."
    audio = Audio(Brackmoor=3.0)
    assert (
        repairer.repair("Show me more.", _words("Show me more.", "more", 0.1), audio).repairs == ()
    )
    assert audio.asked == []


def test_the_shops_own_cart_is_never_a_card() -> None:
    repairer = CatalogRepairer(TermIndex([Term("cards", "kind")]), ordinary_words())
    text = "Add the first one to my cart."
    assert repairer.repair(text, _words(text, "cart", 0.1), Audio(card=9.0)).text == text


@pytest.mark.parametrize(
    ("screen", "nats", "text", "meant"),
    [
        (True, 7.0, "Edmund White, size 9.", "Add them in White, size 9."),
        (True, 1.0, "Edmund White, size 9.", "Edmund White, size 9."),
        (False, 7.0, "Edmund White, size 9.", "Edmund White, size 9."),
        (True, 7.0, "Show Edmund White.", "Show Edmund White."),
    ],
)
def test_an_order_is_heard_at_the_beginning_while_products_are_shown(
    screen: bool, nats: float, text: str, meant: str
) -> None:
    repairer = _repairer(*((Term("Keldan", "brand"),) if screen else ()))
    audio = Audio(Add_them_in=nats)
    assert repairer.repair(text, _words(text, "edmund", 0.3), audio).text == meant


def test_a_command_alone_is_heard_as_one() -> None:
    repairer = _repairer(Term("Keldan", "brand"))
    assert repairer.repair("Star.", _words("Star.", "star", 0.3), Audio(Stop=4.0)).text == "Stop."
    text = "The star is nice."
    assert repairer.repair(text, _words(text, "star", 0.3), Audio(Stop=4.0)).text == text
