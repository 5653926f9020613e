"""Searching large catalogs: how fast, how exact, and whether a constraint is ever broken."""
