"""Product feeds: any of the formats that shops publish, read as products.

    file ─▶ formats (records as they stand) ─▶ mapping (columns to our fields)
         ─▶ grouping (variants of one product) ─▶ enrichment (text made plain, attributes derived)
         ─▶ `Product` or `Refused`

`CatalogFeed` is the way in. Nothing here holds a whole feed in memory.
"""
