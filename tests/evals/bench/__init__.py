"""Benches: their arithmetic, and what they do without the data."""
