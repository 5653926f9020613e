"""`to_spoken` case by case, and what must hold for any text."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.spoken import to_spoken, verbalise
from speech.verbaliser.lexicon import load_lexicon

CASES = [
    ("$280", "two hundred and eighty dollars"),
    ("$19.99", "nineteen dollars and ninety-nine cents"),
    ("$1,299.00", "one thousand two hundred and ninety-nine dollars"),
    ("$0.50", "fifty cents"),
    ("$1", "one dollar"),
    ("$1.01", "one dollar and one cent"),
    ("$40-$60", "forty to sixty dollars"),
    ("$40–60", "forty to sixty dollars"),
    ("$40 to $60", "forty to sixty dollars"),
    ("$2.5k", "two point five thousand dollars"),
    ("$5/month", "five dollars per month"),
    ("280 USD", "two hundred and eighty dollars"),
    ("-$5", "minus five dollars"),
    ("€12.50", "twelve euros and fifty cents"),
    ("£9.01", "nine pounds and one penny"),
    ("¥500", "five hundred yen"),
    ("4.6 out of 5", "four point six out of five"),
    ("4.6/5", "four point six out of five"),
    ("15%", "fifteen percent"),
    ("10-15%", "ten to fifteen percent"),
    ("size 10", "size ten"),
    ("US 9.5", "U S nine and a half"),
    ("sizes 8, 9.5 and 10", "sizes eight, nine and a half and ten"),
    ("XL", "extra large"),
    ("XXL", "double extra large"),
    ("3XL", "triple extra large"),
    ("S/M/L", "small, medium, large"),
    ("S, M, and XL", "small, medium, and extra large"),
    ("size M", "size medium"),
    ("size S-XL", "size small to extra large"),
    ("450 g", "four hundred and fifty grams"),
    ("450g", "four hundred and fifty grams"),
    ("2.5 kg", "two point five kilograms"),
    ("1 kg", "one kilogram"),
    ("13-inch", "thirteen inch"),
    ('13"', "thirteen inches"),
    ("20 x 30 cm", "twenty by thirty centimeters"),
    ("20x30x10 cm", "twenty by thirty by ten centimeters"),
    ("4 L", "four liters"),
    ("500 ml", "five hundred milliliters"),
    ("1080p", "ten eighty p"),
    ("4K", "four K"),
    ("USB-C", "U S B C"),
    ("Wi-Fi", "why fye"),
    ("w/ zipper", "with zipper"),
    ("w/o lid", "without lid"),
    ("A & B", "A and B"),
    ("approx. 5 kg", "approximately five kilograms"),
    ("2nd", "second"),
    ("X200", "X two hundred"),
    ("HD-25", "H D twenty-five"),
    ("WH-1000XM5", "W H one thousand X M five"),
    ("X205", "X two oh five"),
    ("in 2024", "in twenty twenty-four"),
    ("2024 model", "twenty twenty-four model"),
    ("2024 reviews", "two thousand and twenty-four reviews"),
    ("10 in stock", "ten in stock"),
    ("10in", "ten inches"),
    ("10 in. deep", "ten inches deep"),
    ("3-in-1", "three in one"),
    ("2-pack", "two pack"),
    ("1/2", "one half"),
    ("1 1/2 inches", "one and a half inches"),
    ("9½", "nine and a half"),
    ("2½ kg", "two and a half kilograms"),
    ("24/7", "twenty-four seven"),
    ("4+ stars", "four plus stars"),
    ("~5 days", "about five days"),
    ("#5", "number five"),
    ("No. 5", "number five"),
    ("9:30", "nine thirty"),
    ("16:9", "sixteen by nine"),
    ("9 am.", "nine A-M."),
    ("1990s", "nineteen nineties"),
    ("90s", "nineties"),
    ("5'10\"", "five feet ten inches"),
    ("6' tall", "six feet tall"),
    ("-5°C", "minus five degrees Celsius"),
    ("45°", "forty-five degrees"),
    ("0.5", "zero point five"),
    (".5", "point five"),
    ("1,234,567", "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
    (
        "123456789012345",
        "one two three four five six seven eight nine zero one two three four five",
    ),
    ("007", "zero zero seven"),
    ("v2.1.3", "V two point one point three"),
    ('It costs "$5" (was $10). Great!', "It costs five dollars, was ten dollars. Great!"),
    ('the "Trail 13" boot', "the Trail thirteen boot"),
    ("**bold** _it_", "bold it"),
    ("https://a.b/c?1", "the link"),
    ("example.com", "example dot com"),
    ("U.S. made", "U S made"),
    ("LED lamp led", "L E D lamp led"),
    ("MP3", "M P three"),
    ("IPX7", "I P X seven"),
    ("3x faster", "three times faster"),
    ("AA4", "double A-four"),
    ("32/34", "thirty-two slash thirty-four"),
    ("5-7 days", "five to seven days"),
    ("3 m cable", "three meter cable"),
    ("2 hrs", "two hours"),
    ("100 km/h", "one hundred kilometers per hour"),
    ("180 g/m²", "one hundred and eighty grams per square meter"),
    ("12 oz.", "twelve ounces."),
    ("12 oz. bottle", "twelve ounce bottle"),
    ("555-1234-99", "five five five, one two three four, nine nine"),
    ("4.6-star", "four point six star"),
    ("men's 10.5", "men's ten and a half"),
    ("① ² ٣", "one two three"),
    ("10 a.m. to 5 p.m.", "ten A-M to five P M."),
    ("etc.", "et cetera."),
    ("e.g. black", "for example black"),
    ("Are they US sizes? Tell us 9.5", "Are they U S sizes? Tell us nine point five"),
    ("AI-generated", "A-I generated"),
    ("T-shirts", "tee shirts"),
    ("1st, 2nd & 3rd", "first, second and third"),
    ("2 x 4", "two by four"),
    ("$1.2M", "one point two million dollars"),
    ("19.99 dollars", "nineteen dollars and ninety-nine cents"),
    ("½", "one half"),
    ("3/4 L", "three quarters liter"),
    ("black/white", "black or white"),
    ("100% cotton", "one hundred percent cotton"),
    ("$280.", "two hundred and eighty dollars."),
    ("$1,299, and", "one thousand two hundred and ninety-nine dollars, and"),
    ("5 stars", "five stars"),
    ("UPF 50+", "U P F fifty plus"),
    ("SPF30", "S P F thirty"),
    ("$12.5", "twelve dollars and fifty cents"),
    ("1000 mAh", "one thousand milliamp hours"),
    ("24 V", "twenty-four volts"),
    ("65W", "sixty-five watts"),
    ("8GB RAM", "eight gigabytes of RAM"),
    ("128 GB", "one hundred and twenty-eight gigabytes"),
    ("sizes S, M and L", "sizes small, medium and large"),
    ("M", "M"),
    ("AT&T", "A-T and T"),
    ("Air Max.", "Air Max."),
    ("max. 5 kg", "maximum five kilograms"),
    ("Which size would you like?", "Which size would you like?"),
    ("  spaced   out  ", "spaced out"),
    ("", ""),
    ("🙂", ""),
    ("a\nb", "a. b"),
    ("Sold out…", "Sold out."),
    ("(new)", "new"),
    ("the Ridge — in blue", "the Ridge, in blue"),
    ("$0", "zero dollars"),
    ("1,5", "one, five"),
    ("[[ hi ]]", "hi"),
    ("C++", "C plus plus"),
    ("tent for 2", "tent for two"),
    ("7 of 10", "seven of ten"),
]


def _golden() -> list[tuple[str, str]]:
    rows = (Path(__file__).parent / "data" / "spoken.tsv").read_text(encoding="utf-8")
    return [(text, said) for text, _, said in (row.partition("\t") for row in rows.splitlines())]


def test_the_table_is_read_as_a_shop_assistant_would() -> None:
    """Names, prices, sizes and measures as products and replies hold them, 590 of them."""
    golden = _golden()
    assert len(golden) > 500
    wrong = [(text, said, got) for text, said in golden if (got := to_spoken(text)) != said]
    assert wrong == []


@pytest.mark.parametrize("text", [text for text, _ in _golden() if len(text) > 25])
def test_spans_of_the_table_cover_it(text: str) -> None:
    covered = "".join(text[span.start : span.end] for span in verbalise(text).spans)
    assert "".join(covered.split()) == "".join(text.split())


_ABBREVIATED = frozenset(("no", "in"))


def _is_plain(word: str) -> bool:
    return load_lexicon().respelling(word) is None and word not in _ABBREVIATED


_WORDS = st.text(alphabet=st.characters(categories=["Ll"]), min_size=2, max_size=12).filter(
    _is_plain
)


@given(st.lists(_WORDS, max_size=8))
@settings(max_examples=300, deadline=None)
def test_plain_words_are_said_as_they_are(words: list[str]) -> None:
    text = " ".join(words)
    assert to_spoken(text) == text
    assert to_spoken(to_spoken(text)) == text


LONGEST_PER_CHAR = 18
"""Characters said for one written, at most: "1°F" is "one degree Fahrenheit"."""


@given(
    st.one_of(
        st.text(max_size=80),
        st.text(alphabet="0123456789.,:/-–$€£%\"'()+#~x×XSML kgcmin°USBF²½★A\n", max_size=40),
    )
)
@settings(max_examples=500, deadline=None)
def test_what_is_said_is_never_much_longer(text: str) -> None:
    assert len(to_spoken(text)) <= LONGEST_PER_CHAR * len(text)


@given(st.one_of(st.text(max_size=60), st.sampled_from([text for text, _ in _golden()])))
@settings(max_examples=400, deadline=None)
def test_what_is_said_stays_free_of_digits_when_said_again(text: str) -> None:
    once = to_spoken(text)
    assert not any(c.isdigit() for c in to_spoken(once))


@pytest.mark.parametrize(("text", "said"), CASES)
def test_what_is_said(text: str, said: str) -> None:
    assert to_spoken(text) == said


def test_prices_in_a_reply() -> None:
    assert to_spoken("The Ridge Boot is $280, down from $350 (20% off), and rated 4.6/5.") == (
        "The Ridge Boot is two hundred and eighty dollars, down from three hundred and fifty "
        "dollars, twenty percent off, and rated four point six out of five."
    )


_SHOPPING = st.text(alphabet="0123456789.,:/-–$€£%\"'()+#~x×XSML kgcmin°USB²½\n", max_size=40)


@given(st.one_of(st.text(max_size=80), _SHOPPING))
@settings(max_examples=600, deadline=None)
def test_any_text_is_said_without_digits_or_symbols(text: str) -> None:
    said = to_spoken(text)
    assert not any(c.isdigit() for c in said)
    assert not set(said) & set('$€£%#/\\[]{}<>|*_=+@~^`"\n\t')
    assert said == " ".join(said.split())


@given(st.one_of(st.text(max_size=80), _SHOPPING))
@settings(max_examples=400, deadline=None)
def test_spans_cover_every_token_and_every_word_once(text: str) -> None:
    spoken = verbalise(text)
    word = end = 0
    covered: list[str] = []
    for span in spoken.spans:
        assert text[end : span.start].strip() == ""
        assert span.start < span.end
        assert span.word_start == word
        word, end = span.word_end, span.end
        covered += text[span.start : span.end].split()
    assert word == len(spoken.text.split())
    assert covered == text.split()


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_price_names_its_amount(amount: int) -> None:
    assert to_spoken(f"${amount:,}") == to_spoken(f"${amount}")
    assert to_spoken(f"${amount}").endswith("dollar" if amount == 1 else "dollars")


def test_spans_of_a_reply() -> None:
    text = "It is $280, 20 x 30 cm 🙂 ok"
    spoken = verbalise(text)
    said = spoken.text.split()
    assert [
        (text[s.start : s.end], " ".join(said[s.word_start : s.word_end])) for s in spoken.spans
    ] == [
        ("It", "It"),
        ("is", "is"),
        ("$280,", "two hundred and eighty dollars,"),
        ("20 x 30 cm", "twenty by thirty centimeters"),
        ("🙂", ""),
        ("ok", "okay"),
    ]


@pytest.mark.parametrize(
    "unit", ["1", "1,", "$", "a-", "S/", "1.", '"', "1x", "9-", " ", "1 ", "e.g."]
)
def test_long_monotonous_text_takes_linear_time(unit: str) -> None:
    began = process_time()
    assert not any(c.isdigit() for c in to_spoken(unit * 10_000))
    assert process_time() - began < 10  # of the processor
