"""Magento's list of a product's variants: "sku=A-S,size=S|sku=A-M,size=M"."""

from retrieval.feeds.record import Value
from retrieval.feeds.values import text_of


def read_members(value: Value) -> tuple[dict[str, str], ...]:
    """Return the values of each variant that a row lists; those without a "sku" are left out."""
    members = []
    for each in text_of(value).split("|"):
        pairs = (pair.partition("=") for pair in each.split(","))
        member = {name.strip(): stated.strip() for name, _, stated in pairs if stated}
        if member.get("sku"):
            members.append(member)
    return tuple(members)
