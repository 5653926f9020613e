"""What a collection of products looks like on a server: vectors, payload indexes, memory.

The payload itself is `retrieval.payload`, the same as in an Edge shard.
"""

from typing import Any

from qdrant_client import models

from retrieval.edge_shard import DENSE, LEXICAL
from retrieval.payload import FLOAT_KEYS, KEYWORD_KEYS
from retrieval.server.settings import QdrantSettings, Quantization

_OFFER = "offers"


def collection(settings: QdrantSettings, dimensions: int) -> dict[str, Any]:
    """Return the arguments of `create_collection` for vectors of `dimensions`."""
    return {
        "vectors_config": {
            DENSE: models.VectorParams(
                size=dimensions,
                distance=models.Distance.COSINE,
                # Half the memory of float32; as in an Edge shard.
                datatype=models.Datatype.FLOAT16,
                on_disk=settings.on_disk,
                quantization_config=_quantization(settings.quantization),
            )
        },
        # Without IDF "boots" and "for" weigh the same.
        "sparse_vectors_config": {LEXICAL: models.SparseVectorParams(modifier=models.Modifier.IDF)},
        "shard_number": settings.shards,
        "replication_factor": settings.replicas,
        "write_consistency_factor": settings.write_consistency,
        "on_disk_payload": settings.on_disk,
    }


def payload_indexes() -> dict[str, models.PayloadSchemaType | models.PayloadSchemaParams]:
    """Return every key that filters or orders read, with its index."""
    keyword = models.KeywordIndexParams(type=models.KeywordIndexType.KEYWORD, nested=_OFFER)
    return {
        **dict.fromkeys(KEYWORD_KEYS, models.PayloadSchemaType.KEYWORD),
        **dict.fromkeys(FLOAT_KEYS, models.PayloadSchemaType.FLOAT),
        "offers[].size": keyword,
        "offers[].colours[]": keyword,
        "offers[].price": models.FloatIndexParams(type=models.FloatIndexType.FLOAT, nested=_OFFER),
        "offers[].in_stock": models.IntegerIndexParams(
            type=models.IntegerIndexType.INTEGER, lookup=False, range=True, nested=_OFFER
        ),
    }


def search_params(quantization: Quantization) -> models.SearchParams:
    """Return how the vectors are walked: filtered without losing hits, rescored if quantised."""
    return models.SearchParams(
        # ACORN keeps a filtered walk of the HNSW graph from losing hits.
        acorn=models.AcornSearchParams(enable=True),
        quantization=None
        if quantization == "none"
        else models.QuantizationSearchParams(
            rescore=True, oversampling=_OVERSAMPLING[quantization]
        ),
    )


EXACT = models.SearchParams(exact=True, quantization=models.QuantizationSearchParams(ignore=True))
"""For a few points that are asked for by id."""

_OVERSAMPLING = {"scalar": 1.5, "binary": 4.0}
"""Qdrant's own advice: one bit a dimension needs more candidates than eight."""


def _quantization(
    kind: Quantization,
) -> models.ScalarQuantization | models.BinaryQuantization | None:
    match kind:
        case "scalar":
            return models.ScalarQuantization(
                scalar=models.ScalarQuantizationConfig(
                    type=models.ScalarType.INT8, quantile=0.99, always_ram=True
                )
            )
        case "binary":
            return models.BinaryQuantization(
                binary=models.BinaryQuantizationConfig(always_ram=True)
            )
        case "none":
            return None
