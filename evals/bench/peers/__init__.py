"""Aisle beside stock voice frameworks: the same clips, weights, LLM, player and clock."""
