"""Which columns that fill no field are facts about the product, and which are shop machinery."""

import re
from collections.abc import Sequence
from typing import Final

from retrieval.feeds.attributes import MAX_VALUE_CHARS, fact_value
from retrieval.feeds.record import Value
from retrieval.feeds.signs import filled

_MACHINERY = re.compile(
    r"^(?:use_?config|meta_?(?:title|desc|key)|seo_|tax_|page_|custom_?(?:design|layout|label)|"
    r"options?_container|is_(?:qty|decimal)|enable_|min_|max_|notify_|manage_|website|store_view|"
    r"msrp|map_|gift_message|shipping(?!_weight)|return_|offer_|link_?template|promotion|ads_|"
    r"excluded_|included_|related|upsell|crosssell|cross_sell|where_visible|image_licen[cs]e|"
    r"has_options|required_options|product_websites|display_|url_|gift_card|cost|allow_|"
    r"seller_|store_|target_countr|video|model_3d|q_and_a|raw_|geo_|return|popularity|"
    r"variant_(?:grams|weight|requires|taxable|tax|fulfillment|inventory)|in_stock|position|"
    r"published|status|created|visibility|vendor_id|admin|internal|template|layout|"
    r"additional_image|image|thumbnail|qr_?code|attribute_set|product_online|configurable_|"
    r"customs|hs_code|reviewer|reviews?$|featured|promoted|offers|is_featured|unit_price|tracker|attribute_\d+_(?:visible|global|default))",
    re.I,
)
"""Names that configure a shop; read from the exports of Magento, Shopify, WooCommerce and Google's
and the agentic feed's columns."""
_MACHINERY_END = re.compile(
    r"(?:_ids?|_url|_link|_label|_html|_position|_qty|_date|_at|_hash|_policy|_from|_to|"
    r"_code|_slug|_status|_cost|_alt_text)$"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_NAME = re.compile(r"[^a-z0-9]+")

_MAX_FILLED_LENGTH: Final = 60
"""Average of a fact's values: a longer one is prose."""


def fact_or_reason(column: str, values: Sequence[Value]) -> str | None:
    """Say why a column is no fact about the products; None if it is one.

    Args:
        column: its name as in the feed.
        values: of the feed's first records, empty ones included.
    """
    name = _NOT_NAME.sub("_", _CAMEL.sub("_", column).casefold()).strip("_")
    present = filled(values)
    if not present:
        return "empty in the first records"
    if "@" in column or _MACHINERY.search(name) or _MACHINERY_END.search(name):
        return "about the shop, not the product"
    texts = [fact_value(value) for value in present]
    if sum(not text for text in texts) > len(texts) / 2:
        return f"longer than {MAX_VALUE_CHARS} characters"
    average = sum(map(len, texts)) / len(texts)
    if average > _MAX_FILLED_LENGTH:
        return "prose"
    if any(text.startswith(("http://", "https://", "data:", "/")) for text in texts):
        return "addresses"
    if len(present) > 1 and len(set(texts)) == 1 and len(present) == len(values):
        return "the same in every record"
    return None
