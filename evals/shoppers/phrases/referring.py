"""How a product on the screen is pointed at."""

from evals.shoppers.phrases import Ways

ORDINALS: Ways = ("first", "second", "third", "fourth", "fifth", "sixth")

BY_PLACE: Ways = ("the {o} one", "the {o} one", "number {n}")
BY_NAME: Ways = ("the {name}",)
CHEAPEST: Ways = ("the cheapest one",)
CHEAPER: Ways = ("the cheaper one",)
"""Of the two that the reply spoke of."""
BY_COLOUR: Ways = ("the {v} one", "that {v} one")
IT: Ways = ("it", "that one")
THEM: Ways = ("them", "those")
