"""Feeds that others wrote, whole."""

from pathlib import Path

import pytest

from retrieval.feeds.formats import open_feed
from retrieval.feeds.record import FeedFormat, Record

FEEDS = [
    ("aws-retail/products.yaml", FeedFormat.YAML, 2_465, "current_stock"),
    ("dummyjson/products.json", FeedFormat.JSON, 194, "discountPercentage"),
    ("magento/products_configurable.csv", FeedFormat.CSV, 1_994, "additional_attributes"),
    ("magento/products_gear_bags.csv", FeedFormat.CSV, 14, "qty"),
]


@pytest.mark.parametrize(("name", "expected", "count", "column"), FEEDS)
def test_nothing_is_refused(
    shared_data: Path, name: str, expected: FeedFormat, count: int, column: str
) -> None:
    feed = open_feed(shared_data / name)
    entries = list(feed.records())
    assert feed.format is expected
    assert column in feed.columns
    assert all(isinstance(entry, Record) for entry in entries)
    assert len(entries) == count
    assert len({entry.line for entry in entries}) == count
    assert not feed.notices
