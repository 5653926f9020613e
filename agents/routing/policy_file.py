"""Reads a policy file: every mistake with its line, and what follows from the file, worked out.

loaded = read_policy(Path("policy.toml"))
loaded.policy.tasks.reply.default
"""

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from agents.routing.errors import PolicyFault, PolicyInvalid, ScoreInvalid
from agents.routing.policy import Policy
from agents.routing.policy_checks import mistakes_of
from agents.routing.policy_faults import faults_of, lowered, placed, sorted_faults
from agents.routing.policy_lines import Path as KeyPath
from agents.routing.policy_lines import line_of, lines_of
from agents.routing.score import Score, read_score

SHIPPED = "shipped"
"""Stands where a path would: the policy that comes with Aisle."""
DIGEST_CHARS = 12
BYTES_MOST = 1_000_000
"""A policy of 1,000 rules has 150 kB."""


@dataclass(frozen=True, slots=True)
class LoadedPolicy:
    """A policy without a mistake, with the files that it came from."""

    policy: Policy
    digest: str
    """Of the file and of its score's, 12 hex digits; other bytes, another digest."""
    name: str
    """Of the file, for messages."""
    score: Score | None = None
    files: tuple[Path, ...] = ()
    """What it was read from; the shipped one has none that change."""


def read_policy(source: Path | str) -> LoadedPolicy:
    """Read a policy file and the score that it names.

    Args:
        source: A path, or "shipped".

    Raises:
        PolicyInvalid: it cannot be read, or there are mistakes in it: all of them are told.
    """
    if str(source) == SHIPPED:
        data = resources.files("agents.routing").joinpath("data/policy.toml").read_bytes()
        return parse_policy(data, "policy.toml")
    path = Path(source)
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_MOST + 1)
    except OSError as error:
        reason = f"it cannot be read ({error.strerror or error})"
        raise PolicyInvalid(str(path), (PolicyFault(None, reason),)) from error
    return parse_policy(data, path.name, path)


def parse_policy(data: bytes, name: str, path: Path | None = None) -> LoadedPolicy:
    """Check the bytes of a policy file.

    Args:
        data: TOML in UTF-8.
        name: Of the file, for messages.
        path: Of the file, where there is one: the score lies beside it.

    Raises:
        PolicyInvalid: There are mistakes in it: all of them are told.
    """
    text = _text_of(data, name)
    try:
        values = tomllib.loads(text)
        lines = lines_of(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyInvalid(name, (_syntax(error, text),)) from error
    except (ValueError, RecursionError) as error:
        # Neither is a mistake of the syntax to tomllib: 5,000 digits, a list 1,000 lists deep.
        fault = PolicyFault(None, "it holds a number too long or lists too deep to be read")
        raise PolicyInvalid(name, (fault,)) from error
    try:
        policy = Policy.model_validate(values)
    except ValidationError as error:
        raise PolicyInvalid(name, faults_of(error.errors(), lines)) from error
    faults = sorted_faults(
        PolicyFault(line_of(lines, where), placed(where, reason))
        for where, reason in mistakes_of(policy)
    )
    if faults:
        raise PolicyInvalid(name, faults)
    return _with_score(policy, data, name, path, lines)


def _with_score(
    policy: Policy, data: bytes, name: str, path: Path | None, lines: dict[KeyPath, int]
) -> LoadedPolicy:
    digest = sha256(data)
    files = (path,) if path else ()
    if policy.score is None:
        return LoadedPolicy(policy, digest.hexdigest()[:DIGEST_CHARS], name, files=files)
    beside = (path.parent if path else Path()) / policy.score.file
    try:
        score, score_bytes = read_score(beside)
    except ScoreInvalid as error:
        fault = PolicyFault(line_of(lines, ("score", "file")), str(error))
        raise PolicyInvalid(name, (fault,)) from error
    digest.update(score_bytes)
    return LoadedPolicy(policy, digest.hexdigest()[:DIGEST_CHARS], name, score, (*files, beside))


def _text_of(data: bytes, name: str) -> str:
    if len(data) > BYTES_MOST:
        reason = f"it has over {BYTES_MOST:,} bytes, which is no policy"
        raise PolicyInvalid(name, (PolicyFault(None, reason),))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PolicyInvalid(name, (PolicyFault(line, "it is not UTF-8"),)) from error


def _syntax(error: tomllib.TOMLDecodeError, text: str) -> PolicyFault:
    told = str(error)
    reason, _, place = told.partition(" (at ")
    if place.startswith("line "):
        return PolicyFault(int(place.split()[1].rstrip(",")), lowered(reason))
    return PolicyFault(text.count("\n") + 1, f"{lowered(reason)}: the file ends too early")
