"""Pronunciations: the shipped file, the user's own, and files that cannot be used."""

from pathlib import Path

import pytest

from speech.errors import LexiconError
from speech.spoken import to_spoken
from speech.verbaliser.lexicon import Lexicon, load_lexicon


def _own(tmp_path: Path, content: str) -> Lexicon:
    path = tmp_path / "mine.toml"
    path.write_text(content, "utf-8")
    return load_lexicon(path)


def test_a_users_lexicon_goes_over_the_shipped_one(tmp_path: Path) -> None:
    lexicon = _own(tmp_path, '[say]\n"kestrel" = "kess trull"\n[phonemes]\n"Ridge" = "ɹˈɪdʒ"\n')
    assert to_spoken("The KESTREL has Wi-Fi", lexicon) == "The kess trull has why fye"
    assert lexicon.with_phonemes("The Ridge, ridge") == "The [[ ɹˈɪdʒ, ]] ridge"
    assert load_lexicon().with_phonemes("a suede boot") == "a [[ swˈeɪd ]] boot"
    assert load_lexicon().with_phonemes("in taupe suede.") == "in [[ tˈoʊp swˈeɪd. ]]"


def test_a_plain_list_of_words_is_a_lexicon_too(tmp_path: Path) -> None:
    lexicon = _own(
        tmp_path, 'kestrel = "kess trull"\nridge = "[[ɹˈɪdʒ]]"\n"7-Eleven" = "the corner shop"\n'
    )
    assert to_spoken("Kestrel, at 7-Eleven.", lexicon) == "kess trull, at the corner shop."
    assert lexicon.with_phonemes("the ridge") == "the [[ ɹˈɪdʒ ]]"


def test_a_capital_keys_holds_for_its_own_case_only(tmp_path: Path) -> None:
    lexicon = _own(tmp_path, 'LED = "light"\n')
    assert to_spoken("an LED led me", lexicon) == "an light led me"


@pytest.mark.parametrize("token", ["C#", "S23+", "AT&T", "Wi-Fi", "10W-40"])
def test_a_name_with_signs_can_be_overridden(tmp_path: Path, token: str) -> None:
    lexicon = _own(tmp_path, f'"{token}" = "this one"\n')
    assert to_spoken(f"I have {token}, or {token}.", lexicon) == "I have this one, or this one."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[say", "line 1"),
        ('[say]\na = "ay"\n\nb = "bee"\nb = "again"', "line 5"),
        ('[say]\na = "ay"\n[speak]\na = "b"', "on line 3"),
        ('[say]\nb = "bee"\na = 1', "on line 3"),
        ('[say]\na = "b2"', "on line 2"),
        ('[phonemes]\na = "]]"', "on line 2"),
        ('[say]\n"two words" = "b"', "on line 2"),
        ('[say]\na = ""', "on line 2"),
        ('# mine\n"C#" = "[[ siː ]]"', "on line 2"),
    ],
)
def test_a_bad_lexicon_is_refused_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=rf"bad\.toml.*{says}") as refused:
        load_lexicon(path)
    assert str(refused.value).count("\n") == 0


def test_a_missing_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="check the path"):
        load_lexicon(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AC adapter", "A-C adapter"),
        ("vitamin A serum", "vitamin [[ ˈeɪ ]] serum"),
        ("USB-A cable", "U S B [[ ˈeɪ ]] cable"),
        ("A boot", "A boot"),
        ("Yes. A boot", "Yes. A boot"),
    ],
)
def test_the_letter_a_is_no_article(text: str, said: str) -> None:
    assert load_lexicon().with_phonemes(to_spoken(text)) == said
