"""A guard over the clauses of one reply: "it", open sentences, and forks."""

from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet
from retrieval.wordset import wordset
from tests.agents.guard.cards import MOOR, RIDGE, SEDGE, sheet


def said(*clauses: str) -> list[bool]:
    guard = Guard(sheet())
    return [guard.check(clause).ok for clause in clauses]


def test_it_is_the_one_that_was_named() -> None:
    assert said("I'd take the Ridge.", "It's $129.") == [True, True]
    assert said("I'd take the Cascade.", "It's $129.") == [True, False]
    assert said("It's $129.") == [False]


def test_the_other_one_is_the_other_one() -> None:
    guard = Guard(sheet(RIDGE, MOOR))
    assert guard.check("The Ridge is $129.").ok
    assert guard.check("The other one is $97.").ok
    assert not Guard(sheet(RIDGE, MOOR)).check("The other one is insulated.").ok


def test_a_sentence_is_read_to_its_end() -> None:
    assert said("The Ridge is not", "waterproof.") == [True, False]
    assert said("The Ridge is", "waterproof.") == [True, True]
    assert said("The Cascade costs", "$129.") == [True, False]
    assert said("It is water", "proof.")[0] is False


def test_what_was_refused_was_not_said() -> None:
    guard = Guard(sheet())
    assert not guard.check("The Cascade is $5.").ok
    assert guard.check("The Ridge is nice.").ok
    assert guard.check("It's $129.").ok


def test_a_fork_goes_on_apart() -> None:
    guard = Guard(sheet())
    assert guard.check("I'd take the Ridge.").ok
    fork = guard.fork()
    assert fork.check("The Cascade is $97.").ok
    assert fork.check("It's insulated.").ok
    assert not guard.check("It's insulated.").ok
    assert guard.check("It's $129.").ok


def test_what_code_says_is_heard_and_not_judged() -> None:
    guard = Guard(sheet())
    guard.hear("Free returns on the Cascade.")
    assert guard.check("It's $97.").ok
    assert not guard.check("It's $129.").ok


def test_an_empty_list_leaves_only_talk() -> None:
    guard = Guard(FactSheet((), ()))
    assert guard.check("Sure, let me have a look.").ok
    assert not guard.check("It's $5.").ok
    assert not guard.check("The first one is waterproof.").ok


def test_nothing_crashes_it() -> None:
    known = wordset(
        "the Ridge $ 5 - / , than not no cheapest ones both all three of two . and or is first 4 "
        "by 9 x 22 in half a hundred out more costs to from ½ % point '' ( ) ; : ! ? other rest "
        "neither unlike X most best Sedge waterproof as such"
    )
    words = sorted(known)
    for start in range(len(words)):
        for step in (1, 3, 7):
            text = " ".join(words[(start + k * step) % len(words)] for k in range(12))
            for clause in (text, text.upper(), text[::-1]):
                Guard(sheet(RIDGE, SEDGE, utterance=text)).check(clause)
