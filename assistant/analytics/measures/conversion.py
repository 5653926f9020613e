"""What became of the products that were shown and spoken of."""

from assistant.analytics.measures.measure import Measure, Ratio, Total

_CREDIT = (
    "An event counts for the turn that its query_id names, else for the last turn of the session "
    "that put its product on the screen.",
    "A turn counts once, however often its products were acted on.",
    "An order or a click of a later day counts on the day of the turn.",
    "Events were not logged before aisle.turn/2: null, not 0.",
)
_SPOKEN = (
    "Only products that the reply spoke of when it showed them; a product further down the list "
    "that was acted on does not count.",
)
_LOOKED = "CASE WHEN searches > 0 THEN 1 END"

CLICK_THROUGH = Measure(
    "click_through",
    "Click-through",
    "share",
    "higher",
    "Share of turns that showed products of which one was clicked or viewed.",
    _CREDIT,
    {"daily": Ratio("clicked", "with_shown")},
)
SHOWN_TO_SAVED = Measure(
    "shown_to_saved",
    "Shown, then saved",
    "share",
    "higher",
    "Share of turns that showed products of which one was saved.",
    _CREDIT,
    {"daily": Ratio("saved", "with_shown")},
)
SHOWN_TO_CART = Measure(
    "shown_to_cart",
    "Shown, then into the cart",
    "share",
    "higher",
    "Share of turns that showed products of which one came into the cart.",
    ("By voice, by text and by hand alike.", *_CREDIT),
    {"daily": Ratio("carted", "with_shown")},
)
SHOWN_TO_ORDER = Measure(
    "shown_to_order",
    "Shown, then ordered",
    "share",
    "higher",
    "Share of turns that showed products of which one was ordered.",
    ("An order without a cart before it counts.", *_CREDIT),
    {"daily": Ratio("ordered", "with_shown")},
)
SPOKEN_TO_ASKED = Measure(
    "spoken_to_asked",
    "Spoken of, then asked about",
    "share",
    "higher",
    "Share of turns that spoke of products they showed, one of which was asked about afterwards.",
    (*_SPOKEN, *_CREDIT),
    {"daily": Ratio("asked", "with_spoken")},
)
SPOKEN_TO_CART = Measure(
    "spoken_to_cart",
    "Spoken of, then into the cart",
    "share",
    "higher",
    "Share of turns that spoke of products they showed, one of which came into the cart.",
    (*_SPOKEN, *_CREDIT),
    {"daily": Ratio("spoken_carted", "with_spoken")},
)
SPOKEN_TO_ORDER = Measure(
    "spoken_to_order",
    "Spoken of, then ordered",
    "share",
    "higher",
    "Share of turns that spoke of products they showed, one of which was ordered.",
    (*_SPOKEN, *_CREDIT),
    {"daily": Ratio("spoken_ordered", "with_spoken")},
)
CART_SESSIONS = Measure(
    "cart_sessions",
    "Sessions with a cart",
    "share",
    "higher",
    "Share of sessions that looked for products in which one was put into the cart.",
    ("One that was taken out again counts.", "Without a search a session is left out."),
    {"sessions": Ratio("CASE WHEN carts > 0 THEN 1 WHEN carts = 0 THEN 0 END", _LOOKED)},
)
ORDER_SESSIONS = Measure(
    "order_sessions",
    "Sessions with an order",
    "share",
    "higher",
    "Share of sessions that looked for products from which something was ordered.",
    (
        "An order that is reported days later counts on the day the session began: the newest "
        "days have not had all of theirs.",
        "An order without a cart counts.",
    ),
    {"sessions": Ratio("CASE WHEN orders > 0 THEN 1 WHEN orders = 0 THEN 0 END", _LOOKED)},
)
ABANDONMENT = Measure(
    "abandonment",
    "Abandoned",
    "share",
    "lower",
    "Share of sessions that looked for products and ended without one saved, in the cart or "
    "ordered.",
    (
        "As many taken out of the cart as were put in: nothing is in it.",
        "Without a search a session is left out; so is one from before events were logged.",
    ),
    {"sessions": Ratio("CASE WHEN abandoned THEN 1 WHEN NOT abandoned THEN 0 END", "1")},
)
ORDERS = Measure(
    "orders",
    "Orders",
    "count",
    "higher",
    "Orders that the shop reported back.",
    (
        "Several products with one order_id are one order; without an order_id each report is one.",
        "Reported twice with the same event_id, it counts once.",
    ),
    {"sessions": Total("orders")},
)
ORDER_VALUE = Measure(
    "order_value",
    "Value of orders",
    "usd",
    "higher",
    "What the orders came to, in the shop's currency.",
    (
        "A session whose orders were in several currencies is left out; sessions in different "
        "currencies are not to be summed: filter by application.",
        "Null without an order that says what it came to.",
    ),
    {"sessions": Total("order_value")},
)

CONVERSION = (
    *(CLICK_THROUGH, SPOKEN_TO_ASKED, SPOKEN_TO_CART, SPOKEN_TO_ORDER),
    *(SHOWN_TO_SAVED, SHOWN_TO_CART, SHOWN_TO_ORDER),
    *(CART_SESSIONS, ORDER_SESSIONS, ABANDONMENT, ORDERS, ORDER_VALUE),
)
