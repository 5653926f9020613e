"""What is taken for personal data, and what is talk about goods."""

import pytest

from agents.routing.personal_data import class_of, iban, luhn


@pytest.mark.parametrize(
    "text",
    [
        "my name is Anna",
        "email me at anna.smith@example.com",
        "anna dot smith at gmail dot com",
        "call me on 555 123 4567",
        "my number is five five five one two three four five six seven",
        "ship it to 12 Main Street",
        "I live at 4 Privet Drive",
        "send it to 221b Baker Street please",
        "zip code is 94110",
        "ship to CA 94110",
        "my address is on file",
        "her name is Lucy",
        "you can call me Bob",
        "+44 20 7946 0958",
        "my birthday is may 4",
        "SW1A 1AA",
        "in the name of Smith",
        "deliver to 10 rue st avenue",
    ],
)
def test_a_way_to_reach_somebody_is_contact(text: str) -> None:
    assert class_of(text) == "contact"


@pytest.mark.parametrize(
    "text",
    [
        "my card is 4111 1111 1111 1111",
        "four one one one one one one one one one one one one one one one",
        "my iban is DE89 3704 0044 0532 0130 00",
        "ssn 123-45-6789",
        "my password is hunter2",
        "shoes for my diabetes",
        "I have arthritis, need gloves",
        "gift for my wife who is pregnant",
        "I need shoes for plantar fasciitis",
        "my doctor told me to get insoles",
        "my mom has dementia",
        "I am allergic to wool",
        "card ending in 4242",
        "passport number is X1234567",
    ],
)
def test_payment_ids_and_health_are_sensitive(text: str) -> None:
    assert class_of(text) == "sensitive"


@pytest.mark.parametrize(
    "text",
    [
        "show me boots under 200",
        "arthritis gloves",
        "diabetic socks",
        "what about the second one",
        "4 way stretch jeans",
        "3/8 inch drive socket",
        "2 lane road bike",
        "order 12345678901",
        "iphone 15 pro max",
        "call me later",
        "1080p monitor 144hz 27 inch",
        "sku 4006381333931",
        "under $1,299.99",
        "size 10 or 11",
        "maternity dress for a wedding",
        "does it have 5000 mah",
        "I want a cancer bracelet",
        "something for a wedding",
        "i'm looking for a red dress",
        "the brand name is Nike",
        "between 100 and 200 dollars in size 10 20 30",
        "10000000 btu",
        "add it to my cart",
        "3 8 mm screws",
        "M3 8mm screws",
        "12 x 16 x 20 inches",
        "my favorite name brand",
        "do you deliver to 3 countries on the way",
        "disabled parking sign",
        "blind spot mirror",
        "window blinds",
    ],
)
def test_talk_about_goods_holds_nothing_personal(text: str) -> None:
    assert class_of(text) == "none"


def test_the_most_personal_text_counts() -> None:
    assert (
        class_of("boots", None, "", "my name is Anna", "my card is 4111111111111111") == "sensitive"
    )
    assert class_of() == "none"


def test_check_digits() -> None:
    assert luhn("4111111111111111") and not luhn("4111111111111112")
    assert not luhn("0000000000000000")
    assert iban("GB82 WEST 1234 5698 7654 32") and not iban("GB82 WEST 1234 5698 7654 33")
