"""Fields of published formats without a header, which the first records may all lack.

Read from Google's product data specification, schema.org's Product and the agentic
commerce feed specification. Formats with a header line name their columns themselves.
"""

from collections.abc import Mapping
from typing import Final

from retrieval.feeds.columns import Target
from retrieval.feeds.record import FeedFormat

_GOOGLE: Final = {
    Target.GROUP: "item_group_id", Target.DESCRIPTION: "description", Target.BRAND: "brand",
    Target.URL: "link", Target.IMAGES: "image_link additional_image_link", Target.GTIN: "gtin",
    Target.MPN: "mpn", Target.CONDITION: "condition", Target.SALE_PRICE: "sale_price",
    Target.SALE_DATES: "sale_price_effective_date", Target.AVAILABILITY: "availability",
    Target.CATEGORY: "product_type", Target.TAXONOMY: "google_product_category",
    Target.COLOUR: "color", Target.MATERIAL: "material", Target.SIZE: "size",
    Target.GENDER: "gender", Target.AGE_GROUP: "age_group", Target.FEATURES: "product_highlight",
    Target.ATTRIBUTES: "product_detail", Target.RESTRICTED: "adult",
}  # fmt: skip

_JSON_LD: Final = {
    Target.ID: "sku productID mpn gtin13 gtin @id url", Target.DESCRIPTION: "description",
    Target.BRAND: "brand manufacturer", Target.URL: "url offers.url", Target.IMAGES: "image",
    Target.GTIN: "gtin gtin13 gtin12 gtin14 gtin8", Target.MPN: "mpn",
    Target.CONDITION: "itemCondition offers.itemCondition", Target.CATEGORY: "category",
    Target.PRICE: "offers.price offers.lowPrice offers.priceSpecification.price "
                  "offers.offers.price",
    Target.CURRENCY: "offers.priceCurrency offers.priceSpecification.priceCurrency "
                     "offers.offers.priceCurrency",
    Target.AVAILABILITY: "offers.availability offers.offers.availability",
    Target.STOCK: "offers.inventoryLevel.value", Target.SELLER: "offers.seller",
    Target.COLOUR: "color", Target.MATERIAL: "material", Target.SIZE: "size",
    Target.GENDER: "audience.suggestedGender", Target.RATING: "aggregateRating",
    Target.ATTRIBUTES: "additionalProperty", Target.UPDATED: "dateModified",
    Target.GROUP: "inProductGroupWithID productGroupID isVariantOf.productGroupID",
    Target.VARIANTS: "hasVariant",
}  # fmt: skip

SPARSE: Final[Mapping[FeedFormat, Mapping[Target, str]]] = {
    FeedFormat.GOOGLE_XML: _GOOGLE,
    FeedFormat.JSON_LD: _JSON_LD,
    FeedFormat.AGENTIC_JSON: {
        Target.GROUP: "item_group_id group_id", Target.DESCRIPTION: "description",
        Target.BRAND: "brand", Target.SALE_PRICE: "sale_price",
        Target.SALE_DATES: "sale_price_effective_date", Target.STOCK: "inventory_quantity",
        Target.COLOUR: "color", Target.SIZE: "size", Target.MATERIAL: "material",
        Target.GENDER: "gender", Target.AGE_GROUP: "age_group", Target.GTIN: "gtin",
        Target.RATING: "star_rating product_review_rating",
        Target.RATING_COUNT: "review_count product_review_count",
        Target.CATEGORY: "product_category", Target.IMAGES: "image_url image_link",
    },
}  # fmt: skip
"""By format: our fields, and the names that fill them, the first that is filled counts."""
