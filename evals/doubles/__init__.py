"""Test doubles of language model servers: three protocols, scripted timing, scripted faults.

    async with doubles(Script(text="Two pairs of boots.", faults=(Stall(at=3),))) as server:
        client = AsyncOpenAI(base_url=server.url, api_key="none", max_retries=0)
        ...
    server.records[0].usage  # what the provider would bill

`script` says what a server does, `faults` what can go wrong, `server` runs it in this process,
`process` in one of its own (`python -m evals.doubles` from a shell), `record` is what it saw,
`real` serves a small open model to hold the doubles against. They generate nothing and know
no tokeniser: a token is a word, a piece of a long word, or a sign.
"""

from evals.doubles.faults import (
    BrokenLine,
    Cut,
    DropsKept,
    ErrorInBand,
    Fault,
    HttpError,
    IgnoresStream,
    Lumps,
    NoStreaming,
    Redirect,
    SplitWrites,
    Stall,
    WrongUsage,
)
from evals.doubles.record import RequestRecord
from evals.doubles.script import Play, Script
from evals.doubles.server import Doubles, doubles

__all__ = [
    "BrokenLine",
    "Cut",
    "Doubles",
    "DropsKept",
    "ErrorInBand",
    "Fault",
    "HttpError",
    "IgnoresStream",
    "Lumps",
    "NoStreaming",
    "Play",
    "Redirect",
    "RequestRecord",
    "Script",
    "SplitWrites",
    "Stall",
    "WrongUsage",
    "doubles",
]
