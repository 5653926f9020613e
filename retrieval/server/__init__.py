"""A Qdrant server or cluster by URL: the second engine, through qdrant-client.

Not tested against every server version: the collections that it makes need Qdrant 1.16 or newer
for ACORN and nested payload indexes.
"""
