"""Sizes as said and as spelled."""

import pytest

from agents.sizes import in_order, match_size, nearest_sizes, next_size

SHOES = ("7", "7.5", "8", "9", "10", "10.5", "11")
LETTERS = ("XS", "S", "M", "L", "XL", "XXL")


@pytest.mark.parametrize(
    ("said", "sizes", "found"),
    [
        ("ten", SHOES, "10"),
        ("size 10", SHOES, "10"),
        ("ten and a half", SHOES, "10.5"),
        ("seven point five", SHOES, "7.5"),
        ("a nine please", SHOES, "9"),
        ("12", SHOES, None),
        ("medium", LETTERS, "M"),
        ("extra large", LETTERS, "XL"),
        ("double extra large", LETTERS, "XXL"),
        ("2xl", LETTERS, "XXL"),
        ("thirty two", ("30", "32", "34"), "32"),
        ("10", ("US 9", "US 10"), "US 10"),
        ("10", ("8 x 10 ft", "5 x 8 ft"), None),
        ("queen", ("twin", "queen", "king"), "queen"),
        ("medium", ("small", "medium", "large"), "medium"),
        ("two terabytes", ("1 TB", "2 TB"), None),
        ("", SHOES, None),
    ],
)
def test_match(said: str, sizes: tuple[str, ...], found: str | None) -> None:
    assert match_size(said, sizes) == found


def test_nearest_are_given_in_the_order_of_the_listing() -> None:
    assert nearest_sizes("10", ("7", "8", "9", "11", "13"), 3) == ("8", "9", "11")
    assert nearest_sizes("M", ("XS", "S", "XXL"), 2) == ("XS", "S")
    assert nearest_sizes("one of those", ("twin", "king"), 2) == ("twin", "king")


def test_next() -> None:
    assert next_size("9", SHOES, 1) == "10"
    assert next_size("M", LETTERS, -1) == "S"
    assert next_size("11", SHOES, 1) is None
    assert next_size("queen", ("twin", "king"), 1) is None


def test_sizes_are_said_from_small_to_large() -> None:
    assert in_order(("10", "5", "6.5")) == ("5", "6.5", "10")
    assert in_order(("XL", "S", "M")) == ("S", "M", "XL")
    assert in_order(("queen", "10", "twin"))[0] == "10"
