"""The words of a wish: what is searched for of what was said."""

import pytest

from agents.search_text import PIECES_KEPT, Piece, content_of, text_of, with_piece


@pytest.mark.parametrize(
    ("said", "searched"),
    [
        ("long as the quality is good", ""),
        ("present a specific product photo for my selection", ""),
        ("a picture so i can decide", ""),
        ("provided the quality is up to par", ""),
        ("picture frame", "picture frame"),
        ("table sized fridge since my old one broke", "table sized fridge"),
        ("football boots based on my needs", "football boots"),
        ("fridge without a freezer", "fridge"),
        ("shoes for rain", "shoes for rain"),
        ("samsung or tcl", "samsung or tcl"),
        ("something nice", ""),
        ("", ""),
    ],
)
def test_only_what_tells_of_a_product_is_searched_for(said: str, searched: str) -> None:
    assert content_of(said) == searched


def test_content_is_content_already() -> None:
    once = content_of("a lamp with a dimmer, because my office is dark")
    assert content_of(once) == once == "lamp with dimmer" or "lamp" in once


def test_what_is_said_again_is_one_piece() -> None:
    pieces: tuple[Piece, ...] = ()
    for turn, text in enumerate(("fridge", "table sized fridge", "fridge", "white")):
        pieces = with_piece(pieces, Piece(text, turn, text))
    assert [(p.text, p.turn) for p in pieces] == [("table sized fridge", 1), ("white", 3)]
    assert text_of(pieces) == "table sized fridge white"
    assert text_of(pieces, besides="white fridge") == "table sized"


def test_an_endless_talk_stays_a_short_search() -> None:
    pieces: tuple[Piece, ...] = ()
    for turn in range(50):
        pieces = with_piece(pieces, Piece(f"word{turn} " * 10, turn))
    assert len(pieces) == PIECES_KEPT
    assert "word49" in text_of(pieces) and len(text_of(pieces)) <= 300
    assert pieces[0].turn == 50 - PIECES_KEPT
