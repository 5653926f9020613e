"""Scenarios against a catalog: what it cannot give is named."""

from typing import Any

import pytest

from evals.scenarios.feasible import findings, infeasible
from evals.scenarios.reader import read_scenarios
from evals.scenarios.scenario import Scenario
from tests.evals.scenarios.products import BOOTS, CATALOG

HI = [{"say": "hi"}]


def said(**fields: Any) -> list[tuple[str, str, str]]:
    """Return what is wrong with a scenario: kind, field and sentence."""
    whole = {"id": "a-1", "about": "x", "ends": {"cart": []}, **fields}
    if "goal" not in whole:
        whole.setdefault("turns", HI)
    found = findings(Scenario.model_validate(whole), CATALOG)
    return [(f.kind, ".".join(map(str, f.path)), f.why) for f in found]


def why(**fields: Any) -> str:
    """Return the only thing that is wrong, which is impossible."""
    ((kind, _, sentence),) = said(**fields)
    assert kind == "impossible"
    return sentence


def shown(where: dict[str, Any]) -> str:
    return why(ends={"shown": {"where": where}})


def test_what_the_catalog_gives_is_not_complained_of() -> None:
    boots = {"category": "hiking boot", "audience": "women's", "colour": "gray", "size": 8}
    assert said(ends={"shown": {"every": boots, "at_least": 1}}) == []
    assert said(ends={"cart": [{"where": {"brand": "torvane"}, "size": "8", "quantity": 5}]}) == []
    wishes = [{"category": "hiking boots"}, {"price": {"at_most": 80}}]
    assert said(goal={"thing": "boots", "wishes": wishes}, ends={"cart": [{"where": boots}]}) == []


class TestProducts:
    def test_a_product_that_left(self) -> None:
        gone = shown({"id": "out-hikingboots-999"})
        assert gone == "the product out-hikingboots-999 is not in the catalog (indexed 2026-11-22)"
        assert "no product of the catalog (indexed 2026-11-22) is called" in shown({"title": "Zyx"})

    def test_a_value_that_no_product_has(self) -> None:
        assert shown({"colour": "balck"}).endswith("has the colour balck; did you mean black?")
        assert shown({"brand": "Zyxwv"}).endswith("has the brand Zyxwv")
        assert shown({"features": ["waterproof", "wooly"]}).endswith("has the feature wooly")

    def test_values_that_no_product_has_together(self) -> None:
        assert shown({"brand": "Torvane", "audience": "men"}).endswith(
            "is brand Torvane, audience men; there is such in audience women"
        )
        assert shown({"category": "hiking boots", "price": {"at_most": 50}}).endswith(
            "is category hiking boots, at most 50; the cheapest such costs 79.00"
        )
        assert "the dearest such costs 8.50" in shown(
            {"category": "mugs", "price": {"at_least": 50}}
        )
        assert "without the rating there are 1" in shown({"brand": "Torvane", "rating_at_least": 5})

    def test_a_list_that_cannot_be(self) -> None:
        boots = {"category": "hiking boots"}
        assert why(ends={"shown": {"every": boots, "at_least": 3}}).endswith("has 2 such")
        ends = {"shown": {"where": boots, "none": {"department": "Outdoor"}}}
        assert why(ends=ends) == "`none` rules out all 2 products that `where` means"
        assert "a list of at most 0" in why(ends={"shown": {"where": boots, "at_most": 0}})
        assert said(ends={"shown": {"every": {"brand": "Zyx"}, "at_most": 0}}) == []

    def test_excluding_nothing_is_odd(self) -> None:
        ((kind, path, sentence),) = said(ends={"shown": {"none": {"brand": "Torvame"}}})
        assert (kind, path) == ("odd", "ends.shown.none")
        assert sentence.startswith("nothing is ruled out")
        assert sentence.endswith("did you mean Torvane?")


class TestCart:
    def test_a_size_that_is_not_made(self) -> None:
        line = {"where": {"brand": "Torvane"}, "size": 15}
        assert why(ends={"cart": [line]}) == (
            "nothing that is brand Torvane is made in size 15; made in 8, 9"
        )

    def test_a_form_that_is_sold_out(self) -> None:
        line = {"where": {"brand": "Torvane"}, "size": 9, "colour": "black"}
        assert why(ends={"cart": [line]}) == (
            "all that is brand Torvane in size 9 and colour black is sold out"
        )
        assert "is sold out" in why(ends={"cart": [{"where": {"category": "vases"}}]})

    def test_more_than_there_are(self) -> None:
        line = {"where": {"category": "mugs"}, "quantity": 5}
        assert why(ends={"cart": [line]}) == (
            "5 are wanted, and of category mugs there are 4 at most"
        )

    def test_a_total_that_cannot_be(self) -> None:
        line = {"where": {"brand": "Torvane"}, "quantity": 2}
        assert why(ends={"cart": [line], "total": {"at_most": 100}}) == (
            "the cheapest such cart comes to 158.00, above 100"
        )
        assert "the dearest such cart comes to 198.00" in why(
            ends={"cart": [line], "total": {"at_least": 500}}
        )
        assert "the dearest such cart comes to 0" in why(
            ends={"cart": [], "total": {"at_least": 1}}
        )

    def test_of_a_turn_too(self) -> None:
        cart = [{"where": {"category": "mugs"}, "size": "L"}]
        ((_, path, _),) = said(turns=[{"say": "hi", "expect": {"cart": cart}}])
        assert path == "turns.0.expect.cart.0"


class TestTurns:
    def expect(self, **fields: Any) -> str:
        return why(turns=[{"say": "hi", "expect": fields}])

    def test_said_and_not_said(self) -> None:
        assert self.expect(says=[["79 dollars", "$79 dollars"]], says_not=["Dollars"]) == (
            '"79 dollars" is to be said and "Dollars" is not to be said'
        )
        both = {"says": [["79 dollars", "79"]], "says_not": ["dollars"]}
        assert said(turns=[{"say": "hi", "expect": both}]) == []

    def test_wanted_and_not_wanted(self) -> None:
        wishes = [{"brand": "Torvane"}, {"not": {"brand": "torvane"}}]
        assert self.expect(constraints=wishes) == "brand Torvane is wanted and not wanted at once"
        prices = [{"price": {"at_least": 50}}, {"price": {"at_most": 40}}]
        assert self.expect(constraints=prices) == "no price is at least 50 and at most 40"

    def test_what_is_never_asked(self) -> None:
        assert self.expect(asks="sizes") == (
            "`sizes` is nothing that the assistant asks for; did you mean `size`?"
        )
        assert said(turns=[{"say": "hi", "expect": {"asks": "nothing"}}]) == []
        ((kind, path, _),) = said(answers={"coluor": "red"})
        assert (kind, path) == ("odd", "answers.coluor")

    def test_acts_that_exclude_each_other(self) -> None:
        assert "nothing in common" in self.expect(acts=["find"], any_act=["save"])

    def test_a_pause_after_words_that_are_not_said(self) -> None:
        turn = {"say": ["show me boots"], "pauses": [{"after": "show us", "s": 1}]}
        ((kind, path, _),) = said(turns=[turn])
        assert (kind, path) == ("odd", "turns.0.pauses.0")

    def test_a_slip_in_a_wish_is_odd_and_a_strange_brand_is_not(self) -> None:
        slip = {"say": "hi", "expect": {"constraints": [{"brand": "Torvanne"}]}}
        strange = {"say": "hi", "expect": {"constraints": [{"brand": "Zyxwvu"}]}}
        assert [kind for kind, *_ in said(turns=[slip])] == ["odd"]
        assert said(turns=[strange]) == []

    def test_a_click_on_what_there_is_not(self) -> None:
        turn = {"say": "hi", "click": {"deed": "add", "where": {"id": "nope"}}}
        assert "the product nope is not in" in why(turns=[turn])


class TestGoals:
    def goal(self, ends: dict[str, Any] | None = None, **fields: Any) -> str:
        return why(goal={"thing": "hiking boots", **fields}, ends=ends or {"link": "checkout"})

    def test_wishes_that_nothing_fulfils(self) -> None:
        assert "the cheapest such costs 79.00" in self.goal(wishes=[{"price": {"at_most": 20}}])
        assert "has the brand Zyxwv" in self.goal(wishes=[{"brand": "Zyxwv"}])
        assert "nothing in the catalog (indexed 2026-11-22) is called ukulele" in why(
            goal={"thing": "ukulele"}
        )
        assert "has the category ukuleles" in why(
            goal={"thing": "ukulele", "wishes": [{"category": "ukuleles"}]}
        )

    def test_a_wish_that_rules_out_another(self) -> None:
        wishes = [{"brand": "Torvane"}, {"not": {"brand": "Torvane"}}]
        assert self.goal(wishes=wishes) == "brand Torvane is wanted and not wanted at once"

    def test_the_last_wishes_count(self) -> None:
        wishes, change = [{"brand": "Zyxwv"}], {"after": 1, "set": {"brand": "Fellmark"}}
        goal = {"thing": "hiking boots", "wishes": wishes, "changes": [change]}
        assert said(goal=goal, ends={"cart": [{"where": {"brand": "Fellmark"}}]}) == []

    def test_an_end_that_the_goal_does_not_lead_to(self) -> None:
        assert "it is to end empty" in self.goal({"cart": []})
        line = {"where": {"brand": "Fellmark"}}
        assert "nothing gets into the cart" in self.goal({"cart": [line]}, then="look")
        assert "nothing that fulfils the goal" in self.goal(
            {"cart": [line]}, wishes=[{"brand": "Torvane"}]
        )
        assert self.goal({"cart": [{"where": {"brand": "Torvane"}}]}, choose={"quantity": 2}) == (
            "the goal takes 2 and this line wants 1"
        )
        gray: dict[str, Any] = {"where": {"brand": "Torvane"}, "colour": "gray"}
        assert self.goal({"cart": [gray]}, choose={"colour": "black"}) == (
            "the goal takes colour black and this line wants gray"
        )

    def test_a_budget_that_the_goal_exceeds(self) -> None:
        assert self.goal({"total": {"at_most": 60}}) == (
            "the cheapest that fulfils the goal comes to 79.00, above 60"
        )

    def test_changes_without_effect_are_odd(self) -> None:
        changes = [{"after": 1, "drop": "price"}]
        ends = {"cart": [{"where": {"category": "hiking boots"}}]}
        found = said(goal={"thing": "hiking boots", "changes": changes}, ends=ends)
        assert [(kind, path) for kind, path, _ in found] == [("odd", "goal.changes.0")]


def test_nothing_checked_is_odd() -> None:
    assert [kind for kind, *_ in said(ends={})] == ["odd"]
    assert said(ends={"focus": {"id": BOOTS.id}}) == []


def test_problems_stand_where_the_field_stands(tmp_path: Any) -> None:
    (tmp_path / "f.yaml").write_text(
        "id: a-1\nabout: x\nturns: [{say: hi}]\nends:\n  cart: []\n  shown:\n    where:\n"
        "      colour: balck\n"
    )
    (problem,) = infeasible(read_scenarios([tmp_path]), CATALOG)
    assert str(problem).startswith("f.yaml:7:5: a-1: no product of the catalog")
    assert (problem.field, problem.kind, problem.prevents) == (
        "ends.shown.where",
        "impossible",
        True,
    )


@pytest.mark.parametrize("size", [8, "8", 8.0, "8.0"])
def test_sizes_however_they_are_written(size: object) -> None:
    plain = Scenario.model_validate(
        {
            "id": "a-1",
            "about": "x",
            "turns": HI,
            "ends": {"cart": [{"where": {"brand": "Torvane", "size": str(size)}}]},
        }
    )
    assert findings(plain, CATALOG) == ()
