"""What a shopper can be doing with one utterance."""

from enum import StrEnum


class Act(StrEnum):
    """The shopper's acts; an utterance may hold several."""

    FIND = "find"
    REFINE = "refine"
    COMPARE = "compare"
    ASK_PRODUCT = "ask_product"
    PRICE_OR_STOCK = "price_or_stock"
    SELECT = "select"
    CART_ADD = "cart_add"
    CART_REMOVE = "cart_remove"
    CART_VIEW = "cart_view"
    SAVE = "save"
    GIFT = "gift"
    BUNDLE = "bundle"
    INSPIRE = "inspire"
    ORDER_OR_POLICY = "order_or_policy"
    SMALLTALK = "smalltalk"
    CONFIRM = "confirm"
    DENY = "deny"
    REPEAT = "repeat"
    STOP = "stop"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"
    ASR_FAILURE = "asr_failure"
