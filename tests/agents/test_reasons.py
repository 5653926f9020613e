"""Why each product of a short list fits: only what it fulfils, and only what tells them apart."""

import asyncio

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.constraints import Edit, Kind
from agents.reply.ear import ear_words
from agents.reply.reasons import all_fulfil, reasons
from agents.turn import Turn, Utterance
from retrieval.query import Candidate
from retrieval.terms import Field, Term
from tests.agents.say import ByHand, reading, want
from tests.agents.shop import SHOP, ListSearch, boot

WATERPROOF = Term(Field.FEATURE, "waterproof", hard=False)
BROWN = Term(Field.COLOUR, "brown", hard=False)
LARGE = Term(Field.SIZE, "L")


def found(*fulfilled: tuple[Term, ...]) -> tuple[Candidate, ...]:
    """Return one candidate for each, none of which lists brown among its colours."""
    return tuple(
        Candidate(
            boot(place, f"Tarn {place}", str(80 + place), ("suede",), {"9": 3}, ("green",)),
            None,
            1.0,
            0.5,
            fulfilled=terms,
        )
        for place, terms in enumerate(fulfilled)
    )


def test_a_reason_is_said_of_the_products_that_fulfil_it() -> None:
    list_ = found((WATERPROOF,), (), (BROWN,))
    assert (
        reasons(list_, (WATERPROOF, BROWN))
        == "The first is waterproof, and the third comes in brown."
    )


def test_two_of_three_are_said_together() -> None:
    list_ = found((WATERPROOF,), (), (WATERPROOF,))
    assert reasons(list_, (WATERPROOF,)) == "The first and third are waterproof."


def test_what_all_fulfil_is_said_only_when_it_was_just_asked_for() -> None:
    list_ = found((WATERPROOF,), (WATERPROOF,))
    assert reasons(list_, (WATERPROOF,)) == ""
    assert reasons(list_, (WATERPROOF,), asked=(WATERPROOF,)) == "Both are waterproof."


def test_that_none_fulfils_a_wish_is_said_once_and_last() -> None:
    list_ = found((WATERPROOF,), (WATERPROOF,))
    said = reasons(list_, (BROWN, WATERPROOF), asked=(BROWN, WATERPROOF))
    assert said == "Both are waterproof, but they don't come in brown."
    assert reasons(list_, (BROWN,)) == ""


def test_a_silent_listing_is_no_no() -> None:
    list_ = found((), ())
    said = reasons(list_, (WATERPROOF,), asked=(WATERPROOF,))
    assert said == "The listings don't say they're waterproof."


def test_a_colour_that_one_comes_in_after_all_is_not_denied() -> None:
    sold_out_in_the_size = found((), ())
    green = Term(Field.COLOUR, "green", hard=False)
    assert reasons(sold_out_in_the_size, (green,), asked=(green,)) == ""


def test_a_hard_wish_holds_for_all_that_was_found() -> None:
    list_ = found((), (), ())
    assert all_fulfil(list_, (LARGE,)) == "All three come in size L."
    assert all_fulfil(list_, (LARGE, BROWN)) == ""
    assert all_fulfil(list_, ()) == ""


def talk(*lines: tuple[Edit, ...]) -> list[Turn]:
    """Return the turns of a conversation in which each line makes these edits."""
    script = {
        str(place): reading(Act.REFINE if place else Act.FIND, *edits)
        for place, edits in enumerate(lines)
    }

    async def run() -> list[Turn]:
        agent = ShoppingAgent(ListSearch(SHOP), ByHand(script))
        turns: list[Turn] = []
        for said in script:
            turn = await agent.plan("c", Utterance(said))
            await agent.commit(turn)
            turns.append(turn)
        return turns

    return asyncio.run(run())


def test_a_list_that_stays_is_confirmed_without_its_prices() -> None:
    first, second = talk(
        (want(Kind.CATEGORY, "hiking boots"), want(Kind.SIZE, "9")),
        (want(Kind.SIZE, "9", turn=1),),
    )
    assert [c.product.id for c in first.products] == [c.product.id for c in second.products]
    assert "$" in first.reply.text and "$" not in second.reply.text
    assert "come in size 9" in second.reply.text
    assert ear_words(second.reply.text) < ear_words(first.reply.text)
